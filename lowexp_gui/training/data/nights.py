"""Scenes in another light, photographed: a dark frame, and the goal: the fusion of a whole bracket."""

from dataclasses import replace

import numpy as np

from lowexp_gui.measuring.brightness import FloatImage
from lowexp_gui.training.data.brackets import photographed, random_bracket
from lowexp_gui.training.data.light_fields import LitScene, hazed, random_colour

_BRIGHTEST_HAZE = 7 / 255
_FINE = 256
"""Levels for each step of eight bits, in a noiseless frame."""


def night_or_day(
    scene: LitScene, random: np.random.Generator, *, noiseless: bool = False
) -> tuple[FloatImage, FloatImage]:
    """A scene's dark frame and goal.

    A black sky gets a faint haze in both; in the goal it is at most 2.5 times as strong.

    Args:
        noiseless: the dark frame has no noise, and 256 levels for each step of eight bits.

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
