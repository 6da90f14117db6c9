"""GHP: sparse patches whose gradients keep the frequencies that those of the clean photo must have had.

Zuo 2014 codes patches in principal components, pulled towards the mean of similar patches, and moves
gradients towards a histogram that is estimated from the noisy photo. Here the components are those of each
group of similar patches, in place of those of clusters.
"""

from collections.abc import Callable
from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.evaluation.methods.denoising import Plane, brightened_and_denoised
from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.patches import PatchGrid, Vectors, patch_grid, similar_patches
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_SIDE = 6
_STEP = 3
_GROUP = 24
_REACH = 5
_ROUNDS = 5
# How much of the noisy photo comes back before each round, and how far gradients are moved.
_BACK = 0.1
_GRADIENTS = 0.1
_SHAPES = (0.4, 0.6, 0.8, 1.0, 1.3, 1.7)
_BINS = 256
_BATCH = 512
_LEAST = np.float32(1e-8)


def _denoised(plane: Plane, deviation: float, rest: Callable[[], None]) -> Plane:
    grid = patch_grid(plane.shape[0], plane.shape[1], _SIDE, _STEP)
    kept = [_reference_quantiles(np.diff(plane, axis=axis).ravel(), deviation) for axis in (0, 1)]
    clean, left = plane, deviation
    for number in range(_ROUNDS):
        rest()
        if number % 2 == 0:
            groups = similar_patches(grid.patches(clean), grid, _REACH, _GROUP)
        moved = clean + _BACK * (plane - clean)
        moved = moved + _GRADIENTS * _towards(clean, kept)
        clean = _sparse(moved, grid, groups, left, rest)
        # What noise is left is what the denoised photo lacks of all of it.
        removed = float(np.mean((plane - clean) ** 2))
        left = 0.7 * max(0.0, deviation**2 - removed) ** 0.5
    return clean


def _sparse(
    plane: Plane, grid: PatchGrid, groups: NDArray[np.intp], deviation: float, rest: Callable[[], None]
) -> Plane:
    """The picture of groups whose coefficients, in their own components, are shrunk towards their mean."""
    patches = grid.patches(plane)
    total, count = np.zeros_like(patches), np.zeros(len(patches), np.float32)
    for start in range(0, len(groups), _BATCH):
        rest()
        members = groups[start : start + _BATCH]
        group = patches[members]
        mean = group.mean(axis=1, keepdims=True)
        apart = group - mean
        squares, components = np.linalg.eigh(apart @ apart.swapaxes(1, 2))
        sizes = np.sqrt(np.maximum(squares, 0))
        noise = np.float32(deviation**2 * members.shape[1])
        clear = np.sqrt(np.maximum(squares - noise, 0))
        threshold = 2 * 2**0.5 * noise / (clear + _LEAST) / members.shape[1] ** 0.5
        kept = np.maximum(sizes - threshold, 0) / (sizes + _LEAST)
        np.add.at(
            total, members, (components * kept[:, None, :]) @ (components.swapaxes(1, 2) @ apart) + mean
        )
        np.add.at(count, members, 1)
    mean_patches: Vectors = total / count[:, None]
    return grid.picture(mean_patches)


def _reference_quantiles(gradients: Plane, deviation: float) -> NDArray[np.float64]:
    """The size of the clean photo's gradients at each share, (256,): the paper's formulas 6 and 7.

    Gradients are taken to be generalised Gaussians; of those, it is the one that with the gradient of noise
    added comes nearest to what is seen.
    """
    from scipy.special import gamma, gammaincinv

    noise = 2**0.5 * deviation
    spread = max(float(gradients.astype(np.float64).var()) - noise**2, 1e-10) ** 0.5
    middle = (np.arange(_BINS) + 0.5) / _BINS
    seen = np.quantile(np.abs(gradients), middle)
    rng = np.random.default_rng(0)
    signs, added = rng.choice((-1.0, 1.0), 16 * _BINS), noise * rng.standard_normal(16 * _BINS)
    best, least = np.zeros(_BINS), np.inf
    for shape in _SHAPES:
        scale = spread * (gamma(1 / shape) / gamma(3 / shape)) ** 0.5
        sizes = scale * gammaincinv(1 / shape, middle) ** (1 / shape)
        noisy = np.abs(rng.choice(sizes, 16 * _BINS) * signs + added)
        apart = float(((np.quantile(noisy, middle) - seen) ** 2).sum())
        if apart < least:
            best, least = sizes, apart
    return best


def _towards(clean: Plane, kept: list[NDArray[np.float64]]) -> Plane:
    """What brings gradients nearer to sizes that occur as often as they should (formula 13)."""
    change = np.zeros_like(clean)
    middle = (np.arange(_BINS) + 0.5) / _BINS
    for axis, sizes in enumerate(kept):
        gradients = np.diff(clean, axis=axis)
        own = np.quantile(np.abs(gradients), middle)
        # Sizes that occur more than once have one place.
        own += np.arange(_BINS) * 1e-9
        wanted = np.sign(gradients) * np.interp(np.abs(gradients), own, sizes)
        apart = (wanted - gradients).astype(np.float32)
        ahead = [(0, 0), (0, 0)]
        behind = [(0, 0), (0, 0)]
        ahead[axis], behind[axis] = (1, 0), (0, 1)
        change += np.pad(apart, ahead) - np.pad(apart, behind)
    return change


def _ghp(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    return brightened_and_denoised(photo, _denoised, progress, cancel)


GHP = Method(
    name="ghp",
    title=QT_TRANSLATE_NOOP("sources", "GHP after automatic gamma"),
    paper="Patches of 6 × 6 in groups of 24. W. Zuo, L. Zhang, C. Song, D. Zhang, H. Gao: Gradient histogram "
    "estimation and preservation for texture enhanced image denoising, IEEE Transactions on Image "
    "Processing 23 (2014).",
    run=_ghp,
    slow=True,
)
