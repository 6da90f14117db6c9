"""The user's edits of one photo, as one value for undo and storage."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry

STARS = range(6)
"""The numbers of stars; 0 is no rating."""


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
        stars: the user's rating, one of STARS, or None for the one in the photo's own metadata.
        rejected: whether the user rejects the photo, or None for what its own metadata say.

    Raises:
        ValueError: the number of stars is not one of STARS.
    """

    adjustments: Adjustments = NEUTRAL
    model: str = ""
    geometry: Geometry = AS_TAKEN
    stars: int | None = None
    rejected: bool | None = None

    def __post_init__(self) -> None:
        """Check the rating."""
        if self.stars is not None and self.stars not in STARS:
            raise ValueError(f"{self.stars} is not a number of stars.")

    @property
    def rating(self) -> int | None:
        """The rating as XMP has it: the stars, or -1 for rejected; None if the user did not rate."""
        if self.rejected:
            return -1
        return self.stars if self.rejected is None else self.stars or 0

    def completed_by(self, kept: "PhotoEdits") -> "PhotoEdits":
        """These edits, with those of `kept` where nothing was edited."""
        edited = {
            each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default
        }
        return replace(kept, **edited)

    @property
    def without_rating(self) -> "PhotoEdits":
        """The edits that change the result."""
        return replace(self, stars=None, rejected=None)


UNTOUCHED = PhotoEdits()
"""The edits of an unedited photo."""
