"""XMP packets that are too large for one segment of a JPEG (XMP Specification Part 3, 1.1.3.1).

The main packet then names an extension by the MD5 of its bytes; the extension is in further segments.
"""

import contextlib
import hashlib
import re
import struct
from collections.abc import Sequence

from lowexp_gui.photo.processing import NAMESPACE
from lowexp_gui.photo.xmp import (
    DECLARES,
    MAX_SIZE,
    NOTE,
    RDF,
    DamagedXmpError,
    Element,
    Packet,
    Property,
    declarations,
    read_packet,
)

_POINTER = "HasExtendedXMP"
_NODE = (
    b'<rdf:Description%s rdf:about="" xmlns:xmpNote="' + NOTE.encode() + b'" xmpNote:HasExtendedXMP="%s"/>'
)
_HEAD = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="' + RDF.encode() + b'"%s>'
_TAIL = b"</rdf:RDF></x:xmpmeta>"
# Space for the node with the pointer.
_POINTER_SIZE = 300
_NAME_SIZE = 32
_PART_HEAD = _NAME_SIZE + 8
_BLANKS = re.compile(rb"(?<=>)[ \t\r\n]{2,}(?=<)")


class XmpTooLargeError(Exception):
    """An XMP packet does not fit into a JPEG."""


def whole_packet(xmp: bytes | None, parts: Sequence[bytes]) -> tuple[bytes | None, bool]:
    """The packet joined with its extension, and whether it is complete and undamaged.

    Args:
        xmp: the main packet.
        parts: the contents of the extension segments: the extension's name, its total length, the offset of
            the part, and the part.
    """
    try:
        name = _extension_name(read_packet(xmp)) if xmp else None
        if xmp is None or name is None:
            return xmp, True
        extension = _put_together([part for part in parts if part[:_NAME_SIZE] == name])
    except DamagedXmpError:
        # The code that uses the packet reports the damage.
        return xmp, True
    if extension is not None:
        with contextlib.suppress(DamagedXmpError):
            return joined(xmp, extension), True
    return joined(xmp, None), False


def extension_parts(extension: bytes, limit: int) -> list[bytes]:
    """The `parts` of `whole_packet`, each of at most `limit` bytes."""
    head = _name_of(extension) + struct.pack(">I", len(extension))
    size = limit - _PART_HEAD
    return [
        head + struct.pack(">I", place) + extension[place : place + size]
        for place in range(0, len(extension), size)
    ]


def _put_together(parts: list[bytes]) -> bytes | None:
    """An extension assembled from its parts; None if one is missing."""
    places = {int.from_bytes(part[_PART_HEAD - 4 : _PART_HEAD], "big"): part for part in reversed(parts)}
    whole = b"".join(part[_PART_HEAD:] for _, part in sorted(places.items()))
    expected = 0
    for place, part in sorted(places.items()):
        if place != expected:
            return None
        expected += max(len(part) - _PART_HEAD, 0)
    said = int.from_bytes(parts[0][_NAME_SIZE : _NAME_SIZE + 4], "big") if parts else 0
    return whole if whole and len(whole) == said else None


def _extension_name(packet: Packet) -> bytes | None:
    pointers = (each.value for each in packet.properties() if _points(each))
    return next((value.strip().encode("ascii", "replace") for value in pointers), None)


def _name_of(extension: bytes) -> bytes:
    # MD5 only identifies the extension; it protects nothing.
    return hashlib.md5(extension, usedforsecurity=False).hexdigest().upper().encode()


def joined(xmp: bytes, extension: bytes | None) -> bytes:
    """The main packet and its extension as one packet. Without an extension, only the pointer is removed.

    Properties that are in both are taken from the main packet.

    Raises:
        DamagedXmpError: one of them cannot be parsed.
    """
    packet = read_packet(xmp)
    changes = [packet.removal(each) for each in packet.properties() if _points(each)]
    if extension is None:
        return packet.changed(changes)
    more = read_packet(extension)
    known = {(each.namespace, each.name) for each in packet.properties()}
    doubles = [more.removal(each) for each in more.properties() if (each.namespace, each.name) in known]
    more = read_packet(more.changed(doubles)) if doubles else more
    if len(declarations(more.scope)) * len(more.descriptions) > MAX_SIZE:
        raise DamagedXmpError("its names are too long")
    nodes = b"\n".join(_by_itself(more, node, packet) for node in more.descriptions)
    whole = packet.changed([*changes, packet.insertion(nodes)])
    read_packet(whole)
    return whole


def parted(xmp: bytes, limit: int) -> tuple[bytes, bytes | None]:
    """A main packet of at most `limit` bytes, and its extension if one is needed; padding is removed first.

    The main packet keeps what this program wrote and the smaller ones of the other properties.

    Raises:
        XmpTooLargeError: that is not possible.
        DamagedXmpError: it cannot be parsed.
    """
    if len(xmp) <= limit:
        return xmp, None
    end = xmp.rfind(b"<?xpacket end")
    unpadded = xmp[:end].rstrip() + b"\n" + xmp[end:] if end >= 0 else xmp.rstrip()
    if len(unpadded) <= limit:
        return unpadded, None
    try:
        return _with_extension(read_packet(unpadded), limit)
    except XmpTooLargeError:
        return _with_extension(read_packet(_BLANKS.sub(b"\n", unpadded)), limit)


def _with_extension(packet: Packet, limit: int) -> tuple[bytes, bytes | None]:
    if packet.scope.get("rdf", RDF) != RDF:
        raise XmpTooLargeError
    excess = len(packet.data) - limit
    if excess <= 0:
        return packet.data, None
    moved: list[Property] = []
    for size, _, each in sorted(
        ((_size(packet, each), number, each) for number, each in enumerate(packet.properties())), reverse=True
    ):
        if excess + _POINTER_SIZE > 0 and each.namespace != NAMESPACE:
            moved.append(each)
            excess -= size
    if excess + _POINTER_SIZE > 0:
        raise XmpTooLargeError
    extension = _extension(packet, moved)
    pointer = packet.insertion(_NODE % (packet.rdf_declaration, _name_of(extension)))
    return packet.changed([*(packet.removal(each) for each in moved), pointer]), extension


def _size(packet: Packet, each: Property) -> int:
    removal = packet.removal(each)
    return removal.end - removal.start


def _extension(packet: Packet, moved: list[Property]) -> bytes:
    nodes = []
    of_nodes: dict[int, list[Property]] = {}
    for each in moved:
        of_nodes.setdefault(id(each.element if each.attribute else each.element.parent), []).append(each)
    for node in packet.descriptions:
        of_node = of_nodes.get(id(node))
        if of_node is None:
            continue
        spans = packet.spans(node)
        context = [
            packet.data[slice(*spans[each.number])]
            for each in node.attributes
            if each.namespace == DECLARES or (each.namespace, each.name) == (RDF, "about")
        ]
        attributes = [packet.data[slice(*spans[each.attribute.number])] for each in of_node if each.attribute]
        children = [
            packet.data[each.element.start : each.element.end] for each in of_node if not each.attribute
        ]
        tag = b"<rdf:Description" + b"".join([*context, *attributes]) + b">"
        nodes.append(tag + b"".join(children) + b"</rdf:Description>")
    scope = {prefix: name for prefix, name in packet.scope.items() if prefix not in ("x", "rdf")}
    return _HEAD % declarations(scope) + b"".join(nodes) + _TAIL


def _by_itself(packet: Packet, node: Element, target: Packet) -> bytes:
    """A node's bytes, with declarations added for namespaces that the target packet does not declare."""
    own = {
        each.name if each.name != "xmlns" else "" for each in node.attributes if each.namespace == DECLARES
    }
    scope = {
        prefix: name
        for prefix, name in {"": "", **packet.scope}.items()
        if prefix not in own and target.scope.get(prefix, "") != name
    }
    place = packet.name_end(node)
    return packet.data[node.start : place] + declarations(scope) + packet.data[place : node.end]


def _points(each: Property) -> bool:
    return (each.namespace, each.name) == (NOTE, _POINTER)
