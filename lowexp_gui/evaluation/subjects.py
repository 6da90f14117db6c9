"""What can be measured on pairs: models, compared methods, and the photo as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event

import numpy as np

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.evaluation.methods import find_method
from lowexp_gui.model.card import ModelCard
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import FloatImage


class SubjectKind(StrEnum):
    """What a subject is."""

    ORIGINAL = "original"
    METHOD = "method"
    MODEL = "model"


@dataclass(frozen=True, eq=False)
class Pictures:
    """What a subject makes of a photo, each (H, W, 3) float32, 0..1.

    Attributes:
        final: the result.
        enhanced: with the light set right alone, where that is a picture of its own.
    """

    final: FloatImage
    enhanced: FloatImage | None = None


@dataclass(frozen=True, eq=False)
class EvaluationSubject:
    """Something that makes a dark photo bright.

    Attributes:
        kind: what it is.
        name: as typed.
        title: as shown.
        run: makes pictures of a photo; may raise Cancelled and what its kind raises.
        paper: where it was published; empty for others than compared methods.
        card: of a model.
        slow: minutes rather than seconds for a photo.
    """

    kind: SubjectKind
    name: str
    title: str
    run: Callable[[Photo, Event], Pictures]
    paper: str = ""
    card: ModelCard | None = None
    slow: bool = False


def original() -> EvaluationSubject:
    """The photo as it is, which tells what all others gain."""
    return EvaluationSubject(
        SubjectKind.ORIGINAL, "original", "As it is", lambda photo, _: Pictures(unit_values(photo))
    )


def method_subject(name: str) -> EvaluationSubject:
    """A compared method.

    Raises:
        UnknownMethodError: there is none of that name.
    """
    method = find_method(name)

    def run(photo: Photo, cancel: Event) -> Pictures:
        return Pictures(method.run(unit_values(photo), lambda _: None, cancel))

    return EvaluationSubject(
        SubjectKind.METHOD, method.name, method.title, run, method.paper, slow=method.slow
    )


def model_subject(model: DualModel, device: Device, stage: Stage = Stage.FINAL) -> EvaluationSubject:
    """A model, as in use.

    Args:
        stage: FINAL, or ENHANCED for its light alone.
    """
    alone = stage is Stage.ENHANCED

    def run(photo: Photo, cancel: Event) -> Pictures:
        enhancement = enhance_photo(photo, model, device, cancel)
        enhanced = np.clip(render(enhancement, Stage.ENHANCED), 0, 1)
        return Pictures(enhanced if alone else np.clip(render(enhancement, Stage.FINAL), 0, 1), enhanced)

    title = f"{model.card.title}, light alone" if alone else model.card.title
    return EvaluationSubject(SubjectKind.MODEL, model.card.name, title, run, card=model.card)


def unit_values(photo: Photo) -> FloatImage:
    """A photo as sRGB values, (height, width, 3) float32, clipped to 0..1."""
    values: FloatImage = np.clip(photo.values(photo.bounds), 0, 1)
    return values
