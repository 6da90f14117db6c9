"""Turning two trained networks into a model: weights and card, side by side."""

import hashlib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lowexp_gui.model.card import DataSource, ModelCard
from lowexp_gui.model.dual_network import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.weights import ARCHITECTURE, DualModel, encode_weights
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.data import TrainingData
from lowexp_gui.training.recipe import FIDELITY, MEANS_OVER, Module, Recipe
from lowexp_gui.training.validation import SetFigures

KNOWN_SOURCES = {
    "lol-256": (
        "LOL v1 (Wei 2018)",
        "no licence stated; research use",
        "short and long exposures of still scenes: light, and real amplified noise",
    ),
    "sice-brackets": (
        "SICE part 1 (Cai 2018)",
        "CC BY-NC 4.0: research, non-commercial",
        "exposure brackets: light",
    ),
    "photos-open/cid22": ("CID22", "CC BY-SA 4.0", "well-exposed photos: synthetic darkness and noise"),
    "photos-open/clic2025": (
        "CLIC 2025",
        "Unsplash licence: commercial use allowed",
        "well-exposed photos: synthetic darkness and noise",
    ),
    "noise-polyu": (
        "PolyU (Xu 2018)",
        "research, non-commercial",
        "one shot and the mean of many: real noise",
    ),
}


def sources_of(data: TrainingData) -> tuple[DataSource, ...]:
    """What a model card says about the photos of a data folder."""
    names = [each.name for each in data.dark]
    names += sorted({f"photos-open/{path.parent.name}" for path in data.clean})
    names += sorted({pair.low.parent.parent.name for pair in data.noisy})
    unknown = ("", "terms not known", "")
    return tuple(
        DataSource(known[0] or name, known[1], known[2])
        for name, known in ((name, KNOWN_SOURCES.get(name, unknown)) for name in names)
    )


def draft_card(
    name: str, data: TrainingData, recipes: dict[Module, Recipe], working_size: int, sha256: str
) -> ModelCard:
    """The card of a new model, without figures yet."""
    return ModelCard(
        name=name,
        title=name.capitalize(),
        description="The article's progressive dual network (93,705 parameters), trained by Algorithm 1.",
        architecture=ARCHITECTURE,
        working_size=working_size,
        terms="Research and private, non-commercial use, as photos that it learnt from ask for.",
        data=sources_of(data),
        recipe=_recipe_fields(recipes),
        measured={},
        sha256=sha256,
    )


def _recipe_fields(recipes: dict[Module, Recipe]) -> dict[str, Any]:
    fields: dict[str, Any] = {module.value: asdict(recipe) for module, recipe in recipes.items()}
    return fields | {
        "optimiser": "RMSProp, smoothing 0.99, cosine fall",
        "losses": "article, formulas 5 to 14",
        "two-way loss": f"of means of {MEANS_OVER} x {MEANS_OVER} pixels, summed over channels",
        "fidelity": f"{FIDELITY} x mean absolute error, added to formula 6",
    }


def assemble(
    name: str,
    data: TrainingData,
    recipes: dict[Module, Recipe],
    networks: tuple[EnhancementNetwork, DenoisingNetwork],
) -> tuple[DualModel, bytes]:
    """The model of two trained networks, and its weights as a file's content."""
    content = encode_weights(*networks)
    working_size = recipes[Module.ENHANCEMENT].working_size
    card = draft_card(name, data, recipes, working_size, hashlib.sha256(content).hexdigest())
    for network in networks:
        network.eval().requires_grad_(False)
    return DualModel(card, *networks), content


def publish(folder: Path, model: DualModel, content: bytes, figures: list[SetFigures]) -> Path:
    """Write weights and card into a folder; the path of the card."""
    card = replace(model.card, measured={each.name: measured_fields(each) for each in figures})
    folder.mkdir(parents=True, exist_ok=True)
    save_bytes(content, folder / f"{card.name}.safetensors", replace=True)
    path = folder / f"{card.name}.json"
    save_bytes(card.to_json().encode(), path, replace=True)
    return path


def measured_fields(figures: SetFigures) -> dict[str, Any]:
    """A set's figures for a card: rounded, PSNR in dB."""

    def rounded(name: str) -> dict[str, float]:
        return {key: round(value, 3) for key, value in asdict(getattr(figures, name)).items()}

    stages = {name: rounded(name) for name in ("gamma", "enhanced", "final")}
    return {"pairs": figures.pairs, "split": "validation, by scene", **stages}
