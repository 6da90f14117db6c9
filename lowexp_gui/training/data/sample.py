"""The bundled sample: an open photo, darkened and made noisy by simulation.

`python -m lowexp_gui.training.data.sample SOURCE TARGET` makes it again.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from lowexp_gui.training.data.degradation import Exposure, expose_with_noise
from lowexp_gui.training.data.pairs import read_pixels, to_unit

NIGHT = Exposure(light=2**-4.3, shot=6e-4, read=6e-4, blur=0.5, jpeg_quality=None)
LONGEST_SIDE = 1600


def make_sample(source: Path, target: Path) -> None:
    """Write `source`, over four stops too dark, as a JPEG of at most 1600 pixels a side."""
    scene = to_unit(read_pixels(source, LONGEST_SIDE))
    dark = expose_with_noise(scene, NIGHT, np.random.default_rng(1))
    Image.fromarray(np.round(dark * 255).astype(np.uint8)).save(target, quality=93, subsampling=0)


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]), Path(sys.argv[2]))
