"""The trained ablations as models, and their figures over the training: figure 6."""

import hashlib
from dataclasses import replace
from threading import Event

import numpy as np

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.devices import Device
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.evaluation.evaluation_json import figures_fields
from lowexp_gui.evaluation.reproduction.ablations import Ablation, Training
from lowexp_gui.evaluation.reproduction.chosen_pairs import ChosenPair
from lowexp_gui.evaluation.reproduction.measurement_store import Fields
from lowexp_gui.evaluation.reproduction.training_steps import AblationSetup, measured_steps
from lowexp_gui.measuring.registry import figures
from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.model.weights import DualModel, encode_weights
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.training.checkpoint import read_weights
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.publishing import draft_card
from lowexp_gui.training.recipe import Module

CURVE_MEASURES = ("psnr", "ssim")
"""What figure 6 shows, under the article's names NIQE and BRISQUE."""
ABLATION_MEASURES = (*CURVE_MEASURES, "ciede2000")
"""What is measured at the end of the training."""


def steps_at(steps: dict[Module, int], part: int) -> dict[Module, int]:
    """The steps of both modules at one of the parts of the training."""
    return {
        module: measured_steps(each)[min(part, len(measured_steps(each)) - 1)]
        for module, each in steps.items()
    }


def ablation_at(setup: AblationSetup, ablation: Ablation, steps: dict[Module, int], part: int) -> DualModel:
    """An ablation of the model at a part of the training.

    Raises:
        DataError: a checkpoint is missing or damaged.
    """
    plan = PLANS[ablation.name]
    architecture = ARCHITECTURES[plan.architecture]
    enhancement, denoising = architecture.enhancement(), architecture.denoising()
    reached = steps_at(steps, part)
    trainings = (
        (enhancement, Training(ablation.light, Module.ENHANCEMENT)),
        (denoising, Training(ablation.noise, Module.DENOISING)),
    )
    for network, training in trainings:
        network.load_state_dict(read_weights(setup.snapshot(training, reached[training.module])))
        network.eval().requires_grad_(False)
    recipes = {
        # A module that was trained for another form as well gets the name of this one.
        training.module: replace(training.recipe(steps[training.module]), architecture=plan.architecture)
        for _, training in trainings
    }
    content = encode_weights(enhancement, denoising)
    card = draft_card(
        ablation.name, replace(plan, recipes=recipes), setup.data, hashlib.sha256(content).hexdigest()
    )
    return DualModel(replace(card, title=ablation.title.capitalize()), enhancement, denoising)


def figures_of_ablation(
    model: DualModel,
    pairs: tuple[ChosenPair, ...],
    device: Device,
    cancel: Event,
    names: tuple[str, ...] = ABLATION_MEASURES,
) -> Fields:
    """The figures of a model on pairs at their full size, by stage and pair.

    Args:
        names: of measures.

    Raises:
        Cancelled: `cancel` was set.
        DataError: a file cannot be read.
    """
    found: Fields = {stage.value: {} for stage in (Stage.ENHANCED, Stage.FINAL)}
    for pair in pairs:
        check(cancel)
        low, reference = pair.read()
        enhancement = enhance_photo(photo_from_srgb(low), model, device, cancel)
        for stage in (Stage.ENHANCED, Stage.FINAL):
            picture = np.clip(render(enhancement, stage), 0, 1)
            found[stage.value][pair.key] = figures_fields(figures(picture, reference, names))
    return found


def sets_of(pairs: tuple[ChosenPair, ...]) -> dict[str, list[str]]:
    """The keys of pairs by the name of their set."""
    sets: dict[str, list[str]] = {}
    for pair in pairs:
        sets.setdefault(pair.set_name, []).append(pair.key)
    return sets
