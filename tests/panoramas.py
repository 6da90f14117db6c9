"""Panoramas for tests, written with the library of the OpenEXR project."""

from pathlib import Path

import numpy as np
import pytest


def write_exr(path: Path, pixels: np.ndarray, channel: str = "RGB") -> Path:
    """Write pixels, float32, (H, W, 3) or one channel (H, W); its path again."""
    library = pytest.importorskip("OpenEXR", reason="reading panoramas is an extra")
    header = {"compression": library.ZIP_COMPRESSION, "type": library.scanlineimage}
    with library.File(header, {channel: pixels}) as file:
        file.write(str(path))
    return path
