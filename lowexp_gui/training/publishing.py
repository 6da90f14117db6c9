"""Turning two trained networks into a model: weights and card, side by side."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lowexp_gui.errors import Sentence
from lowexp_gui.model.card import LARGEST_WEIGHTS, DataSource, ModelCard, ModelError, read_card
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.weights import DualModel, encode_weights
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.regular_file import read_regular
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.plans import Plan
from lowexp_gui.training.recipe import Module
from lowexp_gui.training.trainings import training_of
from lowexp_gui.training.validation import UNPAIRED_SIDE, SetFigures, Validation
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

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
    "photos-open/more": (
        "Photos of desktop backgrounds and of open collections",
        "by file: CC0, CC BY 4.0, CC BY-SA 4.0, Unsplash licence",
        "well-exposed photos: other light, synthetic darkness and noise",
    ),
    "panoramas": ("Poly Haven", "CC0", "panoramas of real radiance: views and the fusion of their brackets"),
    "brackets": (
        "Exposure brackets of public repositories",
        "no terms stated; research use",
        "dark frames and the fusion of the bracket: light",
    ),
    "sice-fused": (
        "SICE part 1 (Cai 2018), fused",
        "CC BY-NC 4.0: research, non-commercial",
        "dark frames and the fusion of the bracket: light",
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
    names += ["panoramas"] if data.panoramas else []
    names += sorted({pair.low.parent.parent.name for pair in data.noisy})
    unknown = ("", "terms not known", "")
    return tuple(
        DataSource(known[0] or name, known[1], known[2])
        for name, known in ((name, KNOWN_SOURCES.get(name, unknown)) for name in names)
    )


def draft_card(name: str, plan: Plan, data: TrainingData, sha256: str) -> ModelCard:
    """The card of a new model, without figures yet.

    Args:
        data: the photos it was trained on.
    """
    return ModelCard(
        name=name,
        title=plan.title if name == plan.name else name.capitalize(),
        description=plan.description,
        architecture=plan.architecture,
        working_size=plan.recipes[Module.ENHANCEMENT].working_size,
        terms=plan.terms,
        data=sources_of(data),
        recipe=_recipe_fields(plan),
        measured={},
        sha256=sha256,
        commercial_use=plan.open_photos_only,
        bounded=training_of(plan.architecture).bounds_light and plan.recipes[Module.ENHANCEMENT].bounded,
    )


def _recipe_fields(plan: Plan) -> dict[str, Any]:
    fields: dict[str, Any] = {
        module.value: asdict(recipe) | {"start": Path(recipe.start).stem}
        for module, recipe in plan.recipes.items()
    }
    facts = training_of(plan.architecture).loss_facts
    return fields | {"plan": plan.name, "losses": "article, formulas 5 to 14"} | facts


def assemble(
    name: str,
    plan: Plan,
    data: TrainingData,
    networks: tuple[EnhancementNetwork, DenoisingNetwork],
) -> tuple[DualModel, bytes]:
    """The model of two trained networks, and its weights as a file's content."""
    content = encode_weights(*networks)
    card = draft_card(name, plan, data, hashlib.sha256(content).hexdigest())
    for network in networks:
        network.eval().requires_grad_(False)
    return DualModel(card, *networks), content


def publish(
    folder: Path,
    model: DualModel,
    content: bytes,
    measured: dict[str, Any],
    *,
    replace_files: bool = True,
) -> Path:
    """Write weights and card into a folder; the path of the card.

    Args:
        measured: the card's figures; see `measured_by_set`, `measured_besides` and
            `measured_before`.
        replace_files: whether files of its name may be there, and are replaced.

    Raises:
        PhotoError: the files cannot be written, see `check_names` too; neither is left without the other.
    """
    card = replace(model.card, measured=measured)
    folder.mkdir(parents=True, exist_ok=True)
    weights, path = _files(folder, card.name)
    if replace_files:
        check_names(folder, card.name)
    save_bytes(content, weights, replace=replace_files)
    try:
        save_bytes(card.to_json().encode(), path, replace=replace_files)
    except BaseException:
        if not replace_files:
            weights.unlink(missing_ok=True)
        raise
    return path


def check_names(folder: Path, name: str) -> None:
    """Check that a model of a name may be written into a folder: what is there of that name is a model.

    Raises:
        PhotoError: a file is something else.
    """
    weights, card = _files(folder, name)
    if os.path.lexists(card) and not _is_card(card):
        raise _taken(card)
    if os.path.lexists(weights) and not _has_weights(card, weights):
        raise _taken(weights)


def _taken(path: Path) -> PhotoError:
    return PhotoError(
        Sentence(
            QT_TRANSLATE_NOOP("sentences", "{file} exists and is not a model; choose another name."),
            file=quoted(path),
        ),
        path,
    )


def _is_card(path: Path) -> bool:
    try:
        read_card(path)
    except ModelError:
        return False
    return True


def _has_weights(card: Path, weights: Path) -> bool:
    """Whether weights are those of a card."""
    try:
        content = read_regular(weights, LARGEST_WEIGHTS)
        return hashlib.sha256(content).hexdigest() == read_card(card).sha256
    except (ModelError, OSError, ValueError):
        return False


def _files(folder: Path, name: str) -> tuple[Path, Path]:
    """Weights and card of a model."""
    return folder / f"{name}.safetensors", folder / f"{name}.json"


def measured_by_set(figures: Sequence[SetFigures]) -> dict[str, Any]:
    """A card's figures."""
    return {each.name: measured_fields(each) for each in figures}


def measured_besides(found: Validation, *, shots_trained: bool) -> dict[str, Any]:
    """A card's figures of repeated shots and of photos without references.

    Args:
        shots_trained: whether the shots were used for training too.
    """
    use = "used for training too" if shots_trained else "not used for training"
    fields: dict[str, Any] = {
        each.name: {
            "pairs": each.pairs,
            "split": f"repeated shots with brightness 0, {use}",
            "original": _rounded(asdict(each.original)),
            "final": _rounded(asdict(each.final)),
        }
        for each in found.shots
    }
    if found.unpaired is not None:
        fields["unpaired"] = {
            "photos": found.unpaired.photos,
            "split": f"dark photos without references, sides of at most {UNPAIRED_SIDE} pixels, "
            "not used for training",
            "final": _rounded(found.unpaired.means),
        }
    return fields


def measured_before(start: ModelCard) -> dict[str, Any]:
    """A card's figures where nothing was held back: those of the model that the training started from."""
    return {
        name: fields | {"split": f"{fields['split']}; measured before a last training on all pairs"}
        for name, fields in start.measured.items()
    }


def measured_fields(figures: SetFigures) -> dict[str, Any]:
    """A set's figures for a card: rounded, PSNR in dB."""
    stages = {name: _rounded(asdict(getattr(figures, name))) for name in ("gamma", "enhanced", "final")}
    return {"pairs": figures.pairs, "split": figures.split, **stages}


def _rounded(figures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: value if value is None else round(value, 3) for name, value in figures.items()}
