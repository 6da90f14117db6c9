"""The photo sets of a data folder, recognised by their folders."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.training.data.pairs import DataError, Pair, PairSet, read_pair_set, read_pixels
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

LARGEST_FLAT_SHARE = 0.6
"""How many pixels of a photo may have exactly their left neighbour's colour, 0..1."""


@dataclass(frozen=True)
class TrainingData:
    """What a data folder holds.

    Attributes:
        dark: sets of dark and well-exposed pairs: folders with `low/` and `high/`.
        noisy: noisy and clean pairs: folders with `noisy/` and `clean/`.
        clean: well-exposed photos to learn from: those under `photos-open/` that are no drawings.
        held_back: every tenth of them, for validation.
        panoramas: of real radiance: OpenEXR files anywhere below the folder.
        unpaired: real dark photos without references, to measure with: those under `unpaired/`.
    """

    dark: tuple[PairSet, ...]
    noisy: tuple[Pair, ...]
    clean: tuple[Path, ...]
    held_back: tuple[Path, ...]
    panoramas: tuple[Path, ...] = ()
    unpaired: tuple[Path, ...] = ()


def read_training_data(folder: Path, pairs_needed: bool = True) -> TrainingData:
    """The photo sets in a folder.

    Raises:
        DataError: it has no clean photos, or no dark pairs though they are needed.
    """
    folders = sorted(path for path in folder.iterdir() if path.is_dir())
    dark = tuple(
        read_pair_set(path) for path in folders if (path / "low").is_dir() and (path / "high").is_dir()
    )
    noisy = tuple(
        Pair(path, each / "clean" / path.name)
        for each in folders
        for path in sorted((each / "noisy").glob("*.*"))
        if (each / "clean" / path.name).is_file()
    )
    clean = tuple(path for path in _photos_in(folder / "photos-open") if is_photograph(path))
    if not clean and not pairs_needed:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{folder} has no training photos; it needs a folder photos-open."
                ),
                folder=in_quotes(folder),
            )
        )
    if not clean or (pairs_needed and not dark):
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{folder} has no photo sets; it needs a folder with low and high, and "
                    "a folder photos-open.",
                ),
                folder=in_quotes(folder),
            )
        )
    held_back = clean[9::10]
    training = tuple(path for path in clean if path not in held_back)
    panoramas = tuple(sorted(folder.rglob("*.exr")))
    return TrainingData(dark, noisy, training, held_back, panoramas, _photos_in(folder / "unpaired"))


def _photos_in(folder: Path) -> tuple[Path, ...]:
    """The photos of a folder and of those in it; none where it is missing."""
    return find_photos([folder]).photos if folder.is_dir() else ()


def is_photograph(path: Path) -> bool:
    """Whether a picture is a photo, not a chart or a logo: most of these have the colour of their neighbours.

    Raises:
        DataError: the file cannot be read.
    """
    pixels = read_pixels(path, 512)
    same = (pixels[:, 1:] == pixels[:, :-1]).all(axis=-1).mean()
    return bool(same < LARGEST_FLAT_SHARE)
