"""Edits of open photos before and after their stored edits are found."""

import pytest

from lowexp_gui.edits.photo_edits import PhotoEdits
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.geometry import Geometry

_CONTRAST = Adjustments(contrast=1.2)


@pytest.fixture
def photo(session, wait, dark_photo):
    session.opening.open_paths([dark_photo])
    wait(lambda: session.in_view.has_result and session.edits.is_settled)
    return session.in_view.open_photo


def test_a_photo_rejected_before_its_stored_edits_are_found_keeps_its_stars(session, photo):
    stored = PhotoEdits(_CONTRAST, stars=4, rejected=False)
    session.editing.reject((photo.key,), True)
    session.editing.begin_with({photo.key: stored})
    assert photo.edits == PhotoEdits(_CONTRAST, stars=4, rejected=True)
    session.editing.undo()
    assert photo.edits == stored


def test_stars_given_before_the_stored_edits_are_found_count(session, photo):
    stored = PhotoEdits(_CONTRAST, stars=4, rejected=True)
    session.editing.rate((photo.key,), 0)
    session.editing.begin_with({photo.key: stored})
    assert photo.edits == PhotoEdits(_CONTRAST, stars=0, rejected=False)
    session.editing.undo()
    assert photo.edits == stored


def test_states_in_quick_succession_keep_their_geometry(session, photo):
    session.editing.become(PhotoEdits(_CONTRAST))
    session.editing.become(PhotoEdits(geometry=Geometry(1)))
    assert photo.geometry == Geometry(1)
    session.editing.become(PhotoEdits())
    assert photo.edits == PhotoEdits()
    assert not session.editing.can_undo
