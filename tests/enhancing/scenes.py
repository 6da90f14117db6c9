"""Scenes to enhance, and an untrained model."""

import dataclasses

import numpy as np
import torch
from numpy.typing import NDArray

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.model.architectures import WHOLE_SCENE
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel


def dark_scene(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """A dark gradient with a bright square, and noise: (height, width, 3)."""
    random = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width] / max(height, width)
    scene = np.stack((0.05 + 0.1 * across, 0.05 + 0.1 * down, 0.1 - 0.05 * across * down), axis=-1)
    scene[height // 4 : height // 2, width // 4 : width // 2] += 0.4
    noisy = scene + random.normal(0, 0.02, scene.shape)
    return np.round(np.clip(noisy, 0, 1) * 255).astype(np.uint8)


def scene_model(seed: int = 0) -> DualModel:
    """A whole-scene model with fresh weights."""
    card = dataclasses.replace(
        find_model("article").card, name="fresh", architecture=WHOLE_SCENE.name, working_size=128
    )
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        networks = WHOLE_SCENE.enhancement(), WHOLE_SCENE.denoising()
    for network in networks:
        network.eval().requires_grad_(False)
    return DualModel(card, *networks)


def random_field(height: int, width: int, full_height: int, full_width: int, seed: int) -> GuidedIllumination:
    """A field of any slopes and offsets, for a photo of a full size."""
    random = np.random.default_rng(seed)
    slope, offset = random.uniform(-0.5, 1, (2, height, width, 3)).astype(np.float32)
    return GuidedIllumination(slope, offset, full_width, full_height)
