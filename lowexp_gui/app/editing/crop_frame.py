"""The crop and the angle while they are chosen: each change gives another value inside the photo."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lowexp_gui.photo.geometry import (
    LEAST_CROP,
    MOST_ANGLE,
    WHOLE,
    Crop,
    Geometry,
    Rectangle,
    fitted,
    frame_of,
    turned_size,
)
from lowexp_gui.photo.region import Region

# Pixels a side that a crop has at least, where the photo has as many.
_LEAST = 16


@dataclass(frozen=True)
class Handle:
    """What of a frame is dragged: -1 its left or upper side, 1 its right or lower one, 0 neither."""

    across: int = 0
    down: int = 0


@dataclass(frozen=True)
class CropFrame:
    """A crop of a turned photo, in pixels.

    Attributes:
        width, height: of the turned photo.
        wanted: the crop as it was chosen; where the photo is straightened, it may reach over an edge.
        angle: degrees clockwise.
        aspect: width / height that the crop keeps; 0 for any.
    """

    width: int
    height: int
    wanted: Rectangle
    angle: float = 0.0
    aspect: float = 0.0

    @staticmethod
    def of(width: int, height: int, geometry: Geometry) -> "CropFrame":
        """The frame of a photo of a size, before it is turned."""
        across, down = turned_size(width, height, geometry)
        crop = geometry.crop
        wanted = Rectangle(
            (crop.left + crop.width / 2 - 0.5) * across,
            (crop.top + crop.height / 2 - 0.5) * down,
            crop.width * across,
            crop.height * down,
        )
        if geometry.aspect:
            area = frame_of(width, height, replace(geometry, angle=0.0)).area
            wanted = _of_region(area, across, down)
        return CropFrame(across, down, wanted, geometry.angle)

    @property
    def rectangle(self) -> Rectangle:
        """The crop, inside the straightened photo."""
        return fitted(self.wanted, self.width, self.height, self.angle)

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the crop, in pixels of the turned photo."""
        shown = self.rectangle
        left, top = self.width / 2 + shown.x - shown.width / 2, self.height / 2 + shown.y - shown.height / 2
        return left, top, left + shown.width, top + shown.height

    def geometry(self, before: Geometry) -> Geometry:
        """A geometry with this crop and angle."""
        return replace(before, angle=self.angle, crop=self._crop(), aspect=0.0)

    def moved(self, right: float, down: float) -> "CropFrame":
        """The crop elsewhere, as far as there is room."""
        now = self.rectangle
        return self._with(replace(now, x=now.x + right, y=now.y + down))

    def dragged(self, handle: Handle, x: float, y: float) -> "CropFrame":
        """The crop with a side or corner at a point, as far as the photo reaches; what is opposite stays.

        Args:
            x, y: the point in pixels of the turned photo.
        """
        now = self.rectangle
        x = min(max(x, 0.0), self.width) - self.width / 2
        y = min(max(y, 0.0), self.height) - self.height / 2
        start_x, start_y = now.x - handle.across * now.width / 2, now.y - handle.down * now.height / 2
        width = self._side((x - start_x) * handle.across, self.width) if handle.across else now.width
        height = self._side((y - start_y) * handle.down, self.height) if handle.down else now.height
        width, height = self._kept_aspect(width, height, handle)
        for _ in range(2):
            share = min(self._room(handle, start_x, start_y, width, height), 1.0)
            if handle.across or self.aspect:
                width *= share
            if handle.down or self.aspect:
                height *= share
        return self._with(
            Rectangle(start_x + handle.across * width / 2, start_y + handle.down * height / 2, width, height)
        )

    def with_angle(self, angle: float) -> "CropFrame":
        """The crop of the photo at another angle; it becomes what was chosen again if there is room."""
        return replace(self, angle=min(max(angle, -MOST_ANGLE), MOST_ANGLE) or 0.0)

    def levelled(self, right: float, down: float) -> "CropFrame":
        """The photo at the angle at which a line that is drawn in it is level, or upright.

        Args:
            right, down: from one end of the line to the other, in pixels of the photo as it is shown.
        """
        if not (right or down):
            return self
        tilt = math.degrees(math.atan2(down, right))
        # From the nearest of the level and upright directions.
        tilt -= 90 * round(tilt / 90)
        return self.with_angle(self.angle - tilt)

    def with_aspect(self, aspect: float) -> "CropFrame":
        """The crop with another ratio about the same middle, of the same area as far as there is room."""
        if not aspect:
            return replace(self, aspect=0.0)
        now = self.rectangle
        width = math.sqrt(now.width * now.height * aspect)
        # As large as the photo allows, if all of a side was chosen.
        if now.width >= self.width - 1 or now.height >= self.height - 1:
            width = max(width, now.width, now.height * aspect)
        chosen = replace(now, width=width, height=width / aspect)
        return replace(self, wanted=fitted(chosen, self.width, self.height, 0.0), aspect=aspect)

    def swapped(self) -> "CropFrame":
        """The crop upright instead of wide, or the other way round."""
        now = self.rectangle
        aspect = now.height / now.width
        return replace(self.with_aspect(aspect), aspect=1 / self.aspect if self.aspect else 0.0)

    def _with(self, rectangle: Rectangle) -> "CropFrame":
        return replace(self, wanted=fitted(rectangle, self.width, self.height, self.angle))

    def _side(self, length: float, most: float) -> float:
        return min(max(length, min(_LEAST, most), LEAST_CROP * most), most)

    def _kept_aspect(self, width: float, height: float, handle: Handle) -> tuple[float, float]:
        if not self.aspect:
            return width, height
        if handle.across and handle.down:
            width = max(width, height * self.aspect)
        elif handle.down:
            width = height * self.aspect
        least = max(self._side(0, self.width), self._side(0, self.height) * self.aspect)
        width = max(width, least)
        return width, width / self.aspect

    def _room(self, handle: Handle, x: float, y: float, width: float, height: float) -> float:
        """How much of a size there is room for, seen from the side or corner that stays at (x, y)."""
        radians = math.radians(self.angle)
        cosine, sine = math.cos(radians), math.sin(radians)
        share = 1.0
        for away_x, away_y in _corners(handle, width, height):
            grows_x, grows_y = (
                away_x if handle.across or self.aspect else 0.0,
                away_y if handle.down or self.aspect else 0.0,
            )
            from_x, from_y = x + away_x - grows_x, y + away_y - grows_y
            for start, step, most in (
                (from_x, grows_x, self.width / 2),
                (from_y, grows_y, self.height / 2),
                (from_x * cosine + from_y * sine, grows_x * cosine + grows_y * sine, self.width / 2),
                (from_y * cosine - from_x * sine, grows_y * cosine - grows_x * sine, self.height / 2),
            ):
                if step and abs(start + step) > most:
                    share = min(share, max(0.0, (most - math.copysign(start, start * step)) / abs(step)))
        return share

    def _crop(self) -> Crop:
        """The crop in fractions; of whole pixels where none is resampled."""
        wanted = self.wanted
        left = self.width / 2 + wanted.x - wanted.width / 2
        top = self.height / 2 + wanted.y - wanted.height / 2
        right, bottom = left + wanted.width, top + wanted.height
        if not self.angle:
            left, top, right, bottom = (round(side) for side in (left, top, right, bottom))
            right, bottom = max(right, left + 1), max(bottom, top + 1)
        if left <= 0 and top <= 0 and right >= self.width and bottom >= self.height:
            return WHOLE
        left, width = _fractions(left, right, self.width)
        top, height = _fractions(top, bottom, self.height)
        return Crop(left, top, width, height)


def _fractions(start: float, end: float, most: float) -> tuple[float, float]:
    """Start and length of a side as fractions."""
    start, end = max(start / most, 0.0), min(end / most, 1.0)
    length = max(end - start, LEAST_CROP)
    return min(start, 1 - length), length


def _of_region(region: Region, width: int, height: int) -> Rectangle:
    x, y = region.left + region.width / 2 - width / 2, region.top + region.height / 2 - height / 2
    return Rectangle(x, y, region.width, region.height)


def _corners(handle: Handle, width: float, height: float) -> Iterator[tuple[float, float]]:
    """The corners of a frame, from the side or corner that stays."""
    for side in (-1, 1):
        for end in (-1, 1):
            yield (handle.across + side) * width / 2, (handle.down + end) * height / 2
