"""The card of a fine-tuned model: its start model, its photos and its figures."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from lowexp_gui.counting import counted
from lowexp_gui.errors import sentence_fields
from lowexp_gui.model.card import DataSource, ModelCard
from lowexp_gui.model.weights import DualModel, encode_weights
from lowexp_gui.training.data.rehearsal import SOURCE
from lowexp_gui.training.finetuning.finetune_verdict import Comparison, FinetuneVerdict
from lowexp_gui.training.recipe import Module, Recipe

_MOST_DB = 200.0


@dataclass(frozen=True)
class OwnPhotos:
    """The user's photos that a model was fine-tuned with.

    Attributes:
        count: pairs, or clean photos.
        clean: whether they are clean photos, which train the denoiser alone.
    """

    count: int
    clean: bool = False

    @property
    def description(self) -> str:
        """How the model was fine-tuned, for the card."""
        if self.clean:
            return f"its denoiser fine-tuned with {self._photos} of your own and the noise of your camera."
        return f"fine-tuned with {self._photos} of your own."

    @property
    def _photos(self) -> str:
        kinds = ("clean photo", "clean photos") if self.clean else ("pair", "pairs")
        return counted(self.count, *kinds)

    @property
    def source(self) -> DataSource:
        """The source of the photos, for the card."""
        if self.clean:
            return DataSource(
                f"{self._photos} of your own",
                "yours",
                "noise of your camera",
            )
        return DataSource(f"{self._photos} of your own", "yours", "light and noise of your camera")

    @property
    def held_back(self) -> str:
        """The photos that its figures are measured on, for the card."""
        if self.clean:
            return "held-back clean photos of your own, made dark by calculation"
        return "held-back scenes of your own"


def finetuned_model(
    name: str,
    start: ModelCard,
    networks: DualModel,
    recipes: Mapping[Module, Recipe],
    own: OwnPhotos,
    verdict: FinetuneVerdict | None = None,
) -> tuple[DualModel, bytes]:
    """A model with a card of its own, and its weights as a file's content.

    The terms of the start model carry over, because the new model is derived from it.

    Args:
        networks: the fine-tuned networks.
        own: the photos for training.
        verdict: the verdict for the card, once there is one.
    """
    content = encode_weights(networks.enhancement, networks.denoising)
    card = replace(
        start,
        name=name,
        title=name,
        description=f"“{start.title}”, {own.description}",
        data=_with_sources(start.data, own),
        recipe=_recipe_fields(start, recipes),
        measured=_measured(verdict, own) if verdict else {},
        sha256=hashlib.sha256(content).hexdigest(),
        start=start.name,
        pairs=own.count,
        date=date.today().isoformat(),
    )
    return replace(networks, card=card), content


def _with_sources(known: tuple[DataSource, ...], own: OwnPhotos) -> tuple[DataSource, ...]:
    return (*known, own.source, *(() if any(each.name == SOURCE.name for each in known) else (SOURCE,)))


def _recipe_fields(start: ModelCard, recipes: Mapping[Module, Recipe]) -> dict[str, Any]:
    fields = {module.value: asdict(recipe) for module, recipe in recipes.items()}
    # As it is read again: lists for tuples.
    as_read: dict[str, Any] = json.loads(json.dumps(fields))
    return as_read | {"sha256 of the start": start.sha256}


def _measured(verdict: FinetuneVerdict, own: OwnPhotos) -> dict[str, Any]:
    return {
        "own pairs": _fields(verdict.own, own.held_back)
        | {
            "verdict": verdict.sentence,
            "verdict in parts": [sentence_fields(each) for each in verdict.sentences],
            "better": verdict.better,
            "gain by chance": round(verdict.own.psnr.rise_by_chance, 4),
        },
        "open photos": _fields(verdict.open, "bundled open photos, made dark by calculation"),
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
