"""A small data folder like the real one."""

import json
from pathlib import Path

import numpy as np
from PIL import Image


def picture(seed: int, side: int = 200) -> np.ndarray:
    """A smooth coloured scene, (side, side, 3) 8-bit."""
    random = np.random.default_rng(seed)
    coarse = random.integers(30, 255, (6, 6, 3), dtype=np.uint8)
    return np.array(Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC))


def write_data(folder: Path, pairs: int = 11) -> Path:
    """Dark pairs (with scenes), noisy pairs, and open photos."""
    for name in ("set/low", "set/high", "shots/noisy", "shots/clean", "photos-open/some"):
        (folder / name).mkdir(parents=True)
    random = np.random.default_rng(9)
    for index in range(pairs):
        bright = picture(index)
        dark = np.clip(bright * 0.2 + random.normal(0, 4, bright.shape), 0, 255).astype(np.uint8)
        Image.fromarray(bright).save(folder / "set/high" / f"{index}.png")
        Image.fromarray(dark).save(folder / "set/low" / f"{index}.png")
    scenes = {"scenes": [[f"{index}.png"] for index in range(pairs)], "validation": ["3.png", "7.png"]}
    (folder / "set/scenes.json").write_text(json.dumps(scenes))
    clean = picture(50)
    Image.fromarray(clean).save(folder / "shots/clean/a.png")
    noisy = np.clip(clean + random.normal(0, 6, clean.shape), 0, 255).astype(np.uint8)
    Image.fromarray(noisy).save(folder / "shots/noisy/a.png")
    Image.fromarray(picture(60)).save(folder / "photos-open/some/b.png")
    return folder
