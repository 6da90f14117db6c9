"""Noise in small squares of photos: its variance, and how much of it neighbours share.

A square's noise is what is left of its linear light without a plane (its mean and slopes). Of two shots of
one scene, the difference is taken, so that the scene goes; of a dark photo and a bright one, what the bright
one cannot explain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from skimage.registration import phase_cross_correlation

from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region
from lowexp_gui.srgb import srgb_to_linear

SIDE = 8
"""Of the squares, pixels: that of JPEG's, so that no edge of these lies in one."""
MOST_BLOCKS = 30_000
"""Of one photo; of larger ones, evenly spaced rows of squares are taken."""
FARTHEST_SHIFT = 16
"""By how many pixels shots of one scene may be shifted against each other."""
_AREA = SIDE**2
_REGISTERED = 512

Blocks32: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class NoiseBlocks:
    """Squares of photos, each (n, 3) for red, green and blue; linear light of full scale.

    Attributes:
        mean: their light, 0..1; not a number where the channel is clipped.
        variance: of what is left without a plane, mean of squares.
        shared: mean product of neighbours in what is left.
        rounding: variance that the photo's bit depth gives by itself.
    """

    mean: Numbers
    variance: Numbers
    shared: Numbers
    rounding: Numbers

    def __len__(self) -> int:
        """How many there are."""
        return len(self.mean)


def joined(parts: list[NoiseBlocks]) -> NoiseBlocks:
    """The squares of several photos together; at least one part."""
    names = ("mean", "variance", "shared", "rounding")
    return NoiseBlocks(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def blocks_of_photo(photo: Photo) -> NoiseBlocks:
    """The squares of one photo, drawing and noise alike."""
    found = []
    for seen in _strips(photo, photo.bounds):
        left = _without_plane(srgb_to_linear(seen))
        found.append(_measured(seen, photo.bit_depth, left))
    return joined(found or [_NONE])


def blocks_of_repeats(first: Photo, second: Photo) -> NoiseBlocks:
    """The squares of two shots of one scene, size and exposure: half the variance of the difference."""
    found = []
    for one, other in _strips_of_two(first, second):
        light, again = srgb_to_linear(one), srgb_to_linear(other)
        left = _without_plane(light - again) / np.float32(np.sqrt(2))
        clipped = _clipped(other, second.bit_depth)
        found.append(_measured(one, first.bit_depth, left, clipped))
    return joined(found or [_NONE])


def blocks_of_pair(dark: Photo, bright: Photo) -> NoiseBlocks:
    """The squares of a dark photo, without what a bright one of the same size and scene explains of them.

    The bright one's noise counts too, weakened as its light is.
    """
    found = []
    for seen, reference in _strips_of_two(dark, bright):
        left = _without_plane(srgb_to_linear(seen))
        scene = _without_plane(srgb_to_linear(reference))
        power = np.square(scene).sum(axis=1, keepdims=True)
        slope = (left * scene).sum(axis=1, keepdims=True) / np.maximum(power, np.float32(1e-12))
        # One freedom more is gone.
        left = (left - slope * scene) * np.float32(np.sqrt((_AREA - 3) / (_AREA - 4)))
        clipped = _clipped(reference, bright.bit_depth)
        found.append(_measured(seen, dark.bit_depth, left, clipped))
    return joined(found or [_NONE])


class NoiseLeft(NamedTuple):
    """What squares keep of noise of variance 1: a plane takes more of coarse noise than of fine.

    Attributes:
        variance: mean of squares.
        shared: mean product of neighbours.
        spread: relative standard deviation of single squares' variances.
    """

    variance: float
    shared: float
    spread: float


@cache
def noise_left(blur: float) -> NoiseLeft:
    """What squares keep of noise that neighbours share by `blur`, 0..1."""
    side = blur / 4
    middle = 1 - 2 * side
    power = middle**2 + 2 * side**2
    along = np.eye(SIDE)
    for distance, product in ((1, 2 * side * middle / power), (2, side**2 / power)):
        along += product * (np.eye(SIDE, k=distance) + np.eye(SIDE, k=-distance))
    left = np.eye(_AREA) - _PLANE @ _PLANE.T
    whole = left @ np.kron(along, along) @ left
    covariance = whole.reshape((SIDE,) * 4)
    down = np.einsum("ijij->ij", covariance[1:, :, :-1, :])
    across = np.einsum("ijij->ij", covariance[:, 1:, :, :-1])
    return NoiseLeft(
        float(np.trace(whole)) / _AREA,
        float((down.mean() + across.mean()) / 2),
        float(np.sqrt(2 * np.square(whole).sum()) / np.trace(whole)),
    )


def _plane() -> Blocks32:
    """An orthonormal basis of planes over a square, (pixels, 3)."""
    steps = np.arange(SIDE) - (SIDE - 1) / 2
    down, across = (each.ravel() for each in np.meshgrid(steps, steps, indexing="ij"))
    basis = np.stack((np.ones(_AREA), down, across), axis=1)
    plane: Blocks32 = (basis / np.linalg.norm(basis, axis=0)).astype(np.float32)
    return plane


_PLANE = _plane()
_NONE = NoiseBlocks(*(np.empty((0, 3)) for _ in range(4)))


def _without_plane(light: Blocks32) -> Blocks32:
    """Squares (n, pixels, 3) without their means and slopes."""
    planes = np.einsum("pk,nkc->npc", _PLANE, np.einsum("pk,npc->nkc", _PLANE, light))
    left: Blocks32 = light - planes
    return left


def _measured(
    seen: Blocks32, bit_depth: int, left: Blocks32, clipped: NDArray[np.bool_] | None = None
) -> NoiseBlocks:
    """Squares by their encoded values and what is left of them, both (n, pixels, 3)."""
    mean = srgb_to_linear(seen).mean(axis=1, dtype=np.float64)
    variance = np.square(left, dtype=np.float64).mean(axis=1)
    squares = left.reshape(-1, SIDE, SIDE, 3)
    shared = (
        (squares[:, 1:] * squares[:, :-1]).mean(axis=(1, 2), dtype=np.float64)
        + (squares[:, :, 1:] * squares[:, :, :-1]).mean(axis=(1, 2), dtype=np.float64)
    ) / 2
    reach = 3 * np.sqrt(variance)
    useless = _clipped(seen, bit_depth) | (mean < reach) | (mean > 1 - reach)
    if clipped is not None:
        useless |= clipped
    level = seen.mean(axis=1, dtype=np.float64)
    step = 1 / (2**bit_depth - 1)
    # A step of the encoded values, as wide as it is in linear light there.
    slope = (srgb_to_linear(level + step) - srgb_to_linear(level)).astype(np.float64)
    return NoiseBlocks(np.where(useless, np.nan, mean), variance, shared, slope**2 / 12)


def _clipped(seen: Blocks32, bit_depth: int) -> NDArray[np.bool_]:
    """Where squares (n, pixels, 3) touch black or white, (n, 3)."""
    half = 0.5 / (2**bit_depth - 1)
    touched: NDArray[np.bool_] = (seen.min(axis=1) < half) | (seen.max(axis=1) > 1 - half)
    return touched


def _strips(photo: Photo, part: Region) -> Iterator[Blocks32]:
    """Rows of squares of a part of a photo, each (n, pixels, 3), encoded."""
    rows, columns = part.height // SIDE, part.width // SIDE
    if not columns:
        return
    every = max(1, -(-rows * columns // MOST_BLOCKS))
    for row in range((every - 1) // 2, rows, every):
        strip = photo.values(Region(part.left, part.top + row * SIDE, columns * SIDE, SIDE))
        squares = strip.reshape(SIDE, columns, SIDE, 3).transpose(1, 0, 2, 3)
        yield squares.reshape(columns, _AREA, 3)


def _strips_of_two(first: Photo, second: Photo) -> Iterator[tuple[Blocks32, Blocks32]]:
    """The same rows of squares of two photos of one size, as far as they show the same."""
    down, across = _shift(first, second)
    width, height = first.width - abs(across), first.height - abs(down)
    parts = (
        Region(max(0, across), max(0, down), width, height),
        Region(max(0, -across), max(0, -down), width, height),
    )
    yield from zip(_strips(first, parts[0]), _strips(second, parts[1]), strict=True)


def _shift(first: Photo, second: Photo) -> tuple[int, int]:
    """By how many whole pixels, down and across, the second photo must be moved to lie on the first."""
    side = min(_REGISTERED, first.width, first.height)
    if side < 4 * FARTHEST_SHIFT:
        return 0, 0
    middle = Region((first.width - side) // 2, (first.height - side) // 2, side, side)
    one, other = (
        _standardised(photo.values(middle).mean(axis=2, dtype=np.float32)) for photo in (first, second)
    )
    found, _, _ = phase_cross_correlation(one, other)  # type: ignore[no-untyped-call]
    down, across = (round(float(each)) for each in found)
    if max(abs(down), abs(across)) > FARTHEST_SHIFT or not (down or across):
        return 0, 0
    moved = np.roll(other, (down, across), (0, 1))
    # Of flat fields, any shift is as good as none.
    better = float((one * moved).mean()) > float((one * other).mean()) + 0.01
    return (down, across) if better else (0, 0)


def _standardised(picture: Blocks32) -> Blocks32:
    centred = picture - picture.mean()
    standardised: Blocks32 = centred / max(float(centred.std()), 1e-6)
    return standardised
