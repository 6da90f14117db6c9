"""Crop, rotation and flip of a picture, as one value, and the pixels that they choose."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.region import Region
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_ANGLE = 45.0
"""Degrees; a larger angle is a quarter turn and a smaller one."""
MOST_ASPECT = 1000.0
"""The largest ratio of width to height; the smallest is its inverse."""
LEAST_CROP = 0.001
"""The least width and height of a crop, as a share of the picture's: a pixel of 1000."""
# Times that a crop is pushed back from the edges of a straightened photo.
_PUSHES = 500
# Rounding errors of fractions, in pixels.
_TINY = 1e-6

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) of x' = a x + b y + c, y' = d x + e y + f."""


class GeometryError(UserError, ValueError):
    """A crop or an angle that is not possible."""


@dataclass(frozen=True)
class Crop:
    """A rectangle, as fractions of the width and height of a picture, from its upper left corner.

    Raises:
        GeometryError: it is empty, or reaches over an edge.
    """

    left: float = 0.0
    top: float = 0.0
    width: float = 1.0
    height: float = 1.0

    def __post_init__(self) -> None:
        """Check the range."""
        values = (self.left, self.top, self.width, self.height)
        inside = all(map(math.isfinite, values)) and min(values) >= 0
        across, down = self.left + self.width, self.top + self.height
        if not inside or max(across, down) > 1 + _TINY or min(self.width, self.height) < LEAST_CROP:
            raise GeometryError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The crop must be inside the picture: left, top, width and height from 0 to 1.",
                    )
                )
            )


WHOLE = Crop()


@dataclass(frozen=True)
class Geometry:
    """How a rendered picture is turned and cropped, in the order of the fields.

    Quarter turns, flip and crop choose pixels and change none. Straightening resamples them.

    Attributes:
        quarter_turns: by 90 degrees clockwise, 0 to 3.
        flipped: left and right are exchanged. With two quarter turns, top and bottom are.
        angle: clockwise about the middle, degrees from -45 to 45.
        crop: of the turned picture, which keeps its size when it is straightened. It is made smaller or moved
            back where it would reach over an edge of the straightened photo.
        aspect: width / height of the result, the largest in the middle of `crop`; 0 for that of `crop`.

    Raises:
        GeometryError: a value is out of range.
    """

    quarter_turns: int = 0
    flipped: bool = False
    angle: float = 0.0
    crop: Crop = WHOLE
    aspect: float = 0.0

    def __post_init__(self) -> None:
        """Check the ranges."""
        if self.quarter_turns not in range(4):
            raise GeometryError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "A picture is rotated by 0, 90, 180 or 270 degrees."))
            )
        if not (math.isfinite(self.angle) and abs(self.angle) <= MOST_ANGLE):
            raise GeometryError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "A picture is straightened by -45 to 45 degrees."))
            )
        if self.aspect and not (math.isfinite(self.aspect) and 1 / MOST_ASPECT <= self.aspect <= MOST_ASPECT):
            raise GeometryError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "The ratio of a crop is from 1:1000 to 1000:1."))
            )

    def rotated(self, quarter_turns: int) -> "Geometry":
        """The same, the result rotated by so many quarter turns clockwise."""
        turned = self
        for _ in range(quarter_turns % 4):
            turned = turned._rotated_once()
        return turned

    def _rotated_once(self) -> "Geometry":
        # A turn after a flip is the opposite turn before it.
        turns = (self.quarter_turns + (-1 if self.flipped else 1)) % 4
        crop = self.crop
        crop = Crop(_rest(crop.top, crop.height), crop.left, crop.height, crop.width)
        aspect = 1 / self.aspect if self.aspect else 0.0
        return replace(self, quarter_turns=turns, crop=crop, aspect=aspect)

    def mirrored(self, *, vertically: bool = False) -> "Geometry":
        """The same, with left and right of the result exchanged, or top and bottom."""
        crop = replace(self.crop, left=_rest(self.crop.left, self.crop.width))
        flipped = replace(self, flipped=not self.flipped, angle=-self.angle or 0.0, crop=crop)
        return flipped.rotated(2) if vertically else flipped

    def uncropped(self) -> "Geometry":
        """The same without a crop."""
        return replace(self, crop=WHOLE, aspect=0.0)


AS_TAKEN = Geometry()
"""The neutral geometry."""


def _rest(start: float, length: float) -> float:
    """The distance of a part of 0..1 from 1."""
    return max(0.0, 1 - start - length)


@dataclass(frozen=True)
class Rectangle:
    """A rectangle about the middle of a photo, pixels; its sides need not be whole.

    Attributes:
        x, y: its middle, from the middle of the photo.
        width, height: its size.
    """

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Frame:
    """The geometry of a photo of a known size: which of its pixels make the picture.

    The photo is rotated and flipped first; the result is the turned photo. The picture is an area of it.

    Attributes:
        photo: the whole photo.
        geometry: of its picture.
        area: in the pixels of the turned photo.
    """

    photo: Region
    geometry: Geometry
    area: Region

    @property
    def width(self) -> int:
        """Of the picture, pixels."""
        return self.area.width

    @property
    def height(self) -> int:
        """Of the picture, pixels."""
        return self.area.height

    @property
    def bounds(self) -> Region:
        """The whole picture."""
        return Region(0, 0, self.width, self.height)

    @property
    def is_neutral(self) -> bool:
        """Whether the picture is the photo as it was taken."""
        return not self.resamples and self._keeps_orientation and self.area == self.photo

    @property
    def resamples(self) -> bool:
        """Whether the picture has other pixels than the photo."""
        return self.geometry.angle != 0

    @property
    def _keeps_orientation(self) -> bool:
        return self.geometry.quarter_turns == 0 and not self.geometry.flipped

    @property
    def source(self) -> Region:
        """The part of the photo that the picture is made of; only where it does not resample."""
        return self._of_photo(self.area)

    def part(self, region: Region, level: int) -> tuple[Region, Region]:
        """The pixels that make a region of the picture; only where it does not resample.

        Args:
            region: in pixels of the picture.
            level: 1 / 2**level of the full size.

        Returns:
            A region of the photo in pixels of the level; and the region that it covers of the picture, which
            reaches over the asked one by less than a pixel of the level on each side.
        """
        around = _level_region(self._of_photo(self._in_turned(region)), level)
        covered = self._of_turned(_full_size(around, level))
        return around, _shifted(covered, -self.area.left, -self.area.top)

    def straightened_part(self, region: Region, level: int) -> tuple[Region, Region]:
        """As `part`, but in pixels of the turned photo; only where it resamples."""
        around = _level_region(self._in_turned(region), level)
        return around, _shifted(_full_size(around, level), -self.area.left, -self.area.top)

    def around(self, region: Region) -> Region:
        """The part of the photo that a region of the picture is made of."""
        turned = self._in_turned(region)
        if not self.resamples:
            return self._of_photo(turned)
        a, b, c, d, e, f = self.to_photo()
        corners = [(x, y) for x in (turned.left, turned.right) for y in (turned.top, turned.bottom)]
        across = [a * x + b * y + c for x, y in corners]
        down = [d * x + e * y + f for x, y in corners]
        left, top = (min(max(math.floor(min(each)), 0), most) for each, most in self._sides(across, down))
        right, bottom = (max(min(math.ceil(max(each)), most), 0) for each, most in self._sides(across, down))
        return Region(left, top, max(0, right - left), max(0, bottom - top))

    def to_photo(self) -> Affine:
        """From points of the turned and straightened photo to points of the photo, pixels."""
        turned_width, turned_height = turned_size(self.photo.width, self.photo.height, self.geometry)
        radians = math.radians(self.geometry.angle)
        cosine, sine = math.cos(radians), math.sin(radians)
        x, y = turned_width / 2, turned_height / 2
        mirrored = -1.0 if self.geometry.flipped else 1.0
        # About the middle: turned back, then flipped, then turned back by quarters.
        matrix = np.array([[cosine, sine], [-sine, cosine]])
        matrix = np.array([[mirrored, 0.0], [0.0, 1.0]]) @ matrix
        for _ in range(self.geometry.quarter_turns):
            matrix = np.array([[0.0, 1.0], [-1.0, 0.0]]) @ matrix
        (a, b), (d, e) = matrix.tolist()
        c = self.photo.width / 2 - a * x - b * y
        f = self.photo.height / 2 - d * x - e * y
        return a, b, c, d, e, f

    def turned(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Pixels of the photo as the picture shows them, a view of the same memory."""
        turned = np.rot90(pixels, -self.geometry.quarter_turns)
        return turned[:, ::-1] if self.geometry.flipped else turned

    def turned_back(self, pixels: NDArray[Any]) -> NDArray[Any]:
        """Pixels of the picture as in the photo, a view of the same memory."""
        flipped = pixels[:, ::-1] if self.geometry.flipped else pixels
        return np.rot90(flipped, self.geometry.quarter_turns)

    def _sides(self, across: list[float], down: list[float]) -> tuple[tuple[list[float], int], ...]:
        return (across, self.photo.width), (down, self.photo.height)

    def _in_turned(self, region: Region) -> Region:
        return _shifted(region, self.area.left, self.area.top)

    def _of_photo(self, region: Region) -> Region:
        """A region of the turned photo, in the photo."""
        width, height = turned_size(self.photo.width, self.photo.height, self.geometry)
        if self.geometry.flipped:
            region = replace(region, left=width - region.right)
        for _ in range(self.geometry.quarter_turns):
            region = Region(region.top, width - region.right, region.height, region.width)
            width, height = height, width
        return region

    def _of_turned(self, region: Region) -> Region:
        """A region of the photo, in the turned photo."""
        width, height = self.photo.width, self.photo.height
        for _ in range(self.geometry.quarter_turns):
            region = Region(height - region.bottom, region.left, region.height, region.width)
            width, height = height, width
        return replace(region, left=width - region.right) if self.geometry.flipped else region


def turned_size(width: int, height: int, geometry: Geometry) -> tuple[int, int]:
    """(width, height) of a photo after its quarter turns."""
    return (height, width) if geometry.quarter_turns % 2 else (width, height)


def frame_of(width: int, height: int, geometry: Geometry, *, uncropped: bool = False) -> Frame:
    """The frame of a photo of a size.

    Args:
        uncropped: whether the picture is all of the turned photo, with corners beyond its edges.
    """
    across, down = turned_size(width, height, geometry)
    photo = Region(0, 0, width, height)
    if uncropped:
        return Frame(photo, geometry, Region(0, 0, across, down))
    crop = geometry.crop
    wanted = Rectangle(
        (crop.left + crop.width / 2 - 0.5) * across,
        (crop.top + crop.height / 2 - 0.5) * down,
        crop.width * across,
        crop.height * down,
    )
    wanted = fitted(_of_aspect(wanted, geometry.aspect), across, down, geometry.angle)
    left, width = _pixels(wanted.x, wanted.width, across, inwards=geometry.angle != 0)
    top, height = _pixels(wanted.y, wanted.height, down, inwards=geometry.angle != 0)
    return Frame(photo, geometry, Region(left, top, width, height))


def fitted(wanted: Rectangle, width: float, height: float, angle: float) -> Rectangle:
    """A rectangle that is inside a photo rotated about its middle, and inside the unrotated one.

    It is made smaller if it fits nowhere, and pushed back where it reaches over an edge.

    Args:
        wanted: the rectangle, with upright sides.
        width, height: of the photo, pixels.
        angle: of the photo, degrees clockwise.
    """
    radians = math.radians(angle)
    cosine, sine = math.cos(radians), math.sin(radians)
    # The sides of the upright rectangle in the photo around the wanted one.
    across = wanted.width * cosine + wanted.height * abs(sine)
    down = wanted.width * abs(sine) + wanted.height * cosine
    size = min(1.0, width / across, height / down, width / wanted.width, height / wanted.height)
    x, y = wanted.x, wanted.y
    for _ in range(_PUSHES):
        before = x, y
        u = _held(x * cosine + y * sine, width - size * across)
        v = _held(y * cosine - x * sine, height - size * down)
        x = _held(u * cosine - v * sine, width - size * wanted.width)
        y = _held(u * sine + v * cosine, height - size * wanted.height)
        if math.dist(before, (x, y)) < _TINY:
            break
    # Between two edges, pushes come ever closer and never end.
    beside = min(
        (width - 2 * abs(x * cosine + y * sine)) / across,
        (height - 2 * abs(y * cosine - x * sine)) / down,
    )
    if beside < size / 2:
        x, y, beside = 0.0, 0.0, size
    size = min(size, beside)
    return Rectangle(x, y, wanted.width * size, wanted.height * size)


def _held(place: float, room: float) -> float:
    """A distance from the middle that is within the room on both sides."""
    return min(max(place, -max(room, 0.0) / 2), max(room, 0.0) / 2)


def _of_aspect(wanted: Rectangle, aspect: float) -> Rectangle:
    if not aspect:
        return wanted
    width = min(wanted.width, wanted.height * aspect)
    return replace(wanted, width=width, height=width / aspect)


def _pixels(middle: float, length: float, most: int, *, inwards: bool) -> tuple[int, int]:
    """The first pixel and the number of pixels of a side; at least one."""
    start = most / 2 + middle - length / 2
    if inwards:
        first, last = math.ceil(start - _TINY), math.floor(start + length + _TINY)
        if last <= first:
            first = math.floor(start + length / 2)
    else:
        first = round(start)
        last = first + max(1, round(length))
    first = min(max(first, 0), most - 1)
    return first, min(max(last - first, 1), most - first)


def _shifted(region: Region, right: int, down: int) -> Region:
    return replace(region, left=region.left + right, top=region.top + down)


def _level_region(region: Region, level: int) -> Region:
    """The pixels of a level that a region touches; see `enhancing.pyramid`."""
    left, top = region.left >> level, region.top >> level
    return Region(left, top, -(-region.right >> level) - left, -(-region.bottom >> level) - top)


def _full_size(region: Region, level: int) -> Region:
    return Region(*(side << level for side in (region.left, region.top, region.width, region.height)))
