"""Methods and models on the same pairs: figure 5, and the light alone beside light and denoiser."""

import time
from threading import Event

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.evaluation.reproduction.appearance import record_of
from lowexp_gui.evaluation.reproduction.chosen_pairs import ChosenPair
from lowexp_gui.evaluation.reproduction.measurement_store import Fields
from lowexp_gui.evaluation.subjects import EvaluationSubject, method_subject, model_subject, original
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb

COMPARED_SIDE = 256
"""Long side of compared pairs at most, pixels: patch-based methods take minutes a megapixel."""
ARTICLE_METHODS = ("ghp", "lssc", "svd")
"""Those that the article compares with."""
OURS = "article"
MODELS = (OURS, "open")
"""Models that were not trained on any held-back pair; `studio` was, in its last training."""


def compared(device: Device, slow: bool) -> tuple[EvaluationSubject, ...]:
    """The photo as it is, all methods, and MODELS.

    Args:
        slow: whether slow methods are among them.

    Raises:
        ModelError: a model cannot be used.
    """
    models = (model_subject(load_model(find_model(name)), device) for name in MODELS)
    methods = map(method_subject, METHODS)
    return (original(), *(each for each in methods if slow or not each.slow), *models)


def compare_on(subject: EvaluationSubject, pair: ChosenPair, cancel: Event) -> Fields:
    """Figures and looks of what a subject makes of a pair; of a model also of its light alone.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    check(cancel)
    low, reference = pair.read(COMPARED_SIDE)
    photo = photo_from_srgb(low)
    started = time.perf_counter()
    made = subject.run(photo, cancel)
    seconds = time.perf_counter() - started
    return {
        "set": pair.set_name,
        "megapixels": photo.width * photo.height / 1e6,
        "seconds": seconds,
        "final": record_of(made.final, reference),
        "enhanced": None if made.enhanced is None else record_of(made.enhanced, reference),
    }
