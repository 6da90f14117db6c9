"""Scenes in another light as a camera sees them: a dark frame, and what a whole bracket would have given."""

from dataclasses import replace

import numpy as np

from lowexp_gui.measuring.brightness import FloatImage
from lowexp_gui.training.data.brackets import photographed, random_bracket
from lowexp_gui.training.data.light_fields import LitScene, hazed, random_colour

_BRIGHTEST_HAZE = 7 / 255
_FINE = 256
"""Steps between two codes of eight bits."""


def night_or_day(
    scene: LitScene, random: np.random.Generator, *, noiseless: bool = False
) -> tuple[FloatImage, FloatImage]:
    """A scene's dark frame and goal; a black sky has a faint light in both, which is hardly lifted.

    Args:
        noiseless: the dark frame has no noise, and no steps of eight bits that could be seen.

    Returns:
        Both encoded, (H, W, 3), 0..1.
    """
    bracket = random_bracket(random)
    if noiseless:
        bracket = replace(bracket, shot=0.0, read=0.0, averaged=_FINE)
    dark, goal = photographed(scene.radiance, bracket, random)
    if scene.sky is not None:
        haze, colour = random.uniform(0, _BRIGHTEST_HAZE), random_colour(random)
        dark = hazed(dark, scene.sky, haze, colour).clip(0, 1)
        goal = hazed(goal, scene.sky, haze * random.uniform(1, 2.5), colour).clip(0, 1)
    return dark, goal
