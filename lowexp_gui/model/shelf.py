"""The models at hand: a folder of weights, each beside its card."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.model.card import ModelCard, ModelError, read_card

DEFAULT_MODEL = "studio"


@dataclass(frozen=True)
class ShelvedModel:
    """A model on disk.

    Attributes:
        card: what it is.
        weights: its safetensors file.
    """

    card: ModelCard
    weights: Path


def list_models(folder: Path | None = None) -> tuple[ShelvedModel, ...]:
    """The models of a folder (default: those that ship with the program), less those of unreadable cards.

    Raises:
        ModelError: the program's own folder of weights is missing.
    """
    found = []
    for path in sorted((folder or _bundled_weights()).glob("*.json")):
        try:
            found.append(ShelvedModel(read_card(path), path.with_suffix(".safetensors")))
        except ModelError:
            continue
    return tuple(found)


def find_model(name: str, folder: Path | None = None) -> ShelvedModel:
    """The model of a name, or that of a card's path (`….json`), with its weights beside it.

    Raises:
        ModelError: there is none, or its card cannot be read.
    """
    if name.endswith(".json"):
        return ShelvedModel(read_card(Path(name)), Path(name).with_suffix(".safetensors"))
    folder = folder or _bundled_weights()
    models = {model.card.name: model for model in list_models(folder)}
    if name in models:
        return models[name]
    damaged = folder / f"{name}.json"
    if Path(name).name == name and damaged.is_file():
        read_card(damaged)
    known = ", ".join(models) or "none"
    raise ModelError(f"There is no model “{name}”. Choose one of: {known}.")


def _bundled_weights() -> Path:
    try:
        return bundled_folder("weights")
    except FileNotFoundError as error:
        raise ModelError(str(error)) from error
