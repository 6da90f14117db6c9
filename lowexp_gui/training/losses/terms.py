"""What a loss is: a weighted sum of terms, each declared once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import Any

import torch
from torch import Tensor

from lowexp_gui.training.data.batches import Batch
from lowexp_gui.training.recipe import Recipe


@dataclass(frozen=True)
class LossTerm:
    """One part of a loss.

    Attributes:
        of: its value, from what the network made of a batch and the batch.
        weight: what it counts, by the recipe; what counts nothing is not calculated.
        facts: what model cards say of it, by name.
    """

    of: Callable[[Any, Batch], Tensor]
    weight: Callable[[Recipe], float]
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Loss:
    """The loss of a network.

    Attributes:
        made: what the network makes of a batch, for all terms.
        terms: what is added up.
    """

    made: Callable[[Any, Batch, Recipe], Any]
    terms: tuple[LossTerm, ...]

    def __call__(self, network: Any, batch: Batch, recipe: Recipe) -> Tensor:
        """The sum of the terms of a batch, a scalar."""
        made = self.made(network, batch, recipe)
        parts = [(term.weight(recipe), term) for term in self.terms]
        return reduce(add, (weight * term.of(made, batch) for weight, term in parts if weight))

    @property
    def facts(self) -> dict[str, object]:
        """What model cards say of its terms."""
        return {name: fact for term in self.terms for name, fact in term.facts.items()}


def precision(batch: Batch, recipe: Recipe) -> torch.autocast:
    """Convolutions in the recipe's precision, within the block."""
    return torch.autocast(batch.degraded.device.type, torch.bfloat16, enabled=recipe.bfloat16)
