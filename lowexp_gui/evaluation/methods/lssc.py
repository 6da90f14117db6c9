"""LSSC: similar patches are written by the same few atoms of a dictionary learnt from the photo.

Mairal 2009 learns its first dictionary on many photos; here it begins as cosines and is learnt on each piece
of the photo alone, with the paper's update of one atom after the other. The rest is the paper's: patches
without their mean, groups of similar patches found in a first estimate, simultaneous orthogonal matching
pursuit down to what noise leaves, and the mean of overlapping patches.
"""

from collections.abc import Callable
from threading import Event

import numpy as np

from lowexp_gui.evaluation.methods.denoising import Plane, brightened_and_denoised
from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.patches import Vectors, patch_grid, similar_patches
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_SIDE = 8
_STEP = 3
_ATOMS_ACROSS = 16
_PASSES = 3
_GROUP = 12
_REACH = 4
_MOST_ATOMS = 24
# The squares of noise in a patch, and in a group of patches, are less than so much of what is expected in
# nine of ten cases (the paper's choice).
_ENOUGH_ALONE, _ENOUGH_TOGETHER = 1.23, 1.07
_BATCH = 512


def _denoised(plane: Plane, deviation: float, rest: Callable[[], None]) -> Plane:
    grid = patch_grid(plane.shape[0], plane.shape[1], _SIDE, _STEP)
    patches = grid.patches(plane)
    means = patches.mean(axis=1, keepdims=True)
    details = patches - means
    dictionary = _cosines()
    noise = (deviation * _SIDE) ** 2
    alone = np.arange(len(details))[:, None]
    for _ in range(_PASSES):
        dictionary = _learnt(dictionary, details, _ENOUGH_ALONE * noise, rest)
    first = _coded(dictionary, details, alone, _ENOUGH_ALONE * noise, rest)
    rest()
    groups = similar_patches(first + means, grid, _REACH, _GROUP)
    return grid.picture(_coded(dictionary, details, groups, _ENOUGH_TOGETHER * noise, rest) + means)


def _cosines() -> Vectors:
    """An overcomplete cosine dictionary, (64, 256), atoms of length 1 and, but for the first, mean 0."""
    wave = np.cos(np.outer(np.arange(_SIDE) + 0.5, np.arange(_ATOMS_ACROSS) * np.pi / _ATOMS_ACROSS))
    wave[:, 1:] -= wave[:, 1:].mean(axis=0)
    atoms = np.kron(wave, wave)
    cosines: Vectors = (atoms / np.linalg.norm(atoms, axis=0)).astype(np.float32)
    return cosines


def _learnt(dictionary: Vectors, details: Vectors, allowed: float, rest: Callable[[], None]) -> Vectors:
    """A dictionary that writes the patches better, by one pass over some of them."""
    step = max(1, len(details) // (2 * _BATCH))
    some = details[::step]
    support, codes = pursuit(dictionary, some[:, None], allowed, rest)
    full = np.zeros((len(some), dictionary.shape[1]), np.float32)
    np.put_along_axis(full, support, codes[:, 0], axis=1)
    gram, seen = full.T @ full, some.T @ full
    learnt = dictionary.copy()
    for atom in np.flatnonzero(gram.diagonal() > 1e-8):
        better = (seen[:, atom] - learnt @ gram[:, atom]) / gram[atom, atom] + learnt[:, atom]
        length = np.linalg.norm(better)
        if length > 1e-8:
            learnt[:, atom] = better / length
    rest()
    return learnt


def _coded(
    dictionary: Vectors, details: Vectors, groups: np.ndarray, allowed: float, rest: Callable[[], None]
) -> Vectors:
    """Patches as sums of few atoms, each the mean of what the groups that it is in make of it."""
    total, count = np.zeros_like(details), np.zeros(len(details), np.float32)
    for start in range(0, len(groups), _BATCH):
        members = groups[start : start + _BATCH]
        support, codes = pursuit(dictionary, details[members], allowed, rest)
        atoms = dictionary.T[support]
        np.add.at(total, members, codes @ atoms)
        np.add.at(count, members, 1)
    mean: Vectors = total / count[:, None]
    return mean


def pursuit(
    dictionary: Vectors, groups: Vectors, allowed: float, rest: Callable[[], None]
) -> tuple[np.ndarray, Vectors]:
    """Simultaneous orthogonal matching pursuit (Tropp 2006) of many groups at once.

    Args:
        dictionary: (P, K), atoms of length 1.
        groups: (N, G, P): each group's patches are written by the same atoms.
        allowed: the squared error of a patch that is good enough.
        rest: called between steps.

    Returns:
        The atoms (N, A) and the coefficients (N, G, A), which are 0 from where a group was good enough.
    """
    count, size, _ = groups.shape
    support = np.zeros((count, 0), np.intp)
    codes = np.zeros((count, size, 0), np.float32)
    residual, open_groups = groups.copy(), np.arange(count)
    gram = dictionary.T @ dictionary
    target = groups @ dictionary
    for _ in range(_MOST_ATOMS):
        rest()
        open_groups = open_groups[(residual[open_groups] ** 2).sum(axis=(1, 2)) > allowed * size]
        if not len(open_groups):
            break
        gain = ((residual[open_groups] @ dictionary) ** 2).sum(axis=1)
        np.put_along_axis(gain, support[open_groups], -1, axis=1)
        support = np.pad(support, ((0, 0), (0, 1)))
        codes = np.pad(codes, ((0, 0), (0, 0), (0, 1)))
        support[open_groups, -1] = gain.argmax(axis=1)
        chosen = support[open_groups]
        system = gram[chosen[:, :, None], chosen[:, None, :]] + 1e-6 * np.eye(
            chosen.shape[1], dtype=np.float32
        )
        wanted = np.take_along_axis(target[open_groups], chosen[:, None, :], axis=2)
        codes[open_groups] = np.linalg.solve(system, wanted.swapaxes(1, 2)).swapaxes(1, 2)
        residual[open_groups] = groups[open_groups] - codes[open_groups] @ dictionary.T[chosen]
    return support, codes


def _lssc(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    return brightened_and_denoised(photo, _denoised, progress, cancel)


LSSC = Method(
    name="lssc",
    title=QT_TRANSLATE_NOOP("sources", "LSSC after automatic gamma"),
    paper="Patches of 8 × 8, groups of 12, a dictionary learnt on the photo. J. Mairal, F. Bach, J. "
    "Ponce, G. Sapiro, A. Zisserman: Non-local sparse models for image restoration, International "
    "Conference on Computer Vision (2009).",
    run=_lssc,
    slow=True,
)
