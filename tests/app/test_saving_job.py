"""“Save all” and single saves during other actions."""

import json
import shutil
import threading
import weakref
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from tile_gate import gated_tiles

from lowexp_gui.app.messages.notices import Remedy
from lowexp_gui.app.photos.photo_status import PhotoState
from lowexp_gui.app.queueing.run_control import PauseReason
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.saving.saving_requests import SaveRequest
from lowexp_gui.app.session import Session
from lowexp_gui.batch import saving
from lowexp_gui.batch.queue_entry import EntryState
from lowexp_gui.bundled import bundled_folder
from lowexp_gui.edits.photo_edits import PhotoEdits
from lowexp_gui.enhancing import running
from lowexp_gui.enhancing.adjustments import NEUTRAL
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.photo.formats.photo_format import PhotoFormat


@pytest.fixture
def enhancing(session, monkeypatch):
    """Fast tiles that wait for this event."""
    yield from gated_tiles(monkeypatch)


@pytest.fixture
def writing(session, monkeypatch):
    """Saves that wait for this event; `began` is set when the first one waits."""
    gate = threading.Event()
    gate.began = threading.Event()
    save_result = saving.save_result

    def save(*arguments, **named):
        gate.began.set()
        gate.wait(60)
        return save_result(*arguments, **named)

    monkeypatch.setattr(saving, "save_result", save)
    yield gate
    gate.set()


@pytest.fixture
def second_model(tmp_path, monkeypatch):
    """The name of another model, a copy of the default one."""
    folder = tmp_path / "weights"
    folder.mkdir()
    source = bundled_folder("weights")
    card = json.loads((source / f"{DEFAULT_MODEL}.json").read_text())
    (folder / "second.json").write_text(json.dumps(card | {"name": "second"}))
    for name in (DEFAULT_MODEL, "second"):
        shutil.copy(source / f"{DEFAULT_MODEL}.safetensors", folder / f"{name}.safetensors")
    shutil.copy(source / f"{DEFAULT_MODEL}.json", folder)
    monkeypatch.setattr("lowexp_gui.model.model_library.bundled_folder", lambda _: folder)
    return "second"


@pytest.fixture
def working(session, wait, enhancing, dark_photos):
    """A session with three photos, the first of which is being enhanced."""
    session.opening.open_paths(dark_photos)
    wait(
        lambda: len(session.open_photos) == 3 and session.open_photos.at(0).status.state is PhotoState.WORKING
    )
    return session


@pytest.fixture
def done(session, wait, enhancing, dark_photos):
    """A session with three results."""
    enhancing.set()
    session.opening.open_paths(dark_photos)
    for row in range(3):
        wait(lambda: len(session.open_photos) == 3)
        session.in_view.select_row(row)
        wait(lambda: session.in_view.has_result)
    return session


def _sentences(notices):
    return [notice.sentence for notice in notices]


def _saved(dark_photos):
    return sorted(path.name for path in (dark_photos[0].parent / "Lowexp").iterdir())


def _results_of(dark_photos):
    return [f"{path.stem}_lowexp{path.suffix}" for path in dark_photos]


def _is_at_rest(session):
    return not (session.activity.is_busy or session.queue.is_adding)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_what_is_queued_is_saved_though_it_is_removed_from_the_filmstrip(
    working, wait, enhancing, notices, dark_photos, row
):
    working.save_all()
    working.in_view.select_row(row)
    working.editing.remove((working.in_view.key,))
    enhancing.set()
    wait(lambda: _sentences(notices) == ["Saved 3 photos in “Lowexp”."])
    assert len(_saved(dark_photos)) == 3


def test_saved_in_one_format_is_not_saved_in_another(done, wait, enhancing, notices, dark_photos):
    done.queue.pause()
    for photo_format in (PhotoFormat.PNG, PhotoFormat.JPEG):
        done.exports.choice = SaveChoice(photo_format)
        done.save_all()
        wait(lambda: _is_waiting(done))
    assert len(done.queue) == 6
    pngs, jpegs = done.queue.ids(EntryState.WAITING)[:3], done.queue.ids(EntryState.WAITING)[3:]
    done.queue.cancel(jpegs)
    wait(lambda: done.queue.count(EntryState.CANCELLED) == 3)
    done.queue.go_on()
    wait(lambda: done.queue.count(EntryState.DONE) == len(pngs) and not done.activity.is_busy)
    assert {path.rpartition(".")[2] for path in _saved(dark_photos)} == {"png"}
    # None is saved with the current choice, so all are saved.
    done.save_all()
    wait(lambda: done.queue.count(EntryState.DONE) == 6)
    assert {path.rpartition(".")[2] for path in _saved(dark_photos)} == {"png", "jpg"}


def _is_waiting(session):
    return not session.queue.is_adding and session.queue.count(EntryState.WAITING)


def test_the_photo_in_view_comes_before_the_queue(working, wait, enhancing, dark_photos):
    working.save_all()
    wait(lambda: len(working.queue) == 3 and working.queue.is_active)
    assert working.queue.count(EntryState.DONE) == 0
    assert working.queue._control.is_paused_by(PauseReason.VIEW)
    enhancing.set()
    wait(lambda: working.queue.count(EntryState.DONE) == 3)
    assert not working.queue._control.is_paused_by(PauseReason.VIEW)


def test_save_all_keeps_to_the_model_of_the_click(
    working, wait, enhancing, second_model, notices, dark_photos
):
    working.save_all()
    working.editing.use_model(second_model)
    enhancing.set()
    wait(lambda: _is_at_rest(working) and len(working.queue) == 3)
    assert _sentences(notices) == ["Saved 3 photos in “Lowexp”."]
    assert [photo.saved_with.model for photo in working.open_photos] == [DEFAULT_MODEL] * 3
    assert len(_saved(dark_photos)) == 3
    assert working.in_view.result_of(working.in_view.open_photo.key).model == second_model


def test_photos_saved_after_loading_edits_use_the_requested_choices(
    working, wait, enhancing, second_model, notices, dark_photos
):
    working.exports.save_all(settled=False)
    working.editing.use_model(second_model)
    working.in_view.select_row(2)
    working.editing.remove((working.in_view.key,))
    assert len(working.queue) == 0
    kept = PhotoEdits(replace(NEUTRAL, brightness=0.5))
    working.exports.note_kept({working.open_photos.at(1).key: kept})
    working.exports.save_known()
    working.exports.save_known()
    enhancing.set()
    wait(lambda: _is_at_rest(working) and len(working.queue) == 3)
    assert _sentences(notices) == ["Saved 3 photos in “Lowexp”."]
    assert [photo.saved_with.model for photo in working.open_photos] == [DEFAULT_MODEL] * 2
    assert [photo.saved_with.adjustments for photo in working.open_photos] == [NEUTRAL, kept.adjustments]
    assert len(_saved(dark_photos)) == 3


def test_two_requests_to_save_all_before_edits_are_loaded_are_both_fulfilled(
    working, wait, enhancing, notices, dark_photos
):
    working.exports.choice = SaveChoice(PhotoFormat.PNG)
    working.exports.save_all(settled=False)
    working.in_view.select_row(2)
    working.editing.remove((working.in_view.key,))
    working.exports.choice = SaveChoice(PhotoFormat.JPEG)
    working.exports.save_all(settled=False)
    working.exports.save_all(settled=False)
    working.exports.save_known()
    enhancing.set()
    wait(lambda: _is_at_rest(working) and len(working.queue) == 5)
    assert [path.rpartition(".")[2] for path in _saved(dark_photos)].count("png") == 3


def test_cancel_forgets_what_waits_to_be_saved(working, wait, enhancing, notices):
    working.exports.save_all(settled=False)
    working.cancel()
    working.exports.save_known()
    enhancing.set()
    wait(lambda: _is_at_rest(working))
    assert len(working.queue) == 0
    assert _sentences(notices) == []


def test_what_waits_to_be_saved_is_work_that_can_be_cancelled(done):
    assert not done.activity.is_busy
    done.exports.save_all(settled=False)
    assert done.activity.is_busy
    done.cancel()
    assert not done.activity.is_busy


def test_save_all_is_not_harmed_by_a_model_that_fails(working, wait, enhancing, notices):
    working.save_all()
    working.editing.use_model("nonesuch")
    enhancing.set()
    wait(lambda: _is_at_rest(working) and len(working.queue) == 3)
    assert "Saved 3 photos in “Lowexp”." in _sentences(notices)


def test_save_all_right_after_a_cancelled_one_saves_all(done, wait, notices):
    done.queue.pause()
    done.save_all()
    done.cancel()
    wait(lambda: done.queue.count(EntryState.CANCELLED) == 3)
    done.save_all()
    wait(lambda: _is_at_rest(done) and done.queue.count(EntryState.DONE) == 3)
    assert _sentences(notices)[-1] == "Saved 3 photos in “Lowexp”."
    assert [photo.status.state for photo in done.open_photos] == [PhotoState.SAVED] * 3


@pytest.mark.parametrize("answer", ["saved", "save_failed", "save_cancelled"])
def test_the_end_of_a_save_does_not_hide_that_the_photo_is_worked_on(
    done, wait, enhancing, writing, tmp_path, answer
):
    if answer == "save_failed":
        (tmp_path / "file").touch()
        done.exports.choice = SaveChoice(folder=tmp_path / "file" / "folder")
    answers = []
    getattr(done._workers.saving, answer).connect(lambda *_: answers.append(answer))
    done.exports.save_current()
    if answer == "save_cancelled":
        done.cancel()
    enhancing.clear()
    done.run_again()
    writing.set()
    wait(lambda: answers)
    assert done.in_view.open_photo.status.state in (PhotoState.READING, PhotoState.WORKING)


def test_a_photo_is_not_saved_beside_itself_where_its_folder_has_gone(done, wait, notices, dark_photos):
    done.in_view.select_row(0)
    shutil.rmtree(dark_photos[0].parent)
    done.exports.save_current()
    wait(lambda: notices)
    assert _sentences(notices) == ["The folder of “IMG_1.jpg” no longer exists; choose another folder."]
    assert notices[0].remedy is Remedy.CHOOSE_FOLDER
    assert not dark_photos[0].parent.exists()


def test_a_removed_photo_is_freed(working, wait, whole_view):
    whole_view()
    wait(lambda: working.view.is_settled)
    held = weakref.ref(working.in_view.photo)
    assert held() is not None
    for _ in range(3):
        working.editing.remove((working.in_view.key,))
    wait(lambda: held() is None)


def test_a_long_save_does_not_hold_up_the_next_photo(
    session, wait, enhancing, writing, whole_view, dark_photos
):
    """The next photo is read, shown and enhanced before the save ends."""
    enhancing.set()
    session.opening.open_paths(dark_photos)
    wait(lambda: session.in_view.has_result)
    session.exports.save_current()
    wait(writing.began.is_set)
    session.in_view.select_row(1)
    wait(lambda: session.in_view.has_result)
    whole_view()
    wait(lambda: session.view.is_settled)
    assert session.activity.is_busy
    first, second = session.open_photos.at(0), session.open_photos.at(1)
    assert (first.status.state, second.status.state) == (PhotoState.SAVING, PhotoState.DONE)
    assert not writing.is_set()
    writing.set()
    wait(lambda: first.status.state is PhotoState.SAVED)
    assert not session.activity.is_busy
    assert len(_saved(dark_photos)) == 1


def _paste(session, wait, *colours):
    for colour in colours:
        count = len(session.open_photos)
        picture = QImage(60, 40, QImage.Format.Format_RGB32)
        picture.fill(colour)
        session.opening.open_picture(picture)
        wait(lambda count=count: len(session.open_photos) == count + 1 and session.in_view.has_result)


def _kept_pictures(own_settings):
    return list((own_settings / "lowexp" / "queues").glob("*-pictures/*/*"))


def test_pasted_pictures_go_through_the_queue_and_leave_nothing_behind(
    session, wait, notices, dark_photo, own_settings, monkeypatch
):
    _paste(session, wait, 0x202830, 0x30)
    session.opening.open_paths([dark_photo])
    wait(lambda: len(session.open_photos) == 3 and session.in_view.has_result)
    monkeypatch.setattr(running, "predict_noise", lambda *_: pytest.fail("a network ran again"))
    session.save_all()
    wait(lambda: _sentences(notices) == ["Saved 3 photos."] and _is_at_rest(session))
    assert _saved([dark_photo]) == _results_of([dark_photo])
    saved = sorted(path.name for path in (own_settings / "Pictures" / "Lowexp").iterdir())
    assert saved == ["pasted_lowexp (2).png", "pasted_lowexp.png"]
    assert not _kept_pictures(own_settings)
    assert [photo.status.state for photo in session.open_photos] == [PhotoState.SAVED] * 3
    session.save_all()
    wait(lambda: len(notices) == 2)
    assert _sentences(notices)[1] == "All photos are already saved."


def test_a_pasted_picture_is_the_same_file_saved_alone_and_with_all(session, wait, notices, own_settings):
    _paste(session, wait, 0x202830)
    session.exports.save_current()
    wait(lambda: notices)
    session.exports.choice = SaveChoice(folder=own_settings / "all")
    session.save_all()
    wait(lambda: len(notices) == 2 and _is_at_rest(session))
    alone = own_settings / "Pictures" / "Lowexp" / "pasted_lowexp.png"
    assert (own_settings / "all" / alone.name).read_bytes() == alone.read_bytes()


def test_save_all_twice_queues_a_pasted_picture_once(session, wait, own_settings):
    _paste(session, wait, 0x202830)
    session.queue.pause()
    session.save_all()
    session.save_all()
    wait(lambda: not session.queue.is_adding)
    assert session.queue.count(EntryState.WAITING) == 1
    assert len(_kept_pictures(own_settings)) == 1


def test_a_pasted_picture_that_waits_is_saved_after_a_restart(session, wait, own_settings):
    _paste(session, wait, 0x202830)
    session.queue.pause()
    session.save_all()
    wait(lambda: session.queue.count(EntryState.WAITING) == 1)
    session.close()
    assert len(_kept_pictures(own_settings)) == 1
    later = Session(DEFAULT_MODEL, "cpu", SaveChoice())
    try:
        later.queue.open()
        wait(lambda: len(later.queue) == 1)
        later.queue.go_on()
        wait(lambda: later.queue.count(EntryState.DONE) == 1 and _is_at_rest(later))
    finally:
        later.close()
    assert (own_settings / "Pictures" / "Lowexp" / "pasted_lowexp.png").is_file()
    assert not _kept_pictures(own_settings)


def test_of_many_saves_one_result_waits_and_all_are_written_in_order(
    session, wait, enhancing, writing, notices, dark_photos, monkeypatch
):
    """The other results are made again, because memory had no room for them."""
    enhancing.set()
    session._memory_cache._max_bytes = 1
    session.opening.open_paths(dark_photos)
    wait(lambda: len(session.open_photos) == 3)
    asked = []
    ask = session._workers.saving.ask
    monkeypatch.setattr(
        session._workers.saving,
        "ask",
        lambda request: (asked.append(request), ask(request))[1],
    )
    for row in range(3):
        session.in_view.select_row(row)
        wait(lambda: session.in_view.has_result)
        session.exports.save_current()
    saves = [request for request in asked if isinstance(request, SaveRequest)]
    assert len(saves) == 2
    session.exports.save_current()
    session.in_view.select_row(0)
    wait(lambda: session.in_view.has_result)
    writing.set()
    wait(lambda: len(notices) == 3)
    assert [notice.path.name for notice in notices] == _results_of(dark_photos)
    assert session.open_photos.at(2).status.state is PhotoState.SAVED


@pytest.mark.parametrize("ends", ["cancel", "remove"])
def test_saves_that_wait_end_with_a_cancel_but_not_with_their_photo(
    done, wait, writing, notices, dark_photos, ends
):
    for row in range(3):
        done.in_view.select_row(row)
        done.exports.save_current()
    if ends == "cancel":
        done.cancel()
    else:
        done.editing.remove((done.in_view.key,))
    writing.set()
    if ends == "cancel":
        wait(lambda: PhotoState.SAVING not in [photo.status.state for photo in done.open_photos])
        assert not (dark_photos[0].parent / "Lowexp").exists()
        assert done.open_photos.at(2).status.state is PhotoState.DONE
    else:
        wait(lambda: len(notices) == 3)
        assert _saved(dark_photos) == sorted(_results_of(dark_photos))
