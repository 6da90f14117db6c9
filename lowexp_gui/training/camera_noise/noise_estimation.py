"""A camera's noise by brightness, from its photos: repeated shots, pairs, or flat parts of single photos.

Small squares (`noise_blocks`) are sorted by their light, and the noise of each brightness is a median of
theirs; a straight line through these, by least absolute deviations, gives shot and read noise (Foi et al.,
IEEE TIP 17(10), 2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.counting import counted
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.errors import Sentence
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import read_complete_photo
from lowexp_gui.training.camera_noise.noise_blocks import (
    NoiseBlocks,
    blocks_of_pair,
    blocks_of_photo,
    blocks_of_repeats,
    joined,
    noise_left,
)
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FEWEST_BLOCKS = 60
"""Squares of one colour that a measurement takes at least."""
MOST_PHOTOS = 200
"""That are measured together: each takes some megabytes."""
_BINS = 16
_FEWEST_IN_BIN = 20
_ROUNDS = 24
_SEED = 1
# Where a part of the line is less than this share of the noise everywhere, it cannot be told from none.
_TOLD_APART = 0.05
# How much more than rounding the noise must be for rounding to leave it as it is.
_ABOVE_ROUNDING = 3.0
# What is wrong with measurements besides chance, in decimal logarithms: flat parts are seldom quite flat.
_DOUBT_OF_SINGLES, _DOUBT_OF_SEVERAL = 0.2, 0.05
# With single photos, drawing can only add to noise: the line goes below most brightnesses' medians.
_LOW = 0.3
# By how many of their standard deviations flat squares' variances are above their median at most.
_FLAT_SPREADS = 2.2
_THUMBNAIL = 48
_SAME_SCENE = 0.97
_SAME_EXPOSURE = 1.15

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class _Look:
    """A photo at a glance: a small copy of its luminance, (rows, columns), and its size."""

    path: Path
    small: NDArray[np.float32]
    size: tuple[int, int]

    @property
    def brightness(self) -> float:
        return float(self.small.mean())

    def shows_the_same(self, other: "_Look") -> bool:
        if self.size != other.size:
            return False
        both = [each.small - each.small.mean() for each in (self, other)]
        spread = float(np.prod([np.sqrt((each**2).mean()) for each in both]))
        # Flat fields have no drawing to compare.
        flat = all(float(np.abs(each).max()) < 0.02 for each in both)
        return flat or float((both[0] * both[1]).mean()) > _SAME_SCENE * spread


def estimate_of_files(paths: Sequence[Path], cancel: Event) -> CameraNoise:
    """The noise of the camera that took some photos, at one sensitivity (ISO).

    Photos that show one scene are compared with each other: those of one exposure as repeated shots, darker
    ones with the brightest. Only where there are none, flat parts of single photos tell.

    Raises:
        Cancelled: `cancel` was set.
        DataError: the photos show too little; the message says what to do.
        PhotoError: a photo cannot be read.
    """
    if not paths:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "There are no photos that show the noise; choose two shots of one scene."
                )
            )
        )
    if len(paths) > MOST_PHOTOS:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "At most {limit} photos are measured together; choose fewer."),
                limit=MOST_PHOTOS,
            )
        )
    looks = []
    for path in paths:
        check(cancel)
        looks.append(_look(path))
    repeats, pairs, singles = _sorted_out(looks)
    found = []
    for first, second in repeats:
        check(cancel)
        found.append(blocks_of_repeats(read_complete_photo(first), read_complete_photo(second)))
    for dark, bright in pairs:
        check(cancel)
        found.append(blocks_of_pair(read_complete_photo(dark), read_complete_photo(bright)))
    if found:
        return _estimate(found, _several(len(repeats), len(pairs)), several=True)
    for path in singles:
        check(cancel)
        found.append(blocks_of_photo(read_complete_photo(path)))
    return _estimate(found, _singles(len(found)), several=False)


def estimate_of_pairs(pairs: Sequence[tuple[Photo, Photo]]) -> CameraNoise:
    """The noise of the dark photos of aligned (dark, bright) pairs, each of one size.

    Raises:
        DataError: the photos show too little.
    """
    return _estimate([blocks_of_pair(*pair) for pair in pairs], _several(0, len(pairs)), several=True)


def estimate_of_repeats(shots: Sequence[tuple[Photo, Photo]]) -> CameraNoise:
    """The noise in twos of shots of one scene, each of one size.

    Raises:
        DataError: the photos show too little.
    """
    return _estimate([blocks_of_repeats(*two) for two in shots], _several(len(shots), 0), several=True)


def estimate_of_photos(photos: Sequence[Photo]) -> CameraNoise:
    """The noise in flat parts of photos that have nothing to do with each other.

    Raises:
        DataError: the photos show too little.
    """
    found = [blocks_of_photo(photo) for photo in photos]
    return _estimate(found, _singles(len(found)), several=False)


def _singles(count: int) -> str:
    return f"flat parts of {counted(count, 'photo', 'photos')}"


def _several(repeats: int, pairs: int) -> str:
    parts = []
    if repeats:
        parts.append(f"{2 * repeats} repeated shots")
    if pairs:
        parts.append(counted(pairs, "dark and bright pair", "dark and bright pairs"))
    return " and ".join(parts)


def _look(path: Path) -> _Look:
    photo = read_complete_photo(path)
    small = working_copy(photo, _THUMBNAIL).mean(axis=2)
    return _Look(path, small, (photo.width, photo.height))


def _sorted_out(
    looks: Sequence[_Look],
) -> tuple[list[tuple[Path, Path]], list[tuple[Path, Path]], list[Path]]:
    """Repeated shots, dark and bright pairs, and photos that stand alone."""
    scenes: list[list[_Look]] = []
    for look in looks:
        scene = next((each for each in scenes if each[0].shows_the_same(look)), None)
        if scene is None:
            scenes.append([look])
        else:
            scene.append(look)
    repeats, pairs, singles = [], [], []
    for scene in scenes:
        by_brightness = sorted(scene, key=lambda each: each.brightness)
        if len(scene) == 1:
            singles.append(scene[0].path)
        brightest = by_brightness[-1]
        while len(by_brightness) > 1:
            darkest, second, *_ = by_brightness
            if second.brightness <= darkest.brightness * _SAME_EXPOSURE:
                repeats.append((darkest.path, second.path))
                del by_brightness[:2]
            else:
                pairs.append((darkest.path, brightest.path))
                del by_brightness[0]
    return repeats, pairs, singles


@dataclass(frozen=True, eq=False)
class _Levels:
    """Noise by brightness of one colour: light, variance, and how many squares tell; each (bins,)."""

    light: Numbers
    variance: Numbers
    count: Numbers


def _estimate(found: list[NoiseBlocks], source: str, several: bool) -> CameraNoise:
    """The noise of the camera in some squares.

    Args:
        source: in words.
        several: the squares are of several shots of each scene, so that all they hold is noise.

    Raises:
        DataError: they show too little.
    """
    blocks = joined(found)
    blur = 0.0
    # Coarse noise differs more from square to square, so which ones are flat is known after it.
    for _ in range(1 if several else 3):
        reach = None if several else 1 + _FLAT_SPREADS * noise_left(blur).spread
        chosen = [_chosen(blocks, channel, reach) for channel in range(3)]
        if min(len(each) for each in chosen) < FEWEST_BLOCKS:
            raise DataError(_too_little(blocks, several))
        blur = _blur(blocks, chosen)
    kept = noise_left(blur).variance
    levels = [_levels(blocks, channel, each, kept) for channel, each in enumerate(chosen)]
    if any(len(each.light) == 0 for each in levels):
        raise DataError(_too_little(blocks, several))
    low = 0.5 if several else _LOW
    shot, square = fitted_line(levels[1].light, levels[1].variance, levels[1].count, low)
    spreads = _spreads(blocks, chosen[1], kept, low)
    doubt = _DOUBT_OF_SEVERAL if several else _DOUBT_OF_SINGLES
    red, blue = (_gain(levels[channel], shot, square, low) for channel in (0, 2))
    return CameraNoise(
        shot=min(1.0, shot),
        read=min(1.0, square**0.5),
        channel_gain=(red, 1.0, blue),
        blur=blur,
        shot_spread=min(2.0, float(np.hypot(spreads[0], doubt))),
        read_spread=min(2.0, float(np.hypot(spreads[1], doubt))),
        source=source,
        blocks=len(chosen[1]),
    )


def _too_little(blocks: NoiseBlocks, several: bool) -> Sentence:
    usable = np.isfinite(blocks.mean).all(axis=1)
    if usable.sum() < FEWEST_BLOCKS:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The photos are too small, too dark or too bright to measure their "
                "noise; choose photos with large even areas of middle brightness.",
            )
        )
    if not several and (blocks.variance[usable] > _ABOVE_ROUNDING * blocks.rounding[usable]).mean() > 0.5:
        return Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The photos have too few flat areas to tell noise from detail; take "
                "two shots of one scene, or a photo of an even wall.",
            )
        )
    return Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "No noise was found in the photos; choose photos at a higher ISO, or "
            "16-bit photos without noise reduction.",
        )
    )


def _chosen(blocks: NoiseBlocks, channel: int, reach: float | None) -> NDArray[np.intp]:
    """The squares whose variance is noise, and more than rounding, sorted by their light.

    Args:
        reach: how far above their median flat squares' variances go, above 1; None if all variance is noise.
    """
    mean, variance = blocks.mean[:, channel], blocks.variance[:, channel]
    usable = np.flatnonzero(np.isfinite(mean))
    usable = usable[np.argsort(mean[usable], kind="stable")]
    kept = []
    for part in _bins(mean[usable]):
        squares = usable[part]
        if len(squares) < _FEWEST_IN_BIN:
            continue
        if reach is not None:
            squares = squares[variance[squares] <= _flat_level(variance[squares], reach)]
        visible = np.median(variance[squares]) > _ABOVE_ROUNDING * np.median(
            blocks.rounding[squares, channel]
        )
        if len(squares) >= _FEWEST_IN_BIN // 2 and visible:
            kept.append(squares)
    return np.concatenate(kept) if kept else np.empty(0, np.intp)


def _bins(light: Numbers) -> list[slice]:
    """Parts of sorted light, of equal width in its root, so that dark ones are told apart."""
    if not len(light):
        return []
    root = np.sqrt(light)
    edges = np.searchsorted(root, np.linspace(root[0], root[-1], _BINS + 1)[1:-1])
    bounds = [0, *edges.tolist(), len(light)]
    return [slice(first, last) for first, last in pairwise(bounds)]


def _flat_level(variance: Numbers, reach: float) -> float:
    """The most variance that flat squares have, of squares of which some are flat.

    Flat ones crowd together at the lower end, however many others there are: from there the limit climbs as
    long as the median of those below it does.
    """
    ordered = np.sort(variance)
    limit = float(ordered[len(ordered) // 20]) * reach
    for _ in range(20):
        below = ordered[: max(1, int(np.searchsorted(ordered, limit, side="right")))]
        limit = float(np.median(below)) * reach
    return limit


def _blur(blocks: NoiseBlocks, chosen: Sequence[NDArray[np.intp]]) -> float:
    """How far neighbours share noise, by the products of neighbours in squares with clear noise."""
    ratios = [
        blocks.shared[squares, channel]
        / np.maximum(blocks.variance[squares, channel] - blocks.rounding[squares, channel], 1e-12)
        for channel, squares in enumerate(chosen)
    ]
    measured = float(np.median(np.concatenate(ratios)))
    blurs = np.linspace(0, 1, 21)
    expected = [left.shared / left.variance for left in map(noise_left, blurs.tolist())]
    return float(np.interp(measured, expected, blurs))


def _levels(blocks: NoiseBlocks, channel: int, squares: NDArray[np.intp], kept: float) -> _Levels:
    """Medians by brightness of chosen squares.

    Args:
        squares: sorted by their light.
        kept: share of the noise's variance that is in the squares'.
    """
    mean = blocks.mean[squares, channel]
    noise = (blocks.variance - noise_left(0.0).variance * blocks.rounding)[squares, channel] / kept
    parts = [part for part in _bins(mean) if part.stop - part.start >= _FEWEST_IN_BIN // 2]
    light, variance = (
        np.array([np.median(each[part]) for part in parts], np.float64) for each in (mean, noise)
    )
    count = np.array([part.stop - part.start for part in parts], np.float64)
    above = variance > 0
    return _Levels(light[above], variance[above], count[above])


def fitted_line(light: Numbers, variance: Numbers, count: Numbers, low: float) -> tuple[float, float]:
    """Slope and offset of noise by light, both above 0: least absolute deviations of logarithms.

    Such lines go through two of the points, or through one and the origin, or are level; all are tried.

    Args:
        light, variance: (n,), above 0, n at least 1.
        count: of squares behind each; the deviations weigh by its root.
        low: share of the weight that may lie below the line, 0..1; 0.5 is the median.
    """
    first, second = (each.ravel() for each in np.meshgrid(*[np.arange(len(light))] * 2, indexing="ij"))
    apart = light[second] > light[first]
    first, second = first[apart], second[apart]
    slopes = (variance[second] - variance[first]) / (light[second] - light[first])
    offsets = variance[first] - slopes * light[first]
    nothing = np.zeros_like(light)
    slopes = np.concatenate((slopes, variance / light, nothing))
    offsets = np.concatenate((offsets, nothing, variance))
    possible = (slopes >= 0) & (offsets >= 0)
    slopes, offsets = slopes[possible], offsets[possible]
    # Of logarithms: relative to the variance itself, a line cannot be far too low.
    deviation = np.log(variance) - np.log(slopes[:, None] * light + offsets[:, None])
    weighed = np.where(deviation > 0, low * deviation, (low - 1) * deviation) @ np.sqrt(count)
    best = int(np.argmin(weighed))
    slope, offset = float(slopes[best]), float(offsets[best])
    dark, bright = (slope * light[end] + offset for end in (int(np.argmin(light)), int(np.argmax(light))))
    return (
        max(slope, _TOLD_APART * float(bright / light.max())),
        max(offset, _TOLD_APART * float(dark)),
    )


def _gain(levels: _Levels, shot: float, square: float, low: float) -> float:
    """The factor of a channel whose variance is gain shot light + gain^2 square.

    Args:
        low: share of brightnesses whose own factor is less.
    """
    linear = shot * levels.light
    gains = (np.sqrt(linear**2 + 4 * square * levels.variance) - linear) / (2 * square)
    return float(np.clip(np.quantile(gains, low), 0.05, 20))


def _spreads(blocks: NoiseBlocks, squares: NDArray[np.intp], kept: float, low: float) -> Numbers:
    """Standard deviations of the logarithms of slope and of the offset's root, by drawing squares again."""
    random = np.random.default_rng(_SEED)
    drawn = []
    for _ in range(_ROUNDS):
        again = np.sort(random.integers(len(squares), size=len(squares)))
        levels = _levels(blocks, 1, squares[again], kept)
        if len(levels.light):
            slope, offset = fitted_line(levels.light, levels.variance, levels.count, low)
            drawn.append((np.log10(slope), np.log10(offset) / 2))
    spreads: Numbers = np.std(drawn, axis=0)
    return spreads
