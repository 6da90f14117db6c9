"""Facts about a photo from its file."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoFacts:
    """Facts that are found while a thumbnail is made.

    Attributes:
        taken: local time of the exposure, or None.
        rating: the rating in the file's own metadata: 1 to 5 stars, 0 for none, -1 for rejected; None if
            there is none.
        brightness: mean of the photo's luminance, encoded sRGB, 0 to 1; None while unknown.
    """

    taken: datetime.datetime | None = None
    rating: int | None = None
    brightness: float | None = None


UNKNOWN = PhotoFacts()
"""The facts before the file has been read."""
