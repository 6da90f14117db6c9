"""References: which photo has one, and the message without one."""

import gc
import shutil
import weakref

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.viewing.source import Source


def open_two(session, wait, dark_photos):
    session.opening.open_paths(dark_photos[:2])
    wait(lambda: session.in_view.has_result)


def test_a_reference_read_while_another_photo_is_in_view_is_shown_later(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    read = []
    session.disk.reference_read.connect(lambda key, _: read.append(key))
    first = session.in_view.open_photo.key
    session.references.open(dark_photos[0])
    session.in_view.step(1)
    wait(lambda: read == [first] and session.in_view.has_result)
    assert not session.references.has_one
    assert not session.view.has(Source.REFERENCE)
    session.in_view.step(-1)
    wait(lambda: session.view.has(Source.REFERENCE))
    assert session.references.message == ""


def test_a_reference_of_a_closed_photo_is_dropped(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    read = []
    session.disk.reference_read.connect(lambda key, _: read.append(key))
    session.references.open(dark_photos[0])
    session.editing.remove((session.in_view.key,))
    wait(lambda: read and session.in_view.has_result)
    assert not session.references.has_one
    assert session.references._files == {}


def test_the_last_requested_of_two_references_is_used(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    other = dark_photos[0].with_name("other.jpg")
    shutil.copy(dark_photos[0], other)
    session.references.open(dark_photos[0])
    session.references.open(other)
    wait(lambda: session.view.has(Source.REFERENCE))
    assert session.view.pictures.reference.path == other
    session.references.open(dark_photos[0])
    session.references.open(dark_photos[0].with_name("nothing.jpg"))
    wait(lambda: "nothing.jpg" in session.references.message)
    assert not session.view.has(Source.REFERENCE)


def test_a_reference_leaves_memory_with_its_photo_and_is_read_again_with_it(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    session.set_limits(StorageLimits(memory=0))
    session.references.open(dark_photos[0])
    wait(lambda: session.view.has(Source.REFERENCE))
    left = weakref.ref(session.view.pictures.reference)
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result and session.view.is_settled)
    gc.collect()
    assert left() is None
    session.in_view.step(-1)
    wait(lambda: session.in_view.has_result and session.view.has(Source.REFERENCE))
    assert session.view.pictures.reference.path == dark_photos[0]
    assert session.references.message == ""


def test_a_reference_that_cannot_be_read_again_is_reported(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    session.set_limits(StorageLimits(memory=0))
    reference = shutil.copy(dark_photos[0], dark_photos[0].with_name("reference.jpg"))
    session.references.open(reference)
    wait(lambda: session.view.has(Source.REFERENCE))
    session.in_view.step(1)
    wait(lambda: session.in_view.has_result)
    reference.unlink()
    session.in_view.step(-1)
    wait(lambda: session.in_view.has_result and "reference.jpg" in session.references.message)
    assert not session.view.has(Source.REFERENCE)


def test_references_count_against_the_limit(session, wait, dark_photos):
    open_two(session, wait, dark_photos)
    key = session.in_view.open_photo.key
    before = session._memory_cache.get(key).size
    session.references.open(dark_photos[0])
    wait(lambda: session.view.has(Source.REFERENCE))
    assert session._memory_cache.get(key).size >= before + session.view.pictures.reference.pixels.nbytes
