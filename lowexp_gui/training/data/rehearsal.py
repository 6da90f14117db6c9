"""Bundled open photos: to rehearse with, and others to see what was forgotten."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from lowexp_gui.bundled import InstallationError, bundled_folder
from lowexp_gui.errors import Sentence
from lowexp_gui.model.card import DataSource, ModelError
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.degradation import FloatImage
from lowexp_gui.training.data.pairs import Pair, read_pixels, to_unit
from lowexp_gui.training.data.synthetic import degrade, random_degradation
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

SOURCE = DataSource(
    "CLIC 2025",
    "Unsplash licence: commercial use allowed",
    "bundled photos, made dark by calculation: rehearsal",
)
_MEASURED_SIDE = 256
_TIMES = 3
_SEED = 20


def rehearsal_photos() -> list[Path]:
    """Well-exposed photos to rehearse with.

    Raises:
        ModelError: the installation is incomplete.
    """
    return _photos("taught")


def open_pairs() -> list[tuple[FloatImage, FloatImage]]:
    """Photos that are no rehearsal, each darkened in several ways: dark and reference, the same every time.

    Raises:
        ModelError: the installation is incomplete.
    """
    pairs = []
    for number, path in enumerate(_photos("measured")):
        scene = to_unit(read_pixels(path, _MEASURED_SIDE))
        for time in range(_TIMES):
            random = np.random.default_rng((_SEED, number, time))
            made = degrade(scene, random_degradation(random), random)
            pairs.append((made.dark, made.reference))
    return pairs


def write_rehearsal_pairs(folder: Path, seed: int) -> list[Pair]:
    """Rehearsal photos and dark copies, for networks that learn from pairs alone; see `write_dark_pairs`."""
    return write_dark_pairs(rehearsal_photos(), folder, seed, longest_side=_MEASURED_SIDE)


def write_dark_pairs(
    photos: Sequence[Path], folder: Path, seed: int, camera: CameraNoise | None = None, longest_side: int = 0
) -> list[Pair]:
    """Clean photos, each darkened in several ways, as files.

    Args:
        folder: which is made.
        seed: of the darkness.
        camera: whose noise they get; None for cameras at large.
        longest_side: of the pairs, pixels; 0 for that of the photos.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pairs = []
    for number, path in enumerate(photos):
        scene = to_unit(read_pixels(path, longest_side or None))
        for time in range(_TIMES):
            random = np.random.default_rng((seed, number, time))
            made = degrade(scene, random_degradation(random, camera=camera), random)
            pair = Pair(folder / f"{number:02}.{time}.low.png", folder / f"{number:02}.{time}.high.png")
            for picture, target in ((made.dark, pair.low), (made.reference, pair.high)):
                Image.fromarray(np.round(picture * 255).astype(np.uint8)).save(target)
            pairs.append(pair)
    return pairs


def _photos(name: str) -> list[Path]:
    try:
        folder = bundled_folder("resources") / "rehearsal" / name
    except InstallationError as error:
        raise ModelError(error.sentence) from error
    photos = list(find_photos([folder]).photos)
    if not photos:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The installation is incomplete: its photos are missing. Install Lowexp again.",
                )
            )
        )
    return photos
