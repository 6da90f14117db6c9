"""Which photos are shown, and in what order."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import PhotoState

MOST_STARS = 5
_DIGITS = re.compile(r"(\d{1,18})")


class SortBy(StrEnum):
    """What photos are sorted by."""

    OPENED = "opened"
    NAME = "name"
    TAKEN = "taken"
    RATING = "rating"
    DARKNESS = "darkness"


class PhotoFilter(StrEnum):
    """Which photos are shown."""

    ALL = "all"
    STARS_1 = "stars-1"
    STARS_2 = "stars-2"
    STARS_3 = "stars-3"
    STARS_4 = "stars-4"
    STARS_5 = "stars-5"
    NOT_REJECTED = "not-rejected"
    CHANGED = "changed"
    NOT_SAVED = "not-saved"
    FAILED = "failed"

    @property
    def least_stars(self) -> int:
        """The fewest stars of a photo that is shown; 0 for filters of another kind."""
        return int(self.value[-1]) if self.value.startswith("stars-") else 0

    @property
    def is_of_rating(self) -> bool:
        """Whether the user's rating alone decides."""
        return self is PhotoFilter.NOT_REJECTED or self.least_stars > 0


@dataclass(frozen=True)
class PhotoOrder:
    """A choice of photos and their order.

    Attributes:
        by: what they are sorted by; photos that are equal keep the order in which they were opened.
        descending: whether the order is reversed.
        filter: which photos are shown.
    """

    by: SortBy = SortBy.OPENED
    descending: bool = False
    filter: PhotoFilter = PhotoFilter.ALL

    def shows(self, photo: OpenPhoto) -> bool:
        """Whether a photo passes the filter."""
        match self.filter:
            case PhotoFilter.ALL:
                return True
            case PhotoFilter.NOT_REJECTED:
                return not photo.is_rejected
            case PhotoFilter.CHANGED:
                return photo.is_adjusted
            case PhotoFilter.NOT_SAVED:
                return photo.status.state is not PhotoState.SAVED
            case PhotoFilter.FAILED:
                return photo.status.state is PhotoState.FAILED or bool(photo.status.sentence)
        return not photo.is_rejected and photo.stars >= self.filter.least_stars

    def keys(self, photos: Iterable[OpenPhoto], kept: int | None = None) -> list[int]:
        """The keys of the shown photos, sorted.

        Args:
            photos: in the order in which they were opened.
            kept: key of a photo that is shown even if it does not pass the filter, unless that is of ratings.
        """
        stays = None if self.filter.is_of_rating else kept
        shown = [photo for photo in photos if photo.key == stays or self.shows(photo)]
        key = _KEYS.get(self.by)
        if key is not None:
            # A photo whose value is unknown comes last in both directions.
            known = [photo for photo in shown if key(photo) is not None]
            unknown = [photo for photo in shown if key(photo) is None]
            shown = sorted(known, key=key, reverse=self.descending) + unknown
        elif self.descending:
            shown.reverse()
        return [photo.key for photo in shown]


@cache
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people do: IMG_9 before IMG_10, without regard to case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), "") if number % 2 else (1, 0, part) for number, part in enumerate(parts))


def _name(photo: OpenPhoto) -> Any:
    return None if photo.path is None else natural(photo.path.name)


def _rating(photo: OpenPhoto) -> Any:
    return -1 if photo.is_rejected else photo.stars


_KEYS: MappingProxyType[SortBy, Callable[[OpenPhoto], Any]] = MappingProxyType(
    {
        SortBy.NAME: _name,
        SortBy.TAKEN: lambda photo: photo.facts.taken,
        SortBy.RATING: _rating,
        SortBy.DARKNESS: lambda photo: photo.facts.brightness,
    }
)
