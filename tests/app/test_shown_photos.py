"""Sorting, filtering and selecting of open photos."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lowexp_gui.app.photos.disk_requests import FoundFile
from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_facts import PhotoFacts
from lowexp_gui.app.photos.photo_order import PhotoFilter, PhotoOrder, SortBy
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.photos.selection import Selection
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.edits.photo_edits import PhotoEdits
from lowexp_gui.enhancing.adjustments import Adjustments


def _open(open_photos, *names):
    return open_photos.add_files([FoundFile(Path("/photos", name), f"/photos/{name}") for name in names])


@pytest.fixture
def open_photos(qapp):
    return OpenPhotos()


@pytest.fixture
def shown(open_photos):
    return ShownPhotos(open_photos)


def _names(shown):
    return [shown.at(row).path.name for row in range(len(shown))]


def test_names_are_sorted_as_people_do(open_photos, shown):
    _open(open_photos, "IMG_10.jpg", "img_9.jpg", "IMG_1.jpg", "a.jpg", "²٣.jpg", "9" * 40 + ".jpg")
    shown.set_order(PhotoOrder(SortBy.NAME))
    assert _names(shown)[1:5] == ["a.jpg", "IMG_1.jpg", "img_9.jpg", "IMG_10.jpg"]


def test_photos_without_a_date_come_last_in_both_directions(open_photos, shown):
    photos = _open(open_photos, "a", "b", "c", "d")
    for photo, day in zip(photos[1:], (3, 1, 2), strict=True):
        photo.facts = PhotoFacts(taken=datetime.datetime(2026, 1, day))
    shown.set_order(PhotoOrder(SortBy.TAKEN))
    assert _names(shown) == ["c", "d", "b", "a"]
    shown.set_order(PhotoOrder(SortBy.TAKEN, descending=True))
    assert _names(shown) == ["b", "d", "c", "a"]


def test_a_rejected_photo_is_the_worst_rated(open_photos, shown):
    photos = _open(open_photos, "a", "b", "c")
    photos[0].edits = PhotoEdits(stars=5, rejected=True)
    photos[2].edits = PhotoEdits(stars=1)
    shown.set_order(PhotoOrder(SortBy.RATING))
    assert _names(shown) == ["a", "b", "c"]
    shown.set_order(PhotoOrder(SortBy.RATING, descending=True))
    assert _names(shown) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (PhotoFilter.ALL, "abcdef"),
        (PhotoFilter.STARS_3, "b"),
        (PhotoFilter.NOT_REJECTED, "abdef"),
        (PhotoFilter.CHANGED, "d"),
        (PhotoFilter.NOT_SAVED, "abcdf"),
        (PhotoFilter.FAILED, "f"),
    ],
)
def test_each_filter_leaves_its_photos(open_photos, shown, chosen, left):
    photos = _open(open_photos, *"abcdef")
    photos[0].facts = PhotoFacts(rating=2)
    photos[1].edits = PhotoEdits(stars=3)
    photos[2].edits = PhotoEdits(stars=4, rejected=True)
    photos[3].edits = PhotoEdits(Adjustments(brightness=0.5))
    photos[4].status = PhotoStatus(PhotoState.SAVED)
    photos[5].status = PhotoStatus(PhotoState.FAILED, sentence="No.")
    shown.set_order(PhotoOrder(filter=chosen))
    assert "".join(_names(shown)) == left


def test_the_photo_in_view_stays_until_another_one_is_viewed(open_photos, shown, qtbot):
    photos = _open(open_photos, *"abc")
    shown.set_current(photos[1].key)
    shown.set_order(PhotoOrder(filter=PhotoFilter.CHANGED))
    assert _names(shown) == ["b"]
    shown.set_current(None)
    qtbot.waitUntil(lambda: len(shown) == 0)


def test_a_rating_hides_the_photo_in_view_and_names_its_neighbour(open_photos, shown):
    photos = _open(open_photos, *"abc")
    shown.set_order(PhotoOrder(filter=PhotoFilter.NOT_REJECTED))
    shown.set_current(photos[1].key)
    photos[1].edits = PhotoEdits(rejected=True)
    shown.renew()
    assert _names(shown) == ["a", "c"]
    assert shown.gone_beside == photos[2].key


class _Mirror:
    """A list that follows the signals, as Qt's models do."""

    def __init__(self, shown):
        self._shown, self.keys, self._span = shown, list(shown), None
        shown.inserting.connect(self._note)
        shown.removing.connect(self._note)
        shown.inserted.connect(self._insert)
        shown.removed.connect(self._remove)
        shown.reset.connect(lambda: self.keys.__setitem__(slice(None), list(shown)))

    def _note(self, first, last):
        assert 0 <= first <= last
        self._span = slice(first, last + 1)

    def _insert(self):
        self.keys[self._span.start : self._span.start] = list(self._shown)[self._span]

    def _remove(self):
        del self.keys[self._span]


_CHANGES = some.lists(
    some.one_of(
        some.tuples(some.just("open"), some.integers(1, 4)),
        some.tuples(some.just("remove"), some.sets(some.integers(0, 11), max_size=4)),
        some.tuples(
            some.just("order"), some.sampled_from(SortBy), some.booleans(), some.sampled_from(PhotoFilter)
        ),
        some.tuples(some.just("rate"), some.integers(0, 11), some.integers(0, 5), some.booleans()),
        some.tuples(some.just("undo")),
    ),
    max_size=20,
)


@given(_CHANGES)
def test_views_that_follow_the_signals_show_what_there_is(changes):
    open_photos = OpenPhotos()
    shown = ShownPhotos(open_photos)
    mirror, selection = _Mirror(shown), Selection(shown)
    number, gone = 0, []
    for what, *about in changes:
        here = list(open_photos)
        if what == "open":
            _open(open_photos, *(f"{number + each} {number % 3}.jpg" for each in range(about[0])))
            number += about[0]
        elif what == "remove" and here:
            keys = {here[each % len(here)].key for each in about[0]}
            gone = [(open_photos.find(key), open_photos.row_of(key)) for key in keys]
            open_photos.remove_all(keys)
        elif what == "order":
            shown.set_order(PhotoOrder(*about))
        elif what == "rate" and here:
            here[about[0] % len(here)].edits = PhotoEdits(stars=about[1], rejected=about[2])
            shown.renew()
            selection.choose(photo.key for photo in here[::2])
        elif what == "undo":
            open_photos.restore_all(gone)
            assert [open_photos.row_of(photo.key) for photo in open_photos] == list(range(len(open_photos)))
        assert mirror.keys == list(shown) == shown.order.keys(open_photos)
        assert [shown.row_of(key) for key in shown] == list(range(len(shown)))
        assert set(selection.keys) <= set(shown)
        assert selection.keys == tuple(key for key in shown if key in selection)
    shown._soon.stop()


def test_removed_photos_come_back_to_their_rows(open_photos):
    photos = _open(open_photos, *"abcdefg")
    gone = [(photos[each], each) for each in (5, 0, 1, 6)]
    open_photos.remove_all([photo.key for photo, _ in gone])
    assert [photo.path.name for photo in open_photos] == ["c", "d", "e"]
    open_photos.restore_all(gone)
    assert tuple(open_photos) == photos
