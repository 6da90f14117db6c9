"""Edits as values."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.edits.photo_edits import STARS, UNTOUCHED, PhotoEdits
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry

_edits = st.builds(
    PhotoEdits,
    st.sampled_from((NEUTRAL, Adjustments(contrast=1.2), Adjustments(tint=0.1))),
    st.sampled_from(("", "open", "studio")),
    st.sampled_from((AS_TAKEN, Geometry(1), Geometry(flipped=True))),
    st.sampled_from((None, *STARS)),
    st.sampled_from((None, False, True)),
)


@given(_edits, _edits)
def test_stored_edits_complete_what_was_not_edited_field_by_field(
    edits: PhotoEdits, kept: PhotoEdits
) -> None:
    completed = edits.completed_by(kept)
    for each in fields(PhotoEdits):
        chosen = edits if getattr(edits, each.name) != getattr(UNTOUCHED, each.name) else kept
        assert getattr(completed, each.name) == getattr(chosen, each.name)


def test_no_stars_and_not_rejected_are_ratings_of_their_own() -> None:
    kept = PhotoEdits(stars=4, rejected=True)
    assert PhotoEdits(stars=0).completed_by(kept) == PhotoEdits(stars=0, rejected=True)
    assert PhotoEdits(rejected=False).completed_by(kept) == PhotoEdits(stars=4, rejected=False)
