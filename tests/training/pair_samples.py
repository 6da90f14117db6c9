"""Small photos for fine-tuning."""

from pathlib import Path
from threading import Event

import numpy as np
from PIL import Image
from training_samples import picture

from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs, prepare
from lowexp_gui.training.finetuning.scene_split import split_scenes
from lowexp_gui.training.pair_matching.candidates import Matching

EXIF_POINTER, TAKEN = 0x8769, 0x9003


def scene(seed: int, width: int = 224, height: int = 192) -> np.ndarray:
    """A well-exposed scene with smooth parts and edges, (height, width, 3) 8-bit."""
    random = np.random.default_rng(1000 + seed)
    canvas = picture(seed, 260)[:height, :width].astype(np.float64)
    for _ in range(12):
        top, left = random.integers(height - 30), random.integers(width - 30)
        rows, columns = random.integers(12, 60, 2)
        canvas[top : top + rows, left : left + columns] *= random.uniform(0.4, 0.9)
    return canvas.clip(5, 235).astype(np.uint8)


def darkened(bright: np.ndarray, seed: int = 0, factor: float = 0.2) -> np.ndarray:
    """The same, dark and noisy."""
    noise = np.random.default_rng(seed).normal(0, 2, bright.shape)
    return np.clip(bright * factor + noise, 0, 255).astype(np.uint8)


def save(pixels: np.ndarray, path: Path, taken: str | None = None) -> Path:
    """Write a photo; as JPEG with the time when it was taken, "2026:01:31 12:00:00"."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(EXIF_POINTER)[TAKEN] = taken
    options = {"exif": exif, "quality": 95} if path.suffix == ".jpg" else {}
    Image.fromarray(pixels).save(path, **options)
    return path


def write_pairs(folder: Path, count: int = 8) -> tuple[Path, Path]:
    """Folders of dark photos and of references, of so many scenes."""
    for number in range(count):
        bright = scene(number)
        save(bright, folder / "high" / f"{number:02}.png")
        save(darkened(bright, number), folder / "low" / f"{number:02}.png")
    return folder / "low", folder / "high"


def prepared_pairs(matching: Matching, folder: Path) -> PreparedPairs:
    """Pairs prepared in a folder, with one scene held back for each purpose."""
    return prepare(split_scenes(matching.used, 1), folder, 1, lambda *_: None, Event())
