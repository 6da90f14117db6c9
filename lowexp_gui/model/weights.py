"""Weights: safetensors in and out, never code."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.architectures import ARCHITECTURES, Architecture
from lowexp_gui.model.card import ModelCard, ModelError
from lowexp_gui.model.layer_names import with_present_names
from lowexp_gui.model.model_library import StoredModel, weights_of
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.weights_layout import check_layout
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True, eq=False)
class DualModel:
    """Both networks with their weights, ready to run.

    Attributes:
        card: what they are.
        enhancement: estimates the illumination map.
        denoising: predicts the noise.
    """

    card: ModelCard
    enhancement: EnhancementNetwork
    denoising: DenoisingNetwork

    @cached_property
    def parameters(self) -> tuple[nn.Parameter, ...]:
        """Those of both networks, which stay the same ones when their numbers change."""
        return (*self.enhancement.parameters(), *self.denoising.parameters())


def encode_weights(enhancement: EnhancementNetwork, denoising: DenoisingNetwork) -> bytes:
    """Both networks' weights as one safetensors file."""
    tensors = {f"enhancement.{name}": value for name, value in enhancement.state_dict().items()}
    tensors |= {f"denoising.{name}": value for name, value in denoising.state_dict().items()}
    return save({name: value.detach().cpu().contiguous() for name, value in tensors.items()})


def load_model(model: StoredModel) -> DualModel:
    """The networks of a model, on the CPU, ready for inference.

    Raises:
        ModelError: the file is missing, damaged (its hash differs from the card's), or of another kind.
    """
    card = model.card
    content = weights_of(model)
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The weights of the model {model} are damaged (wrong checksum); install it again.",
                ),
                model=in_quotes(card.name),
            )
        )
    architecture = architecture_of(card)
    try:
        tensors = checked_tensors(content, architecture)
        enhancement, denoising = architecture.enhancement(), architecture.denoising()
        enhancement.load_state_dict(tensors_under(tensors, "enhancement."))
        denoising.load_state_dict(tensors_under(tensors, "denoising."))
    except (RuntimeError, ValueError, KeyError) as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The weights of the model {model} do not fit its networks; install it again."
                ),
                model=in_quotes(card.name),
            )
        ) from error
    for network in (enhancement, denoising):
        network.eval().requires_grad_(False)
    return DualModel(card, enhancement, denoising)


def architecture_of(card: ModelCard) -> Architecture:
    """The networks that a card names.

    Raises:
        ModelError: this version of the program does not have them.
    """
    architecture = ARCHITECTURES.get(card.architecture)
    if architecture is None:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The model {model} needs another version of Lowexp ({architecture})."
                ),
                model=in_quotes(card.name),
                architecture=in_quotes(card.architecture),
            )
        )
    return architecture


def checked_tensors(content: bytes, architecture: Architecture) -> dict[str, Tensor]:
    """The tensors of a safetensors file's content: exactly those of an architecture, all values finite.

    Raises:
        ValueError: they are not; the message is for the log.
    """
    start = 8 + int.from_bytes(content[:8], "little")
    check_layout(content[8:start], len(content) - start, architecture)
    try:
        tensors = with_present_names(load(content))
    except SafetensorError as error:
        raise ValueError(str(error)) from error
    for name, value in tensors.items():
        if not torch.isfinite(value).all():
            raise ValueError(f"{name} has values that are not finite")
    return tensors


def tensors_under(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those tensors whose names begin with a prefix, by what follows it."""
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
