"""Small photos of a person who wants to fine-tune a model."""

import numpy as np
from PIL import Image


def scene(seed, width=160, height=128):
    """A well-exposed scene with smooth parts and edges, (height, width, 3) 8-bit."""
    random = np.random.default_rng(seed)
    coarse = Image.fromarray(random.integers(40, 230, (5, 6, 3), dtype=np.uint8))
    canvas = np.array(coarse.resize((width, height), Image.Resampling.BICUBIC)).astype(np.float64)
    for _ in range(12):
        top, left = random.integers(height - 30), random.integers(width - 30)
        rows, columns = random.integers(12, 50, 2)
        canvas[top : top + rows, left : left + columns] *= random.uniform(0.4, 0.9)
    return canvas.clip(5, 235).astype(np.uint8)


def write_pairs(folder, count=6):
    """Folders of dark photos and of good ones, of so many scenes."""
    dark, good = folder / "dark", folder / "good"
    for each in (dark, good):
        each.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        bright = scene(number)
        noise = np.random.default_rng(number).normal(0, 2, bright.shape)
        Image.fromarray(bright).save(good / f"{number:02}.png")
        Image.fromarray(np.clip(bright * 0.2 + noise, 0, 255).astype(np.uint8)).save(
            dark / f"{number:02}.png"
        )
    return dark, good


def write_shots(folder, noise=5):
    """A folder with two shots of an even wall, with noise of a standard deviation in 8-bit values."""
    folder.mkdir(parents=True)
    wall = np.linspace(40, 190, 256)[None, :, None] * np.ones((192, 1, 3))
    for number in range(2):
        shot = wall + np.random.default_rng(number).normal(0, noise, wall.shape)
        Image.fromarray(shot.clip(0, 255).astype(np.uint8)).save(folder / f"{number}.png")
    return folder
