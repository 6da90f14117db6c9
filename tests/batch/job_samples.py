"""Files for jobs."""

from pathlib import Path

import numpy as np
from PIL import Image


def write_dark(path: Path, width: int = 90, height: int = 60, seed: int = 0) -> Path:
    """Write a small dark photo in the format of its suffix."""
    random = np.random.default_rng(seed)
    scene = np.linspace(8, 60, width * height * 3).reshape(height, width, 3) + random.normal(
        0, 3, (height, width, 3)
    )
    Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8)).save(path)
    return path
