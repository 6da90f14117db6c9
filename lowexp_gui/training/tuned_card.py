"""The card of a model that was taught on: from which model, with what, and how it did."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from lowexp_gui.model.card import DataSource, ModelCard
from lowexp_gui.model.weights import DualModel, encode_weights
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.rehearsal import SOURCE
from lowexp_gui.training.verdicts import Comparison, Judgement

_MOST_DB = 200.0


def tuned_model(
    name: str,
    start: ModelCard,
    taught: DualModel,
    recipes: Mapping[Module, Recipe],
    pairs: int,
    judgement: Judgement | None = None,
) -> tuple[DualModel, bytes]:
    """A model with a card of its own, and its weights as a file's content.

    The terms of the start model carry over: what it learnt is still in it.

    Args:
        pairs: how many were taught.
        judgement: figures for the card, once there are some.
    """
    content = encode_weights(taught.enhancement, taught.denoising)
    card = replace(
        start,
        name=name,
        title=name,
        description=f"“{start.title}”, taught on with {pairs} pairs of your own.",
        data=_with_sources(start.data, pairs),
        recipe=_recipe_fields(start, recipes),
        measured=_measured(judgement) if judgement else {},
        sha256=hashlib.sha256(content).hexdigest(),
        start=start.name,
        pairs=pairs,
        date=date.today().isoformat(),
    )
    return replace(taught, card=card), content


def _with_sources(known: tuple[DataSource, ...], pairs: int) -> tuple[DataSource, ...]:
    own = DataSource(f"{pairs} pairs of your own", "yours", "light and noise of your camera")
    return (*known, own, *(() if any(each.name == SOURCE.name for each in known) else (SOURCE,)))


def _recipe_fields(start: ModelCard, recipes: Mapping[Module, Recipe]) -> dict[str, Any]:
    return {module.value: asdict(recipe) for module, recipe in recipes.items()} | {
        "sha256 of the start": start.sha256,
    }


def _measured(judgement: Judgement) -> dict[str, Any]:
    return {
        "own pairs": _fields(judgement.own, "held-back scenes of your own")
        | {"verdict": judgement.sentence, "better": judgement.better},
        "open photos": _fields(judgement.open, "bundled open photos, made dark by calculation"),
    }


def _fields(comparison: Comparison, split: str) -> dict[str, Any]:
    """Figures as the program's own cards have them, and those of the start model beside them."""
    names = ("psnr", "ssim", "ciede2000")

    def rounded(value: float) -> float:
        # Equal pictures have an infinite PSNR, which JSON does not know.
        return round(min(max(value, -_MOST_DB), _MOST_DB), 3)

    changes = {name: getattr(comparison, name) for name in names}
    return {
        "pairs": comparison.scenes,
        "split": split,
        "before": {name: rounded(changes[name].before.mean) for name in names},
        "final": {name: rounded(changes[name].after.mean) for name in names},
        "spread": {name: rounded(changes[name].after.deviation) for name in names},
        "change, 95 %": {name: [rounded(changes[name].least), rounded(changes[name].most)] for name in names},
    }
