"""The user's edits of one photo, as one value for undo and storage."""

from dataclasses import dataclass
from enum import StrEnum

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry


class EditsPlace(StrEnum):
    """Where edits are stored."""

    STORE = "store"
    """In the program's database."""
    SIDECARS = "sidecars"
    """In the database and in an XMP sidecar beside each photo."""
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class PhotoEdits:
    """The user's edits of one photo; the defaults are those of an unedited photo.

    A new kind of edit, such as a rating, is a new field with a default: `EditHistory` and `edits.kept_edits`
    handle it without further code.

    Attributes:
        adjustments: how the result is rendered.
        model: name of the chosen model; empty for the default one.
        geometry: how the picture is turned and cropped.
    """

    adjustments: Adjustments = NEUTRAL
    model: str = ""
    geometry: Geometry = AS_TAKEN


UNTOUCHED = PhotoEdits()
"""The edits of an unedited photo."""
