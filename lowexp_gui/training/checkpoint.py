"""The state of a training on disk: weights, the optimiser's averages, the step. No pickle."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save
from torch import Tensor, nn

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.field_coding import from_fields
from lowexp_gui.model.layer_names import with_present_names
from lowexp_gui.model.weights import tensors_under
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.regular_file import open_regular
from lowexp_gui.strict_json import JsonLimits, parse_json
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_RECIPE_LIMITS = JsonLimits(size=100_000, paths=True)


@dataclass(frozen=True, eq=False)
class TrainingState:
    """What changes while a module is trained; its tensors are changed in place.

    Attributes:
        network: with the weights of the last step.
        optimiser: of the network's parameters.
        averaged: the averaged weights by name, empty where none are kept.
    """

    network: nn.Module
    optimiser: torch.optim.Optimizer
    averaged: dict[str, Tensor]


def save_checkpoint(path: Path, state: TrainingState, step: int, module: Module, recipe: Recipe) -> None:
    """Write all that is needed to go on exactly; the file is whole or as it was before."""
    tensors = {f"weights.{name}": value for name, value in state.network.state_dict().items()}
    tensors |= {f"averaged.{name}": value for name, value in state.averaged.items()}
    for name, parameter in state.network.named_parameters():
        for key, value in state.optimiser.state.get(parameter, {}).items():
            tensors[f"optimiser.{key}.{name}"] = value
    about = {"step": str(step), "module": module.value, "recipe": json.dumps(asdict(recipe))}
    whole = save({name: value.detach().cpu().contiguous() for name, value in tensors.items()}, about)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_bytes(whole, path, replace=True)


def load_checkpoint(path: Path, state: TrainingState, module: Module, recipe: Recipe) -> int:
    """Restore a training's state.

    Returns:
        The step to go on with.

    Raises:
        DataError: the file is damaged, or belongs to another training.
    """
    try:
        open_regular(path).close()
        with safe_open(path, framework="pt") as file:
            about = file.metadata() or {}
            tensors = with_present_names({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118
        found = _recipe(about["recipe"])
        step = int(about["step"])
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The checkpoint {file} is damaged; delete it to start again."),
                file=in_quotes(path),
            )
        ) from error
    if about.get("module") != module.value or found != recipe:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The checkpoint {file} belongs to a training with other settings; use the same "
                    "settings, or another output folder.",
                ),
                file=in_quotes(path),
            )
        )
    try:
        _restore(state, tensors)
    except (RuntimeError, KeyError, IndexError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The checkpoint {file} is damaged; delete it to start again."),
                file=in_quotes(path),
            )
        ) from error
    return step


def _restore(state: TrainingState, tensors: dict[str, Tensor]) -> None:
    state.network.load_state_dict(tensors_under(tensors, "weights."))
    for name, value in tensors_under(tensors, "averaged.").items():
        state.averaged[name].copy_(value)
    for key in {name.split(".")[1] for name in tensors if name.startswith("optimiser.")}:
        values = tensors_under(tensors, f"optimiser.{key}.")
        for name, parameter in state.network.named_parameters():
            device = "cpu" if key == "step" else parameter.device
            if name in values:
                state.optimiser.state[parameter][key] = values[name].to(device)


def read_step(path: Path) -> int:
    """The step that a checkpoint goes on with.

    Raises:
        DataError: the file is missing or damaged.
    """
    try:
        open_regular(path).close()
        with safe_open(path, framework="pt") as file:
            return int((file.metadata() or {})["step"])
    except (SafetensorError, OSError, KeyError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} is not a checkpoint, or it is damaged."),
                file=in_quotes(path),
            )
        ) from error


def with_recipe(source: Path, target: Path, recipe: Recipe) -> None:
    """Write a checkpoint again, for going on by other settings.

    Raises:
        DataError: the file is missing or damaged.
        PhotoError: the target cannot be written.
    """
    try:
        with safe_open(source, framework="pt") as file:
            about = file.metadata() or {}
        tensors = load_file(source)
    except (SafetensorError, OSError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} is not a checkpoint, or it is damaged."),
                file=in_quotes(source),
            )
        ) from error
    whole = save(tensors, about | {"recipe": json.dumps(asdict(recipe))})
    save_bytes(whole, target, replace=True)


def read_recipe(path: Path) -> tuple[Module, Recipe]:
    """What a checkpoint belongs to.

    Raises:
        DataError: the file is missing or damaged.
    """
    try:
        with safe_open(path, framework="pt") as file:
            about = file.metadata() or {}
        return Module(about["module"]), _recipe(about["recipe"])
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} is not a checkpoint, or it is damaged."),
                file=in_quotes(path),
            )
        ) from error


def _recipe(text: str) -> Recipe:
    return from_fields(Recipe, parse_json(text, _RECIPE_LIMITS))


def read_weights(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, averaged where it keeps averages.

    Raises:
        DataError: the file is damaged.
    """
    try:
        tensors = with_present_names(load_file(path))
    except (SafetensorError, OSError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The checkpoint {file} is damaged; delete it to start again."),
                file=in_quotes(path),
            )
        ) from error
    return tensors_under(tensors, "weights.") | tensors_under(tensors, "averaged.")
