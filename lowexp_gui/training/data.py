"""The photo sets of a data folder, recognised by their folders."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.photo.finding import find_photos
from lowexp_gui.training.pairs import DataError, Pair, PairSet, read_pair_set


@dataclass(frozen=True)
class TrainingData:
    """What a data folder holds.

    Attributes:
        dark: sets of dark and well-exposed pairs: folders with `low/` and `high/`.
        noisy: noisy and clean pairs: folders with `noisy/` and `clean/`.
        clean: well-exposed photos: those under `photos-open/`.
    """

    dark: tuple[PairSet, ...]
    noisy: tuple[Pair, ...]
    clean: tuple[Path, ...]


def read_training_data(folder: Path) -> TrainingData:
    """The photo sets in a folder.

    Raises:
        DataError: it has no dark pairs, or no clean photos.
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
    open_photos = folder / "photos-open"
    clean = find_photos([open_photos]).photos if open_photos.is_dir() else ()
    if not dark or not clean:
        raise DataError(
            f"“{folder}” has no photo sets: it needs a folder with low and high, and a folder photos-open."
        )
    return TrainingData(dark, noisy, clean)
