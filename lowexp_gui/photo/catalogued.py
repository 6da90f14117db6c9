"""What catalogue programs know of a photo and keep beside it: rating, keywords and rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from lowexp_gui.photo.xmp import (
    DC,
    LIGHTROOM,
    RIGHTS,
    XMP,
    Change,
    Packet,
    escaped,
    items_of,
)

Name: TypeAlias = tuple[str, str]
Items: TypeAlias = tuple[tuple[str, str], ...]
Catalogued: TypeAlias = Mapping[Name, Items]
"""Values by namespace and name, each with its language, or "" where it has none."""

NOTHING: Catalogued = MappingProxyType({})


class _Kind(StrEnum):
    SIMPLE = ""
    SET = "Bag"
    LANGUAGES = "Alt"


@dataclass(frozen=True)
class _Kept:
    prefix: str
    kind: _Kind


_KEPT: Mapping[Name, _Kept] = {
    (XMP, "Rating"): _Kept("xmp", _Kind.SIMPLE),
    (DC, "subject"): _Kept("dc", _Kind.SET),
    (LIGHTROOM, "hierarchicalSubject"): _Kept("lr", _Kind.SET),
    (DC, "rights"): _Kept("dc", _Kind.LANGUAGES),
    (RIGHTS, "Marked"): _Kept("xmpRights", _Kind.SIMPLE),
    (RIGHTS, "WebStatement"): _Kept("xmpRights", _Kind.SIMPLE),
    (RIGHTS, "Certificate"): _Kept("xmpRights", _Kind.SIMPLE),
    (RIGHTS, "UsageTerms"): _Kept("xmpRights", _Kind.LANGUAGES),
    (RIGHTS, "Owner"): _Kept("xmpRights", _Kind.SET),
}


def catalogued_in(packet: Packet) -> Catalogued:
    """What a packet says of a photo's rating, keywords and rights."""
    found: dict[Name, Items] = {}
    for each in packet.properties():
        name = (each.namespace, each.name)
        items = tuple((language, value) for language, value in items_of(each) if value.strip())
        if name in _KEPT and items:
            found.setdefault(name, items)
    return found


def joined_catalogues(first: Catalogued, second: Catalogued) -> Catalogued:
    """What both say: sets together, of other things that of the first."""
    return {
        name: _together(first.get(name, ()), second.get(name, ())) if kept.kind is _Kind.SET else items
        for name, kept in _KEPT.items()
        if (items := first.get(name) or second.get(name))
    }


def _together(first: Items, second: Items) -> Items:
    return tuple(dict.fromkeys(each for each in (*first, *second) if each[1].strip()))


def catalogue_changes(packet: Packet, catalogued: Catalogued) -> tuple[list[Change], bytes]:
    """The changes that make a packet say what is catalogued, and a node to be added, or b"".

    Keywords are added to those that are there; other things take the place of what is there.
    """
    there = {(each.namespace, each.name): each for each in reversed(list(packet.properties()))}
    changes: list[Change] = []
    added: list[bytes] = []
    for name, items in catalogued.items():
        kept, old = _KEPT[name], there.get(name)
        if old is not None:
            before = items_of(old)
            items = _together(before, items) if kept.kind is _Kind.SET else items
            if items == before:
                continue
            changes.append(packet.removal(old))
        added.append(_written(kept, name, items))
    if not added:
        return [], b""
    declared = "".join(
        f' xmlns:{kept.prefix}="{namespace}"'
        for (namespace, _), kept in {(name[0], ""): _KEPT[name] for name in catalogued}.items()
    )
    head = b"<rdf:Description" + packet.rdf_declaration + b' rdf:about=""' + declared.encode() + b">\n"
    return changes, head + b"".join(added) + b"</rdf:Description>"


def _written(kept: _Kept, name: Name, items: Items) -> bytes:
    tag = f"{kept.prefix}:{name[1]}".encode()
    if kept.kind is _Kind.SIMPLE:
        inside = escaped(items[0][1])
    else:
        array = kept.kind.encode()
        inside = (
            b"<rdf:"
            + array
            + b">"
            + b"".join(_item(kept, *each) for each in items)
            + b"</rdf:"
            + array
            + b">"
        )
    return b"  <" + tag + b">" + inside + b"</" + tag + b">\n"


def _item(kept: _Kept, language: str, value: str) -> bytes:
    said = language or ("x-default" if kept.kind is _Kind.LANGUAGES else "")
    attribute = b' xml:lang="' + escaped(said) + b'"' if said else b""
    return b"<rdf:li" + attribute + b">" + escaped(value) + b"</rdf:li>"
