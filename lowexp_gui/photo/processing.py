"""How a result was made, stored in XMP so that it can be reproduced."""

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lowexp_gui.photo.geometry import AS_TAKEN, Crop, Geometry
from lowexp_gui.photo.jpeg_segments import MAGIC
from lowexp_gui.photo.xmp import (
    EMPTY,
    Change,
    DamagedXmpError,
    Packet,
    Property,
    escaped,
    read_packet,
)
from lowexp_gui.regular_file import open_regular

NAMESPACE = "https://lowexp.invalid/ns/1.0/"
_PREFIX = b"lowexp"
_ADJUST = "Adjust_"
_TURNS, _FLIPPED, _ANGLE, _ASPECT = (
    "Geometry_QuarterTurns",
    "Geometry_Flipped",
    "Geometry_Angle",
    "Geometry_Aspect",
)
_CROP = ("Geometry_CropLeft", "Geometry_CropTop", "Geometry_CropWidth", "Geometry_CropHeight")
_MARK = b":Software"
_MARK_WITHIN = 1 << 19


@dataclass(frozen=True)
class Processing:
    """How a result was made.

    Attributes:
        software: name and version of the program.
        model: name of the model.
        model_hash: SHA-256 of its weights, hexadecimal, or "".
        adjustments: by name; see `enhancing.adjustments`.
        geometry: how the result is turned and cropped.
    """

    software: str
    model: str = ""
    model_hash: str = ""
    adjustments: Mapping[str, float] = field(default_factory=dict)
    geometry: Geometry = AS_TAKEN


def with_processing(xmp: bytes | None, processing: Processing) -> bytes:
    """The packet with `processing` added; it replaces that of an earlier run.

    Raises:
        DamagedXmpError: the packet cannot be parsed.
    """
    packet = read_packet(xmp or EMPTY)
    return packet.changed([*own_removals(packet), packet.insertion(processing_node(packet, processing))])


def processing_node(packet: Packet, processing: Processing) -> bytes:
    """The node that stores `processing` in a packet."""
    fields = {
        "Software": processing.software,
        "Model": processing.model,
        "ModelHash": processing.model_hash,
        **adjustment_fields(processing.adjustments),
        **geometry_fields(processing.geometry),
    }
    return own_node(packet, fields)


def processing_of(xmp: bytes | None) -> Processing | None:
    """The processing stored in a packet; None if it is missing or invalid."""
    try:
        fields = own_fields(read_packet(xmp)) if xmp else {}
    except DamagedXmpError:
        return None
    adjustments, geometry = adjustments_of(fields), geometry_of(fields)
    if adjustments is None or geometry is None or not fields.get("Software"):
        return None
    model, weights = fields.get("Model", ""), fields.get("ModelHash", "")
    return Processing(fields["Software"], model, weights, adjustments, geometry)


def bears_mark(path: Path) -> bool:
    """Whether a file has the mark that all results of this program carry. This is quick: nothing is decoded.

    The mark is near the start of a JPEG, and near the start or the end of other formats.

    Raises:
        OSError: the file cannot be read, or is not a regular file.
        ValueError: the path has a character that is not allowed in paths.
    """
    with open_regular(path) as stream:
        head = stream.read(_MARK_WITHIN)
        if head.startswith(MAGIC):
            return _tells_processing(head)
        head += stream.read(_MARK_WITHIN)
        if _tells_processing(head):
            return True
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - 2 * _MARK_WITHIN, 0))
        return _tells_processing(stream.read(2 * _MARK_WITHIN))


def _tells_processing(part: bytes) -> bool:
    """Whether there is this program's namespace and a name in it that only results have."""
    return NAMESPACE.encode() in part and _MARK in part


def adjustment_fields(adjustments: Mapping[str, float]) -> dict[str, str]:
    """Adjustments as text fields of a packet."""
    return {f"{_ADJUST}{name}": repr(float(value)) for name, value in adjustments.items()}


def adjustments_of(fields: Mapping[str, str]) -> dict[str, float] | None:
    """The adjustments among a packet's fields; None if one of them is not a finite number."""
    adjustments = {}
    for name, value in fields.items():
        if name.startswith(_ADJUST):
            try:
                number = float(value)
            except ValueError:
                return None
            if not math.isfinite(number):
                return None
            adjustments[name.removeprefix(_ADJUST)] = number
    return adjustments


def geometry_fields(geometry: Geometry) -> dict[str, str]:
    """A geometry as text fields of a packet; none for the neutral one."""
    if geometry == AS_TAKEN:
        return {}
    crop = geometry.crop
    sides = (crop.left, crop.top, crop.width, crop.height)
    return {
        _TURNS: str(geometry.quarter_turns),
        _FLIPPED: str(geometry.flipped),
        _ANGLE: repr(float(geometry.angle)),
        _ASPECT: repr(float(geometry.aspect)),
        **{name: repr(float(side)) for name, side in zip(_CROP, sides, strict=True)},
    }


def geometry_of(fields: Mapping[str, str]) -> Geometry | None:
    """The geometry among a packet's fields; None if a value is not possible."""
    if fields.get(_FLIPPED, "False") not in ("True", "False") or fields.get(_TURNS, "0") not in tuple("0123"):
        return None
    try:
        return Geometry(
            int(fields.get(_TURNS, "0")),
            fields.get(_FLIPPED) == "True",
            float(fields.get(_ANGLE, "0")),
            Crop(*(float(fields.get(name, usual)) for name, usual in zip(_CROP, "0011", strict=True))),
            float(fields.get(_ASPECT, "0")),
        )
    except ValueError:
        return None


def own_fields(packet: Packet) -> dict[str, str]:
    """The fields that this program wrote into a packet, by name."""
    return {each.name: each.value for each in packet.properties() if each.namespace == NAMESPACE}


def own_removals(packet: Packet) -> list[Change]:
    """The changes that remove what this program wrote: its own node, or its part of another node."""
    of_node: dict[int, list[Property]] = {}
    for each in packet.properties():
        node = each.element if each.attribute else each.element.parent
        of_node.setdefault(id(node), []).append(each)
    changes: list[Change] = []
    for node in packet.descriptions:
        there = of_node.get(id(node), [])
        own = [each for each in there if each.namespace == NAMESPACE]
        if own and len(own) == len(there):
            changes.append(packet.removal_of_element(node))
        else:
            changes += [packet.removal(each) for each in own]
    return changes


def own_node(packet: Packet, fields: Mapping[str, str]) -> bytes:
    """This program's node for a packet; fields without a value are left out."""
    written = b"".join(
        b"\n    " + _PREFIX + b":" + name.encode() + b'="' + escaped(value) + b'"'
        for name, value in fields.items()
        if value
    )
    declared = packet.rdf_declaration + b' rdf:about="" xmlns:' + _PREFIX + b'="' + NAMESPACE.encode() + b'"'
    return b"<rdf:Description" + declared + written + b"/>"
