"""What the header of a weights file must say, checked before anything of the file is used."""

import math
from functools import cache

import torch

from lowexp_gui.model.architectures import Architecture
from lowexp_gui.model.layer_names import with_present_names
from lowexp_gui.strict_json import JsonLimits, parse_json

LARGEST_HEADER = 100_000
_KINDS = {torch.float32: ("F32", 4), torch.int64: ("I64", 8)}


def check_layout(header: bytes, size: int, architecture: Architecture) -> None:
    """Check that a safetensors header describes exactly the weights of an architecture, without gaps.

    Args:
        header: JSON, without the eight bytes before it that tell its length.
        size: of what follows it, bytes.

    Raises:
        ValueError: it describes something else; the message is for the log.
    """
    found = parse_json(header, JsonLimits(size=LARGEST_HEADER))
    expected = _layout_of(architecture)
    if not isinstance(found, dict):
        raise ValueError("its header is not an object")
    found = with_present_names(found)
    if found.keys() != expected.keys():
        raise ValueError("its tensors have other names")
    places = []
    for name, (kind, shape, length) in expected.items():
        about = found[name]
        if not isinstance(about, dict) or about.keys() != {"dtype", "shape", "data_offsets"}:
            raise ValueError(f"{name} is not described as a tensor")
        if about["dtype"] != kind or _numbers(about["shape"]) != shape:
            raise ValueError(f"{name} has another type or shape")
        place = _numbers(about["data_offsets"])
        if place is None:
            raise ValueError(f"{name} has no place")
        places.append((place, length))
    end = 0
    for place, length in sorted(places):
        if place != (end, end + length):
            raise ValueError("its tensors do not follow each other")
        end += length
    if end != size:
        raise ValueError("it is not as long as its header says")


@cache
def _layout_of(architecture: Architecture) -> dict[str, tuple[str, tuple[int, ...], int]]:
    """Type, shape and length in bytes of each tensor, by name."""
    # Not on torch's device without memory: to make random weights there it loads its compiler, for a second.
    with torch.random.fork_rng(devices=[]):
        networks = {"enhancement": architecture.enhancement(), "denoising": architecture.denoising()}
    layout = {}
    for module, network in networks.items():
        for name, value in network.state_dict().items():
            kind, bytes_each = _KINDS[value.dtype]
            shape = tuple(value.shape)
            layout[f"{module}.{name}"] = (kind, shape, bytes_each * math.prod(shape))
    return layout


def _numbers(found: object) -> tuple[int, ...] | None:
    if isinstance(found, list) and all(type(each) is int for each in found):
        return tuple(found)
    return None
