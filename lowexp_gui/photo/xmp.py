"""XMP packets (ISO 16684-1), parsed as XML and edited in place: all other bytes stay unchanged.

Packets are untrusted. Document types, and with them entities, are refused, the size is limited, and each step
takes linear time. Prefixes are resolved here because expat would copy the namespace's name for each element.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
META = "adobe:ns:meta/"
XMP = "http://ns.adobe.com/xap/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
NOTE = "http://ns.adobe.com/xmp/note/"
DC = "http://purl.org/dc/elements/1.1/"
TIFF = "http://ns.adobe.com/tiff/1.0/"
EXIF = "http://ns.adobe.com/exif/1.0/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/"
_XML = "http://www.w3.org/XML/1998/namespace"
DECLARES = "http://www.w3.org/2000/xmlns/"
MAX_SIZE = 32 << 20
"""Size limit of a packet in bytes."""
_MOST_NODES = 200_000
_MOST_NESTED = 500
# Bytes that are parsed at once, during which no other thread can run.
_PIECE = 2 << 20
# The most blanks that are removed together with an element.
_MOST_BLANKS = 200
# Assumed for packets that do not declare them.
_USUAL_PREFIXES = {
    "rdf": RDF,
    "x": META,
    "xmp": XMP,
    "xmpRights": RIGHTS,
    "dc": DC,
    "tiff": TIFF,
    "exif": EXIF,
    "photoshop": PHOTOSHOP,
    "lr": LIGHTROOM,
    "xml": _XML,
}
_ATTRIBUTE = re.compile(rb"""\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG_NAME = re.compile(rb"<[^\s/>]+")
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Byte order marks and first bytes with their encodings; longer ones first.
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<\0", "utf-16-be"),
)
EMPTY = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b"</rdf:RDF>\n</x:xmpmeta>\n"
    b'<?xpacket end="w"?>'
)


class DamagedXmpError(ValueError):
    """The bytes are not an XMP packet, or the packet is too large or too deeply nested."""


class Attribute(NamedTuple):
    """An attribute of an element, with its index."""

    namespace: str
    name: str
    value: str
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of a packet.

    Attributes:
        start, end: its span in the packet, bytes.
        inner_end: start of its end tag; `end` if it has none (`<a/>`).
        text: its own text, without that of its children.
        spans: see `Packet.spans`.
    """

    namespace: str
    name: str
    start: int
    parent: "Element | None"
    attributes: tuple[Attribute, ...] = ()
    children: "list[Element]" = field(default_factory=list)
    inner_end: int = 0
    end: int = 0
    text: str = ""
    spans: "tuple[tuple[int, int], ...] | None" = None


class Property(NamedTuple):
    """A property: an attribute of `element`, or the element itself."""

    namespace: str
    name: str
    element: Element
    attribute: Attribute | None = None

    @property
    def value(self) -> str:
        """The value of a simple property."""
        return self.element.text if self.attribute is None else self.attribute.value


class Change(NamedTuple):
    """Bytes from `start` to `end` of a packet become `new`."""

    start: int
    end: int
    new: bytes = b""


@dataclass(frozen=True, eq=False)
class Packet:
    """A parsed packet.

    Attributes:
        data: its bytes, in UTF-8 or an encoding that contains ASCII.
        elements: all, in the order of their start tags.
        rdf: the element `rdf:RDF`.
        scope: prefixes that are declared at that element, with their namespaces.
        undeclared: usual prefixes that are used but not declared.
    """

    data: bytes
    elements: tuple[Element, ...]
    rdf: Element
    scope: Mapping[str, str]
    undeclared: frozenset[str] = frozenset()

    @property
    def descriptions(self) -> tuple[Element, ...]:
        """The nodes with the photo's properties."""
        return tuple(self.rdf.children)

    def properties(self) -> Iterator[Property]:
        """The photo's top-level properties."""
        for node in self.descriptions:
            for attribute in node.attributes:
                if attribute.namespace not in (DECLARES, RDF, _XML):
                    yield Property(attribute.namespace, attribute.name, node, attribute)
            for child in node.children:
                yield Property(child.namespace, child.name, child)

    def all_properties(self) -> Iterator[Property]:
        """The photo's properties and all nested ones, each once."""
        for element in self.elements:
            if element.start <= self.rdf.start or element.start >= self.rdf.inner_end:
                continue
            if element.namespace != RDF and element.parent is not self.rdf:
                yield Property(element.namespace, element.name, element)
            for attribute in element.attributes:
                if attribute.namespace not in (DECLARES, RDF, _XML):
                    yield Property(attribute.namespace, attribute.name, element, attribute)

    def removal(self, found: Property) -> Change:
        """The change that removes a property and the blanks before it."""
        if found.attribute is not None:
            return Change(*self.spans(found.element)[found.attribute.number])
        return self.removal_of_element(found.element)

    def removal_of_element(self, element: Element) -> Change:
        """The change that removes an element and the blanks before it."""
        before = self.data[max(element.start - _MOST_BLANKS, 0) : element.start]
        return Change(element.start - len(before) + len(before.rstrip()), element.end)

    def with_value(self, found: Property, value: str) -> Change:
        """The change that gives a simple property another value."""
        if found.attribute is not None:
            start, end = self.spans(found.element)[found.attribute.number]
            quote = self.data[end - 1 : end]
            inside = self.data.index(quote, start, end)
            return Change(inside + 1, end - 1, escaped(value))
        element = found.element
        if element.inner_end == element.end:
            name = self.data[element.start + 1 : self.name_end(element)]
            return Change(element.end - 2, element.end, b">" + escaped(value) + b"</" + name + b">")
        return Change(self.tag_end(element), element.inner_end, escaped(value))

    def spans(self, element: Element) -> tuple[tuple[int, int], ...]:
        """The span of each attribute, with the blanks before it."""
        if element.spans is None:
            found: list[tuple[int, int]] = []
            place = self.name_end(element)
            while attribute := _ATTRIBUTE.match(self.data, place):
                found.append(attribute.span())
                place = attribute.end()
            if len(found) != len(element.attributes):
                raise DamagedXmpError("its attributes are not where they were")
            element.spans = tuple(found)
        return element.spans

    def tag_end(self, element: Element) -> int:
        """Where an element's start tag ends."""
        spans = self.spans(element)
        return self.data.index(b">", spans[-1][1] if spans else self.name_end(element)) + 1

    def name_end(self, element: Element) -> int:
        """Where the name in an element's start tag ends."""
        found = _TAG_NAME.match(self.data, element.start)
        if found is None:
            raise DamagedXmpError("an element is not where it was")
        return found.end()

    def insertion(self, node: bytes) -> Change:
        """The change that adds nodes after the last one, on separate lines."""
        if self.rdf.inner_end == self.rdf.end:
            name = self.data[self.rdf.start + 1 : self.name_end(self.rdf)]
            return Change(self.rdf.end - 2, self.rdf.end, b">\n" + node + b"\n</" + name + b">")
        place = self.rdf.children[-1].end if self.rdf.children else self.tag_end(self.rdf)
        return Change(place, place, b"\n" + node)

    def declarations(self) -> list[Change]:
        """The change that declares undeclared prefixes, if there are any, for programs that require it."""
        place = self.name_end(self.elements[0])
        names = {prefix: _USUAL_PREFIXES[prefix] for prefix in sorted(self.undeclared)}
        return [Change(place, place, declarations(names))] if names else []

    @property
    def rdf_declaration(self) -> bytes:
        """The declaration that a new node needs for the prefix `rdf`; usually empty."""
        return b"" if self.scope.get("rdf") == RDF else b' xmlns:rdf="' + RDF.encode() + b'"'

    def changed(self, changes: Iterable[Change]) -> bytes:
        """The packet after the changes; changes inside the span of another one are skipped."""
        parts: list[bytes] = []
        place = 0
        for change in sorted(changes, key=lambda each: (each.start, -each.end)):
            if change.start < place:
                continue
            parts += [self.data[place : change.start], change.new]
            place = change.end
        return b"".join([*parts, self.data[place:]])


def read_packet(data: bytes) -> Packet:
    """Parse a packet.

    Raises:
        DamagedXmpError: it is not well-formed, has a document type, is not RDF, or exceeds the limits.
    """
    if len(data) > MAX_SIZE:
        raise DamagedXmpError(f"it has {len(data)} bytes, and {MAX_SIZE} are the most")
    data = _in_bytes_of_ascii(data)
    # Checked before the parser builds lists: an element has at most two tags, an attribute one equals sign.
    if data.count(b"<") > 3 * _MOST_NODES or data.count(b"=") > 2 * _MOST_NODES:
        raise DamagedXmpError("it has too many elements")
    reader = _Reader(data)
    reader.read()
    if reader.rdf is None:
        raise DamagedXmpError("it has no RDF")
    return Packet(data, tuple(reader.elements), reader.rdf, reader.rdf_scope, frozenset(reader.undeclared))


def _in_bytes_of_ascii(data: bytes) -> bytes:
    """A packet in UTF-16 or UTF-32, converted to UTF-8."""
    encoding = next((each for mark, each in _WIDE if data.startswith(mark)), None)
    if encoding is None:
        return data
    try:
        return _DECLARATION.sub("", data.decode(encoding), count=1).encode()
    except UnicodeError as error:
        raise DamagedXmpError("its characters are damaged") from error


class _Reader:
    """Handles the parser's events and records the place of each element."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # Some packets are padded with zeros, but an XML declaration must come first.
        self._base = len(data) - len(data.lstrip(b"\0 \t\r\n"))
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.EntityDeclHandler = _refuse
        self.elements: list[Element] = []
        self.rdf: Element | None = None
        self.rdf_scope: dict[str, str] = {}
        self.undeclared: set[str] = set()
        self._nodes = 0
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._scope: dict[str, str] = {}
        self._outer: list[tuple[tuple[str, str | None], ...]] = []

    def read(self) -> None:
        """Parse everything; any bytes may follow the root element."""
        try:
            end = len(self._data.rstrip(b"\0"))
            for place in range(self._base, end, _PIECE):
                self._parser.Parse(self._data[place : min(place + _PIECE, end)], False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, UnicodeError, ValueError) as error:
            if isinstance(error, DamagedXmpError) or self._open or not self.elements:
                raise DamagedXmpError(str(error)) from error

    def _place(self) -> int:
        return self._base + self._parser.CurrentByteIndex

    def _start(self, name: str, attributes: list[str]) -> None:
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        self._nodes += 1 + len(pairs)
        if self._nodes > _MOST_NODES or len(self._open) >= _MOST_NESTED:
            raise DamagedXmpError("it has too many elements")
        self._declare(pairs)
        parent = self._open[-1] if self._open else None
        element = Element(*self._resolved(name, self._scope.get("", "")), self._place(), parent)
        element.attributes = tuple(
            Attribute(*self._resolved(each, ""), value, index) for index, (each, value) in enumerate(pairs)
        )
        if parent is not None:
            parent.children.append(element)
        if self.rdf is None and (element.namespace, element.name) == (RDF, "RDF"):
            self.rdf, self.rdf_scope = element, dict(self._scope)
        self.elements.append(element)
        self._open.append(element)
        self._texts.append([])

    def _declare(self, pairs: list[tuple[str, str]]) -> None:
        before = []
        for name, value in pairs:
            if name == "xmlns" or name.startswith("xmlns:"):
                prefix = name[6:]
                before.append((prefix, self._scope.get(prefix)))
                self._scope[prefix] = value
        self._outer.append(tuple(reversed(before)))

    def _resolved(self, name: str, default: str) -> tuple[str, str]:
        prefix, colon, local = name.partition(":")
        if name == "xmlns" or prefix == "xmlns":
            return DECLARES, local or name
        if not colon:
            return default, name
        declared = self._scope.get(prefix)
        if declared is None and prefix in _USUAL_PREFIXES and prefix != "xml":
            self.undeclared.add(prefix)
        return declared or _USUAL_PREFIXES.get(prefix, ""), local

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._texts.pop())
        place = self._place()
        alone = not element.children and not element.text and self._data[place - 2 : place] == b"/>"
        element.inner_end = place
        element.end = place if alone else self._data.index(b">", place) + 1
        for prefix, namespace in self._outer.pop():
            if namespace is None:
                del self._scope[prefix]
            else:
                self._scope[prefix] = namespace

    def _text(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)


def _refuse(*_details: object) -> None:
    raise DamagedXmpError("it has a document type")


def declarations(names: Mapping[str, str]) -> bytes:
    """The attributes of a start tag that declare prefixes; "" means the default namespace."""
    return b"".join(
        b" xmlns" + (b":" + prefix.encode() if prefix else b"") + b'="' + escaped(name) + b'"'
        for prefix, name in names.items()
    )


def escaped(text: str) -> bytes:
    """Text escaped for elements and attributes; characters that XML does not allow are replaced."""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    for character in "&<>\"'\t\n\r":
        text = text.replace(character, f"&#{ord(character)};") if character in text else text
    return text.encode("ascii", "xmlcharrefreplace")


def items_of(found: Property) -> tuple[tuple[str, str], ...]:
    """The values of a property with their languages: all items of an array, or the single value."""
    if found.attribute is not None:
        return (("", found.attribute.value),)
    arrays = [child for child in found.element.children if child.namespace == RDF]
    if not arrays:
        return (("", found.element.text),)
    return tuple(
        (
            next(
                (each.value for each in item.attributes if (each.namespace, each.name) == (_XML, "lang")), ""
            ),
            item.text,
        )
        for item in arrays[0].children
        if (item.namespace, item.name) == (RDF, "li")
    )


def without_properties(packet: Packet, goes: Callable[[Property], bool]) -> list[Change]:
    """The changes that remove all properties, also nested ones, for which `goes` is true.

    Declarations of namespaces that nothing else uses are removed too.
    """
    changes: list[Change] = []
    gone, left = set[str](), {RDF, META, *(node.namespace for node in packet.descriptions)}
    end = 0
    for each in packet.all_properties():
        if each.element.start < end:
            continue
        if goes(each):
            changes.append(packet.removal(each))
            gone.add(each.namespace)
            end = each.element.end if each.attribute is None else end
        else:
            left.add(each.namespace)
    for element in packet.elements if gone - left else ():
        for attribute in element.attributes:
            if attribute.namespace == DECLARES and attribute.value in gone - left:
                changes.append(Change(*packet.spans(element)[attribute.number]))
    return changes
