"""Pairs of a dark photo and its well-exposed reference, split by scene.

A pair folder has `low/` and `high/` with files of the same names. Frames of one scene never stand on both
sides of the split: `scenes.json` (whose `validation` lists files) or `pairs.json` (a scene number for each
file; multiples of 7 validate) say which belong together. Where several dark frames share a reference,
`pairs.json` names both as `low` and `high`. Without a list, each pair is a scene of its own, and every tenth
validates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import read_complete_photo
from lowexp_gui.strict_json import JsonLimits, read_json
from lowexp_gui.training.recipe import HoldBack
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

Pixels = NDArray[np.uint8]
_ROWS_AT_ONCE = 256
_LIST_LIMITS = JsonLimits(size=64_000_000, values=4_000_000, paths=True)


@dataclass(frozen=True)
class Pair:
    """The files of one pair."""

    low: Path
    high: Path


@dataclass(frozen=True)
class PairSet:
    """The pairs of one folder, split for training and validation.

    Attributes:
        name: of the folder.
        training, validation: pairs; no scene is in both.
        familiar: some of `training`, of scenes that other pairs of it show in other exposures; a training may
            hold them back too.
    """

    name: str
    training: tuple[Pair, ...]
    validation: tuple[Pair, ...]
    familiar: tuple[Pair, ...] = ()

    def without(self, hold_back: HoldBack) -> tuple[Pair, ...]:
        """The pairs for training."""
        if hold_back is HoldBack.NOTHING:
            return self.training + self.validation
        if hold_back is HoldBack.FAMILIAR:
            return tuple(pair for pair in self.training if pair not in self.familiar)
        return self.training


class DataError(UserError):
    """The training data cannot be used; the message says why and what to do."""


def read_pair_set(folder: Path) -> PairSet:
    """The pairs of a folder that has `low/` and `high/`.

    Raises:
        DataError: there are no pairs, or the scene list is damaged.
    """
    pairs = {
        path.name: Pair(path, folder / "high" / path.name)
        for path in sorted((folder / "low").glob("*.*"))
        if (folder / "high" / path.name).is_file()
    } | _listed(folder)
    if not pairs:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{folder} has no pairs; it needs files with the same names in low and in high.",
                ),
                folder=in_quotes(folder),
            )
        )
    held_back, familiar = _held_back(folder, sorted(pairs))
    return PairSet(
        folder.name,
        tuple(pair for name, pair in pairs.items() if name not in held_back),
        tuple(pair for name, pair in pairs.items() if name in held_back),
        tuple(pair for name, pair in pairs.items() if name in familiar),
    )


def _listed(folder: Path) -> dict[str, Pair]:
    """The pairs that `pairs.json` tells as `low` and `high`: several dark frames may share one reference."""
    path = folder / "pairs.json"
    if not path.is_file():
        return {}
    with _list_errors(folder):
        entries = read_json(path, _LIST_LIMITS)
        named = [
            (_file_name(entry["low"]), _file_name(entry["high"])) for entry in entries if "high" in entry
        ]
        return {low: Pair(folder / "low" / low, folder / "high" / high) for low, high in named}


def _file_name(name: str) -> str:
    """A name of a file within its folder.

    Raises:
        ValueError: it leads elsewhere, on this system or another.
    """
    if name in ("", ".", "..") or any(kind(name).name != name for kind in (PurePosixPath, PureWindowsPath)):
        raise ValueError(f"“{name}” is no name of a file in its folder")
    return name


def _low(entry: dict[str, str]) -> str:
    return entry["low"] if "low" in entry else entry["file"]


@contextmanager
def _list_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The list of scenes in {folder} cannot be read: {reason}."),
                folder=in_quotes(folder),
                reason=str(error),
            )
        ) from error


def _held_back(folder: Path, names: list[str]) -> tuple[set[str], set[str]]:
    """The names of validation pairs, and of familiar ones."""
    scenes, pairs = folder / "scenes.json", folder / "pairs.json"
    with _list_errors(folder):
        if scenes.is_file():
            listed = read_json(scenes, _LIST_LIMITS)
            validation = set(listed["validation"])
            several = [name for scene in listed.get("scenes", ()) if len(scene) > 1 for name in scene]
            return validation, set([name for name in several if name not in validation][3::13])
        if pairs.is_file():
            entries = read_json(pairs, _LIST_LIMITS)
            return {_low(entry) for entry in entries if entry["scene"] % 7 == 0}, set()
    return set(names[::10]), set()


def read_pixels(path: Path, longest_side: int | None = None) -> Pixels:
    """A photo (H, W, 3) in sRGB, made smaller where its long side exceeds `longest_side` pixels.

    Raises:
        DataError: the file is no photo, damaged, cut short or too large.
    """
    try:
        codes = srgb_codes(read_complete_photo(path))
    except PhotoError as error:
        raise DataError(error.sentence) from error
    if longest_side is None or max(codes.shape) <= longest_side:
        return codes
    height, width, _ = codes.shape
    factor = longest_side / max(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.array(Image.fromarray(codes).resize(size, Image.Resampling.BOX))


def srgb_codes(photo: Photo) -> Pixels:
    """A photo (H, W, 3) in 8-bit sRGB; colours outside of it are clipped."""
    codes = np.empty((photo.height, photo.width, 3), np.uint8)
    for top in range(0, photo.height, _ROWS_AT_ONCE):
        values = photo.quantisation.decode(photo.pixels[top : top + _ROWS_AT_ONCE])
        codes[top : top + _ROWS_AT_ONCE] = np.round(np.clip(values, 0, 1) * 255)
    return codes


def to_unit(pixels: Pixels) -> NDArray[np.float32]:
    """8-bit values as float32 in 0..1, in a contiguous array."""
    return np.ascontiguousarray(pixels, dtype=np.float32) / np.float32(255)
