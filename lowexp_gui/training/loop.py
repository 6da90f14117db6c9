"""The training loop of Algorithm 1: one module, its own loss."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any, Protocol, TypeAlias

import torch
from torch import Tensor, nn

from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.training.checkpoint import TrainingState, load_checkpoint, save_checkpoint
from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.distributed import (
    any_of,
    check_same_step,
    is_first,
    mean_of,
    wait_for_all,
    with_averaged_gradients,
)
from lowexp_gui.training.recipe import Module, Optimiser, Recipe, learning_rate_at
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

LossFunction: TypeAlias = Callable[[Any, Batch, Recipe], Tensor]

SMOOTHING = 0.98
LARGEST_GRADIENT = 1.0


class Batches(Protocol):
    """Batches as a function of the step."""

    def at(self, step: int) -> Batch:
        """The batch of a step."""
        ...


@dataclass(frozen=True)
class TrainingProgress:
    """How far a training is.

    Attributes:
        module: which network.
        step, steps: done, and of the whole run.
        loss: running mean of the last steps.
        seconds_left: estimated, from the speed of this run.
        skipped: steps whose gradient was not finite, and that changed nothing.
    """

    module: Module
    step: int
    steps: int
    loss: float
    seconds_left: float
    skipped: int


class TrainingDiverged(UserError):
    """Too many steps in a row had no finite gradient."""


def train_module(
    module: Module,
    recipe: Recipe,
    network: nn.Module,
    loss_function: LossFunction,
    batches: Batches,
    checkpoint: Path,
    *,
    device: torch.device,
    report: Callable[[TrainingProgress], None],
    cancel: Event,
    seconds_between_checkpoints: float = 60,
) -> nn.Module:
    """Train one module to the end of its recipe, from its checkpoint where there is one.

    A run that is killed and started again gives the weights of a run without interruption (on one device
    and number of threads): batches depend on the step alone, and the checkpoint holds the rest. Several
    processes may train together, see `distributed`; the first one writes.

    Args:
        network: with its first weights; it is moved and changed.

    Returns:
        The network, with averaged weights where the recipe asks for them.

    Raises:
        DataError: the checkpoint is damaged or belongs to another recipe.
        TrainingDiverged: no finite gradient in 50 steps in a row.
    """
    network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    state = _fresh_state(network, recipe)
    first = load_checkpoint(checkpoint, state, module, recipe) if checkpoint.exists() else 0
    check_same_step(first, device)
    loss_function = with_averaged_gradients(network, loss_function)
    started = saved = time.monotonic()
    mean_loss, skipped, skipped_in_a_row = float("nan"), 0, 0
    step = first
    while step < recipe.steps and not any_of(cancel.is_set(), device):
        loss = _step(state, loss_function, _moved(batches.at(step), device), recipe, step)
        if loss is None:
            skipped, skipped_in_a_row = skipped + 1, skipped_in_a_row + 1
            if skipped_in_a_row > 50:
                raise TrainingDiverged(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "sentences",
                            "The {module} training diverged at step {step}; use a smaller learning rate.",
                        ),
                        module=module,
                        step=step,
                    )
                )
        else:
            skipped_in_a_row = 0
            loss = mean_of(loss, device)
            mean_loss = loss if mean_loss != mean_loss else SMOOTHING * mean_loss + (1 - SMOOTHING) * loss
        step += 1
        now = time.monotonic()
        left = (now - started) / (step - first) * (recipe.steps - step)
        report(TrainingProgress(module, step, recipe.steps, mean_loss, left, skipped))
        if is_first() and now - saved > seconds_between_checkpoints:
            save_checkpoint(checkpoint, state, step, module, recipe)
            saved = time.monotonic()
    if is_first():
        save_checkpoint(checkpoint, state, step, module, recipe)
    wait_for_all()
    network.load_state_dict(state.averaged, strict=False)
    return network


def _fresh_state(network: nn.Module, recipe: Recipe) -> TrainingState:
    optimiser: torch.optim.Optimizer
    if recipe.optimiser is Optimiser.ADAM:
        optimiser = torch.optim.Adam(network.parameters(), lr=recipe.learning_rate)
    else:
        optimiser = torch.optim.RMSprop(network.parameters(), lr=recipe.learning_rate, alpha=0.99)
    averaged = {name: value.detach().clone() for name, value in network.named_parameters()}
    return TrainingState(network, optimiser, averaged if recipe.averaging else {})


def _moved(batch: Batch, device: torch.device) -> Batch:
    return Batch(*(part.to(device, memory_format=torch.channels_last) for part in batch))


def _step(
    state: TrainingState, loss_function: LossFunction, batch: Batch, recipe: Recipe, step: int
) -> float | None:
    """One step; the loss, or None where the gradient is not finite and nothing was changed.

    MS-SSIM has no gradient where a scale has no positive correlation; such a batch is left out.
    """
    for group in state.optimiser.param_groups:
        group["lr"] = learning_rate_at(recipe, step)
    state.optimiser.zero_grad(set_to_none=True)
    loss = loss_function(state.network, batch, recipe)
    loss.backward()  # type: ignore[no-untyped-call]
    norm = nn.utils.clip_grad_norm_(state.network.parameters(), LARGEST_GRADIENT)
    if not torch.isfinite(norm):
        return None
    state.optimiser.step()
    _average(state, recipe, step)
    return float(loss.detach())


@torch.no_grad()
def _average(state: TrainingState, recipe: Recipe, step: int) -> None:
    """Move the averages towards the weights; young averages move faster, or the first weights would stay."""
    share = 1 - min(recipe.averaging, (step + 1) / (step + 10))
    for name, parameter in state.network.named_parameters():
        if name in state.averaged:
            state.averaged[name].lerp_(parameter, share)
