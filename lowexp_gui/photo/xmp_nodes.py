"""Nodes of XMP packets, made from values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lowexp_gui.photo.xmp import Packet, escaped

Name: TypeAlias = tuple[str, str]
"""Namespace and name of a property."""
Items: TypeAlias = tuple[tuple[str, str], ...]
"""Values, each with its language, or "" if it has none."""


class Kind(StrEnum):
    """The kind of a property: one value, a set, a sequence, or a text in several languages."""

    SIMPLE = ""
    SET = "Bag"
    SEQUENCE = "Seq"
    LANGUAGES = "Alt"


@dataclass(frozen=True)
class Form:
    """How a property is written: its prefix and kind."""

    prefix: str
    kind: Kind


def node_of(packet: Packet, forms: Mapping[Name, Form], values: Mapping[Name, Items]) -> bytes:
    """A node for a packet with all these values; b"" if there are none."""
    if not values:
        return b""
    prefixes = {forms[name].prefix: name[0] for name in values}
    declared = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in prefixes.items())
    head = b"<rdf:Description" + packet.rdf_declaration + b' rdf:about=""' + declared.encode() + b">\n"
    inside = b"".join(_written(forms[name], name[1], items) for name, items in values.items())
    return head + inside + b"</rdf:Description>"


def _written(form: Form, name: str, items: Items) -> bytes:
    tag = f"{form.prefix}:{name}".encode()
    if form.kind is Kind.SIMPLE:
        inside = escaped(items[0][1])
    else:
        array = form.kind.encode()
        list_items = b"".join(_item(form, *each) for each in items)
        inside = b"<rdf:" + array + b">" + list_items + b"</rdf:" + array + b">"
    return b"  <" + tag + b">" + inside + b"</" + tag + b">\n"


def _item(form: Form, language: str, value: str) -> bytes:
    said = language or ("x-default" if form.kind is Kind.LANGUAGES else "")
    attribute = b' xml:lang="' + escaped(said) + b'"' if said else b""
    return b"<rdf:li" + attribute + b">" + escaped(value) + b"</rdf:li>"
