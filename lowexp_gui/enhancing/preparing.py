"""A model made ready to run on a device: copies of its networks, in their fastest order and precision."""

import copy
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

import torch
from torch import nn

from lowexp_gui.enhancing.memory import keep_freed_memory
from lowexp_gui.enhancing.precision import Arithmetic, Precision, arithmetic_for
from lowexp_gui.model.bfloat16_denoising import Bfloat16Denoising
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.scene_denoising import SceneDenoising
from lowexp_gui.model.weights import DualModel


@dataclass(frozen=True, eq=False)
class PreparedModel:
    """Both networks on a device, in channels-last order, for inference only.

    Attributes:
        enhancement: in float32.
        denoising: in float32, or its convolutions in bfloat16.
        device: where they are.
    """

    enhancement: EnhancementNetwork
    denoising: DenoisingNetwork
    device: torch.device


Network = TypeVar("Network", bound=nn.Module)
_last: WeakKeyDictionary[DualModel, tuple[tuple[object, ...], PreparedModel]] = WeakKeyDictionary()


def prepare(model: DualModel, device: torch.device, precision: Precision = Precision.AUTO) -> PreparedModel:
    """A model for a device, see `arithmetic_for`; the last one is kept for the next."""
    keep_freed_memory()
    # Weights that were made in inference mode do not count their changes: they are taken to have none.
    versions = (precision, *(0 if each.is_inference() else each._version for each in model.parameters))
    kept_versions, kept = _last.get(model, (None, None))
    if kept is None or kept_versions != versions or kept.device != device:
        arithmetic = arithmetic_for(precision, device.type, torch.cpu.get_capabilities())
        kept = prepare_in(model, device, arithmetic)
        _last[model] = versions, kept
    return kept


def prepare_in(model: DualModel, device: torch.device, arithmetic: Arithmetic) -> PreparedModel:
    """A model for a device, its denoiser in a given arithmetic."""
    denoising = _moved(model.denoising, device, torch.float32)
    if arithmetic is Arithmetic.BFLOAT16:
        if isinstance(denoising, SceneDenoising):
            denoising = Bfloat16Denoising(denoising)
        else:
            denoising = denoising.bfloat16()
    return PreparedModel(_moved(model.enhancement, device, torch.float32), denoising, device)


def _moved(network: Network, device: torch.device, precision: torch.dtype) -> Network:
    moved: Network = copy.deepcopy(network).to(device, precision, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return moved.eval().requires_grad_(False)
