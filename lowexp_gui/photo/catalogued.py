"""Rating, keywords and rights that catalogue programs store beside a photo."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from lowexp_gui.photo.xmp import DC, LIGHTROOM, RIGHTS, XMP, Change, Packet, items_of
from lowexp_gui.photo.xmp_nodes import Form, Items, Kind, Name, node_of

Catalogued: TypeAlias = Mapping[Name, Items]
NOTHING: Catalogued = MappingProxyType({})
_KEYWORDS, _HIERARCHICAL = (DC, "subject"), (LIGHTROOM, "hierarchicalSubject")
_BOOKKEEPING = "darktable|"
_FORMS: Mapping[Name, Form] = {
    (XMP, "Rating"): Form("xmp", Kind.SIMPLE),
    _KEYWORDS: Form("dc", Kind.SET),
    _HIERARCHICAL: Form("lr", Kind.SET),
    (DC, "rights"): Form("dc", Kind.LANGUAGES),
    (RIGHTS, "Marked"): Form("xmpRights", Kind.SIMPLE),
    (RIGHTS, "WebStatement"): Form("xmpRights", Kind.SIMPLE),
    (RIGHTS, "Certificate"): Form("xmpRights", Kind.SIMPLE),
    (RIGHTS, "UsageTerms"): Form("xmpRights", Kind.LANGUAGES),
    (RIGHTS, "Owner"): Form("xmpRights", Kind.SET),
}


def catalogued_in(packet: Packet) -> Catalogued:
    """Rating, keywords and rights in a packet."""
    found: dict[Name, Items] = {}
    for each in packet.properties():
        name = (each.namespace, each.name)
        items = tuple((language, value) for language, value in items_of(each) if value.strip())
        if name in _FORMS and items:
            found.setdefault(name, items)
    return _without_bookkeeping(found)


def _without_bookkeeping(found: dict[Name, Items]) -> Catalogued:
    """`found` without darktable's internal keywords, such as “darktable|format|nef” and the words in it."""
    paths = [path for _, path in found.get(_HIERARCHICAL, ())]
    own = {word for path in paths if path.startswith(_BOOKKEEPING) for word in path.split("|")}
    if not own:
        return found
    own -= {word for path in paths if not path.startswith(_BOOKKEEPING) for word in path.split("|")}
    kept = {
        _HIERARCHICAL: tuple(each for each in found[_HIERARCHICAL] if not each[1].startswith(_BOOKKEEPING)),
        _KEYWORDS: tuple(each for each in found.get(_KEYWORDS, ()) if each[1] not in own),
    }
    return {name: items for name, items in (found | kept).items() if items}


def joined_catalogues(first: Catalogued, second: Catalogued) -> Catalogued:
    """Both merged: sets are united; for other values the first one counts."""
    return {
        name: _together(first.get(name, ()), second.get(name, ())) if form.kind is Kind.SET else items
        for name, form in _FORMS.items()
        if (items := first.get(name) or second.get(name))
    }


def _together(first: Items, second: Items) -> Items:
    return tuple(dict.fromkeys(each for each in (*first, *second) if each[1].strip()))


def catalogue_changes(packet: Packet, catalogued: Catalogued) -> tuple[list[Change], bytes]:
    """The changes that store `catalogued` in a packet, and a node to be added, or b"".

    Keywords are added to the existing ones; other values replace the existing ones.
    """
    there = {(each.namespace, each.name): each for each in reversed(list(packet.properties()))}
    changes: list[Change] = []
    added: dict[Name, Items] = {}
    for name, items in catalogued.items():
        old = there.get(name)
        if old is not None:
            before = items_of(old)
            items = _together(before, items) if _FORMS[name].kind is Kind.SET else items
            if items == before:
                continue
            changes.append(packet.removal(old))
        added[name] = items
    return changes, node_of(packet, _FORMS, added)
