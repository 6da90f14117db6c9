"""Figure 4: the result of each method on darkened open photos, and the noise that brightening amplifies."""

import base64
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import numpy as np

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.gallery import codes, webp
from lowexp_gui.evaluation.reproduction.appearance import record_of
from lowexp_gui.evaluation.reproduction.measurement_store import Fields
from lowexp_gui.evaluation.subjects import EvaluationSubject, unit_values
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.training.data.degradation import Exposure, expose_with_noise
from lowexp_gui.training.data.pairs import read_pixels, to_unit
from lowexp_gui.training.data.photo_sets import TrainingData

SCENE_SIDE = 320
SCENES = 3
PREFERRED = "clic2025"
"""Photos whose terms allow that a report contains them."""
DUSK = Exposure(light=2**-3.5, shot=4e-4, read=5e-4, blur=0.3, jpeg_quality=None)
NOISE_SHOWN = 4.0
"""Factor on noise maps, which are shown around grey."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A darkened open photo.

    Attributes:
        key: for names of files.
        path: of the well-exposed photo.
        photo: the dark one.
        reference: the well-exposed one, (H, W, 3), 0..1.
    """

    key: str
    path: Path
    photo: Photo
    reference: FloatImage


def scenes_of(data: TrainingData) -> tuple[Scene, ...]:
    """Some open photos that were held back from training, darkened by simulation.

    Raises:
        DataError: a file cannot be read.
    """
    preferred = [path for path in data.held_back if path.parent.name == PREFERRED]
    others = [path for path in data.held_back if path.parent.name != PREFERRED] or list(data.clean)
    paths = (preferred or others)[:SCENES]
    scenes = []
    for index, path in enumerate(paths):
        reference = to_unit(read_pixels(path, SCENE_SIDE))
        dark = expose_with_noise(reference, DUSK, np.random.default_rng(index + 1))
        scenes.append(Scene(str(index), path, photo_from_srgb(codes(dark)), reference))
    return tuple(scenes)


def show(scene: Scene, subject: EvaluationSubject, cancel: Event) -> Fields:
    """What a subject makes of a scene: pictures as WebP in base64, figures and looks.

    Raises:
        Cancelled: `cancel` was set.
    """
    check(cancel)
    made = subject.run(scene.photo, cancel)
    pictures = {"final": made.final}
    if made.enhanced is not None:
        pictures["enhanced"] = made.enhanced
        pictures["noise"] = np.clip(0.5 + NOISE_SHOWN * (made.enhanced - made.final), 0, 1)
    return {
        "pictures": {name: base64.b64encode(webp(each)).decode() for name, each in pictures.items()},
        "final": record_of(made.final, scene.reference),
        "enhanced": None if made.enhanced is None else record_of(made.enhanced, scene.reference),
    }


def given(scene: Scene) -> Fields:
    """The dark photo and its reference, for a report."""
    pictures = {"before": unit_values(scene.photo), "reference": scene.reference}
    return {
        "name": scene.path.name,
        "origin": scene.path.parent.name,
        "pictures": {name: base64.b64encode(webp(each)).decode() for name, each in pictures.items()},
    }
