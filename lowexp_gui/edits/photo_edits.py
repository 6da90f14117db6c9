"""What a person chose for one photo, as a value that is undone, kept and found again as a whole."""

from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments


class EditsPlace(StrEnum):
    """Where a person's choices for photos are kept."""

    STORE = "store"
    """In the program's own store."""
    SIDECARS = "sidecars"
    """There, and in an XMP sidecar beside each photo."""
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class PhotoEdits:
    """A person's choices for one photo; the defaults are those of a photo that nobody has worked on.

    A new kind of choice, such as stars, is a new field with a default: `EditHistory` undoes it and
    `jobs.kept_edits` keeps it without further code.

    Attributes:
        adjustments: how its result is rendered.
        model: name of the model that it was worked on with; empty for the one that is in use.
    """

    adjustments: Adjustments = NEUTRAL
    model: str = ""


UNTOUCHED = PhotoEdits()
"""Nobody has worked on the photo."""
