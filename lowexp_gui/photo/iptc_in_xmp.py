"""IIM records as XMP, for formats that cannot store IIM (mapping of the IPTC Photo Metadata Standard)."""

from collections.abc import Iterator

from lowexp_gui.photo.iptc import iptc_records
from lowexp_gui.photo.xmp import DC, IPTC_CORE, PHOTOSHOP, Packet
from lowexp_gui.photo.xmp_nodes import Form, Items, Kind, Name, node_of

_UTF_8 = b"\x1b%G"
_PROPERTIES: dict[int, tuple[Name, Form]] = {
    5: ((DC, "title"), Form("dc", Kind.LANGUAGES)),
    25: ((DC, "subject"), Form("dc", Kind.SET)),
    40: ((PHOTOSHOP, "Instructions"), Form("photoshop", Kind.SIMPLE)),
    80: ((DC, "creator"), Form("dc", Kind.SEQUENCE)),
    85: ((PHOTOSHOP, "AuthorsPosition"), Form("photoshop", Kind.SIMPLE)),
    90: ((PHOTOSHOP, "City"), Form("photoshop", Kind.SIMPLE)),
    92: ((IPTC_CORE, "Location"), Form("Iptc4xmpCore", Kind.SIMPLE)),
    95: ((PHOTOSHOP, "State"), Form("photoshop", Kind.SIMPLE)),
    100: ((IPTC_CORE, "CountryCode"), Form("Iptc4xmpCore", Kind.SIMPLE)),
    101: ((PHOTOSHOP, "Country"), Form("photoshop", Kind.SIMPLE)),
    103: ((PHOTOSHOP, "TransmissionReference"), Form("photoshop", Kind.SIMPLE)),
    105: ((PHOTOSHOP, "Headline"), Form("photoshop", Kind.SIMPLE)),
    110: ((PHOTOSHOP, "Credit"), Form("photoshop", Kind.SIMPLE)),
    115: ((PHOTOSHOP, "Source"), Form("photoshop", Kind.SIMPLE)),
    116: ((DC, "rights"), Form("dc", Kind.LANGUAGES)),
    120: ((DC, "description"), Form("dc", Kind.LANGUAGES)),
    122: ((PHOTOSHOP, "CaptionWriter"), Form("photoshop", Kind.SIMPLE)),
}
_REPEATED = (Kind.SET, Kind.SEQUENCE)


def with_iptc(packet: Packet, records: bytes) -> bytes:
    """A packet with the IIM records added as properties where it has no value of its own."""
    known = {(each.namespace, each.name) for each in packet.properties()}
    values: dict[Name, Items] = {}
    forms: dict[Name, Form] = {}
    for name, form, text in _said(records):
        if name not in known and (name not in values or form.kind in _REPEATED):
            forms[name] = form
            values[name] = (*values.get(name, ()), ("", text))
    return packet.changed([packet.insertion(node_of(packet, forms, values))] if values else [])


def _said(records: bytes) -> Iterator[tuple[Name, Form, str]]:
    strict = False
    for number, dataset, value in iptc_records(records):
        if (number, dataset) == (1, 90):
            strict = value == _UTF_8
        if number == 2 and dataset in _PROPERTIES and value.strip(b"\0 "):
            yield *_PROPERTIES[dataset], _text(value, strict)


def _text(value: bytes, utf_8: bool) -> str:
    """The text of a value, decoded from UTF-8 or Windows-1252."""
    try:
        return value.decode()
    except UnicodeError:
        return value.decode("utf-8" if utf_8 else "cp1252", "replace")
