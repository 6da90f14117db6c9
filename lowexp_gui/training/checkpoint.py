"""The state of a training on disk: weights, the optimiser's averages, the step. No pickle."""

import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.pairs import DataError
from lowexp_gui.training.recipe import Module, Recipe


def save_checkpoint(
    path: Path, network: nn.Module, optimiser: torch.optim.RMSprop, step: int, module: Module, recipe: Recipe
) -> None:
    """Write all that is needed to go on exactly; the file is whole or as it was before."""
    tensors = {f"weights.{name}": value for name, value in network.state_dict().items()}
    for name, parameter in network.named_parameters():
        if state := optimiser.state.get(parameter):
            tensors[f"square_avg.{name}"] = state["square_avg"]
            tensors[f"steps.{name}"] = state["step"]
    about = {"step": str(step), "module": module.value, "recipe": json.dumps(asdict(recipe))}
    whole = save({name: value.detach().cpu().contiguous() for name, value in tensors.items()}, about)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_bytes(whole, path, replace=True)


def load_checkpoint(
    path: Path, network: nn.Module, optimiser: torch.optim.RMSprop, module: Module, recipe: Recipe
) -> int:
    """Restore network and optimiser.

    Returns:
        The step to go on with.

    Raises:
        DataError: the file is damaged, or belongs to another training.
    """
    try:
        with safe_open(path, framework="pt") as file:
            about = file.metadata() or {}
            tensors: dict[str, Tensor] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        found = Recipe(**json.loads(about["recipe"]))
        step = int(about["step"])
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"The checkpoint “{path}” is damaged; delete it to start again.") from error
    if about.get("module") != module.value or found != recipe:
        raise DataError(
            f"The checkpoint “{path}” belongs to a training with other settings; "
            "use the same settings, or another output folder."
        )
    network.load_state_dict(
        {
            name.removeprefix("weights."): value
            for name, value in tensors.items()
            if name.startswith("weights.")
        }
    )
    for name, parameter in network.named_parameters():
        if f"square_avg.{name}" in tensors:
            optimiser.state[parameter] = {
                "square_avg": tensors[f"square_avg.{name}"].to(parameter.device),
                "step": tensors[f"steps.{name}"],
            }
    return step
