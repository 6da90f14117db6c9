"""Several processes that train one network: each takes its share of every batch, gradients are averaged.

`torchrun` starts them, on one machine or more, and says in the environment how many there are. Without it,
every function here is that of one process alone. The processes must see one output folder: the first of them
writes the checkpoints, all read them.

N processes with batches of B pictures each learn what one process learns from batches of N B, but for
rounding: a picture's random numbers depend on its place in the whole batch, all losses are means over
pictures, nothing in the networks looks at more than one picture, gradients are clipped after they were
averaged, and a step is skipped by all or by none. Rounding differs, for sums are made in another order;
with bfloat16, convolutions may also be computed by other algorithms.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import torch
import torch.distributed
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from lowexp_gui.counting import counted
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_Loss: TypeAlias = Callable[[Any, Any, Any], Tensor]
# What torch says where another process is not there any more; gloo has no class of its own for it.
_LOST = ("gloo", "Connection closed", "Connection reset", "Broken pipe", "NCCL")


class ProcessLost(UserError):
    """Another process of this training ended; the message says what to do."""


def process_count() -> int:
    """How many processes train together."""
    return torch.distributed.get_world_size() if _has_others() else 1


def is_first() -> bool:
    """Whether this is the process that writes and prints."""
    return _place() == 0


def _place() -> int:
    return torch.distributed.get_rank() if _has_others() else 0


def _has_others() -> bool:
    return torch.distributed.is_available() and torch.distributed.is_initialized()


def own_device(name: str) -> str:
    """The device's name for this process: of several graphics cards, each process takes its own."""
    if name in ("auto", "cuda") and torch.cuda.is_available():
        return f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    return name


@contextmanager
def together(device: torch.device) -> Iterator[None]:
    """The processes that `torchrun` started find each other, and part at the end.

    Raises:
        ProcessLost: another one ended in between.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) == 1:
        yield
        return
    try:
        if device.type == "cuda":
            torch.cuda.set_device(device)
        torch.distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
        yield
    except RuntimeError as error:
        if not isinstance(error, torch.distributed.DistError) and not any(
            word in str(error) for word in _LOST
        ):
            raise
        raise ProcessLost(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Another process of this training stopped, so this one stops too; run "
                    "the same command again to continue from the last checkpoint.",
                )
            )
        ) from error
    finally:
        if _has_others():
            torch.distributed.destroy_process_group()


def own_pictures(size: int) -> range:
    """Which pictures of a whole batch this process takes, by their places in it.

    Raises:
        DataError: the batch cannot be shared out evenly.
    """
    count = process_count()
    if size % count:
        batch = counted(size, "picture", "pictures")
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "A batch of {size} cannot be divided among {processes} processes; "
                    "choose another batch size.",
                ),
                size=batch,
                processes=count,
            )
        )
    return range(_place(), size, count)


class _LossOf(nn.Module):
    """The loss as a module, for gradients are averaged of what a module's `forward` gives."""

    def __init__(self, network: nn.Module, loss: _Loss) -> None:
        super().__init__()
        self.network, self.loss = network, loss

    def forward(self, batch: Any, recipe: Any) -> Tensor:
        return self.loss(self.network, batch, recipe)


def with_averaged_gradients(network: nn.Module, loss: _Loss) -> _Loss:
    """The loss of a network, whose `backward` leaves the mean over all processes in the gradients.

    The weights of the first process become those of all.
    """
    if process_count() == 1:
        return loss
    # Of 1 x 1 kernels, whose memory order has two names. Gradients are as small as the networks.
    warnings.filterwarnings("ignore", "Grad strides do not match")
    shared = DistributedDataParallel(_LossOf(network, loss))
    return lambda _network, batch, recipe: shared(batch, recipe)


def check_same_step(step: int, device: torch.device) -> None:
    """See that all processes go on from one checkpoint.

    Raises:
        DataError: they do not.
    """
    mean = mean_of(step, device)
    if any_of(mean != step, device):
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The processes of this training see different checkpoints; use one "
                    "output folder that all machines share.",
                )
            )
        )


def mean_of(value: float, device: torch.device) -> float:
    """The mean of a number over all processes."""
    if process_count() == 1:
        return value
    total = torch.tensor(value, dtype=torch.float32, device=device)
    torch.distributed.all_reduce(total)
    return float(total) / process_count()


def any_of(asked: bool, device: torch.device) -> bool:
    """Whether something is so in any process."""
    return asked if process_count() == 1 else mean_of(float(asked), device) > 0


def wait_for_all() -> None:
    """Go on when all processes have come here."""
    if process_count() > 1:
        torch.distributed.barrier()
