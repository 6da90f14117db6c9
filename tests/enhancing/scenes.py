"""Scenes to enhance."""

import numpy as np
from numpy.typing import NDArray


def dark_scene(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """A dark gradient with a bright square, and noise: (height, width, 3)."""
    random = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width] / max(height, width)
    scene = np.stack((0.05 + 0.1 * across, 0.05 + 0.1 * down, 0.1 - 0.05 * across * down), axis=-1)
    scene[height // 4 : height // 2, width // 4 : width // 2] += 0.4
    noisy = scene + random.normal(0, 0.02, scene.shape)
    return np.round(np.clip(noisy, 0, 1) * 255).astype(np.uint8)
