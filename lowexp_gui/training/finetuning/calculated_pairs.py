"""Dark photos made from a person's clean ones, with the noise of the person's camera."""

import numpy as np

from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.noise_batches import LONGEST_SIDE, MOST_STOPS
from lowexp_gui.training.data.pairs import Pixels, to_unit
from lowexp_gui.training.data.synthetic import Degradation, degrade, random_degradation

_LEAST_STOPS = 1.0


def clean_copy(photo: Photo) -> Pixels:
    """A clean photo (H, W, 3) with a long side of at most LONGEST_SIDE pixels: means have less noise."""
    return np.round(working_copy(photo, LONGEST_SIDE) * 255).astype(np.uint8)


def dark_photo(clean: Pixels, camera: CameraNoise, random: np.random.Generator) -> Pixels:
    """What a camera sees of a scene (H, W, 3) in too little light; well-exposed photos are not drawn."""
    made = degrade(to_unit(clean), _dark_degradation(camera, random), random)
    return np.round(made.dark * 255).astype(np.uint8)


def _dark_degradation(camera: CameraNoise, random: np.random.Generator) -> Degradation:
    while True:
        drawn = random_degradation(random, MOST_STOPS, camera)
        if drawn.stops >= _LEAST_STOPS:
            return drawn
