"""Layers that had other names in earlier versions, so that their weights and checkpoints stay readable."""

from collections.abc import Mapping
from typing import TypeVar

FORMER_LAYER_NAMES = {
    "to_blotches": "to_scale2",
    "blotches": "scale2",
    "from_blotches": "from_scale2",
    "to_clouds": "to_scale3",
    "clouds": "scale3",
    "from_clouds": "from_scale3",
    "guess": "estimate",
    "share": "gate",
    "judge": "excitation",
}
"""The present name of each layer, by its former one, which no architecture may use for another layer."""

Value = TypeVar("Value")


def with_present_names(tensors: Mapping[str, Value]) -> dict[str, Value]:
    """Tensors, or what is known of them, by the names that the layers have now.

    Args:
        tensors: by names such as "denoising.clouds.weight", former or present.

    Raises:
        ValueError: a layer is there by both names.
    """
    renamed = {_present_name(name): value for name, value in tensors.items()}
    if len(renamed) != len(tensors):
        raise ValueError("a layer is there by its former name and by its present one")
    return renamed


def _present_name(name: str) -> str:
    return ".".join(FORMER_LAYER_NAMES.get(part, part) for part in name.split("."))
