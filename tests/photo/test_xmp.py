"""XMP packets: parsed whatever they are, changed without touching the rest."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_samples import xmp_packet

from lowexp_gui.photo.metadata import metadata_of_result, upright_metadata
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.processing import (
    Processing,
    own_node,
    own_removals,
    processing_of,
    with_processing,
)
from lowexp_gui.photo.xmp import EMPTY, DamagedXmpError, escaped, items_of, read_packet

HEAD = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
TAIL = b"</rdf:RDF></x:xmpmeta>"
DONE = Processing("Lowexp 1.2", "studio", "0f" * 32, {"brightness": 1.25, "tint": -0.1})
BLANKS = b" " * (1 << 21)
LARGE = {
    "blanks in the packet": HEAD + BLANKS + TAIL,
    "blanks in a tag": HEAD + b"<rdf:Description" + BLANKS + b"/>" + TAIL,
    "blanks in an attribute": HEAD + b'<rdf:Description a="' + BLANKS + b'"/>' + TAIL,
    "blanks around =": HEAD + b"<rdf:Description a" + BLANKS + b"=" + BLANKS + b'""/>' + TAIL,
    "blanks before the end": HEAD + TAIL + BLANKS + b"<?xpacket end='w'?>",
    "only blanks": BLANKS,
    "no end": HEAD + b"<exif:GPS" * (1 << 18),
    "attributes": HEAD
    + b"<rdf:Description "
    + b" ".join(b'exif:GPS%d="1"' % number for number in range(1 << 13))
    + b"/>"
    + TAIL,
    "elements": HEAD + b"<rdf:Description>" + b"<exif:GPSa/>" * (1 << 13) + b"</rdf:Description>" + TAIL,
    "nodes": HEAD + b'<rdf:Description about="https://lowexp.invalid/ns/1.0/"' * (1 << 16),
    "very many attributes": HEAD
    + b"<a "
    + b" ".join(b"a%d=''" % number for number in range(1 << 20))
    + b"/>"
    + TAIL,
    "nested": HEAD + b"<a>" * (1 << 19),
    "quotes": HEAD + b"<rdf:Description a='" + b'="' * (1 << 20),
    "a namespace's long name": HEAD
    + b'<rdf:Description xmlns:long="'
    + b"n" * (1 << 20)
    + b'">'
    + b"<long:a/>" * (1 << 13)
    + b"</rdf:Description>"
    + TAIL,
    "comments": HEAD + b"<!-- -->" * (1 << 18) + TAIL,
    "character references": HEAD + b"<rdf:Description>" + b"&#32;" * (1 << 19) + b"</rdf:Description>" + TAIL,
    "a document type": b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 100 + b'">]>' + HEAD + b"&b;" * (1 << 19) + TAIL,
    "a very long name": HEAD + b"<" + b"aB" * (1 << 20) + b"/>" + TAIL,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", LARGE)
def test_two_megabytes_of_anything_take_linear_time(kind: str) -> None:
    packet = LARGE[kind]
    told = upright_metadata(None, packet).metadata
    done = metadata_of_result(told, DONE, 30, 40, keep_position=False)
    assert processing_of(done.xmp) == DONE
    processing_of(packet)


def test_a_packet_beyond_the_limit_is_not_parsed() -> None:
    with pytest.raises(DamagedXmpError):
        read_packet(HEAD + bytes(b" " * (33 << 20)) + TAIL)


@pytest.mark.parametrize(
    "packet",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD + b"&e;" + TAIL,
        HEAD + b"&nothing;" + TAIL,
        HEAD + b"\xff" + TAIL,
        HEAD,
        b"<a/>",
        b"",
        b"\0\0\0\0",
    ],
)
def test_no_entities_and_nothing_damaged(packet: bytes) -> None:
    with pytest.raises(DamagedXmpError):
        read_packet(packet)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le"])
def test_packets_of_every_encoding(encoding: str) -> None:
    text = xmp_packet().decode().replace("\ufeff", "")
    told = with_processing(text.encode(encoding), DONE)
    assert processing_of(told) == DONE
    assert "Nächte" in told.decode()


def test_an_encoding_that_is_declared_stays() -> None:
    packet = (
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + HEAD + b'<rdf:Description a="N\xe4chte"/>' + TAIL
    )
    told = with_processing(packet, Processing("Lowexp ä"))
    assert told.startswith(packet.removesuffix(TAIL))
    assert processing_of(told) == Processing("Lowexp ä")


@pytest.mark.parametrize(
    "packet",
    [
        b"\0" + HEAD + TAIL + b"\0\0",
        HEAD + TAIL + b"<?xpacket end='w'?> something else & more",
        b"\n\n" + HEAD + TAIL,
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        b'<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description a=">"/></RDF>',
        b'<x:xapmeta><rdf:RDF ><rdf:Description xmp:Rating="3"/></rdf:RDF></x:xapmeta>',
    ],
)
def test_packets_as_they_are_found(packet: bytes) -> None:
    told = with_processing(with_processing(packet, Processing("Other")), DONE)
    assert processing_of(told) == DONE
    assert told.count(b"<rdf:Description rdf:about") + told.count(b"xmlns:rdf=") >= 1


def test_what_other_programs_make_of_ours_is_read() -> None:
    elements = (
        b'<rdf:Description rdf:about="" xmlns:l="https://lowexp.invalid/ns/1.0/">\n <l:Software>Lowexp'
        b"</l:Software>\n <l:Model>studio</l:Model><l:Adjust_tint>0.5</l:Adjust_tint><a:b/></rdf:Description>"
    )
    packet = HEAD + elements + TAIL
    assert processing_of(packet) == Processing("Lowexp", "studio", "", {"tint": 0.5})
    told = with_processing(packet, DONE)
    assert processing_of(told) == DONE
    assert b"<a:b/>" in told
    assert b"l:Software" not in told.replace(b"lowexp:Software", b"")


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "many", ""])
def test_values_that_are_no_numbers_make_no_processing(value: str) -> None:
    packet = with_processing(None, Processing("Lowexp", "", "", {"tint": 0.5}))
    assert processing_of(packet.replace(b'"0.5"', b'"' + value.encode() + b'"')) is None


names = st.sampled_from(
    ["a", "tiff:Orientation", "exif:GPSLatitude", "dc:subject", "rdf:li", "lowexp:Model", "é"]
)
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
).map(lambda text: escaped(text).decode())
blanks = st.text(" \t\n", max_size=3)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(names)
    attributes = "".join(
        f'{draw(st.text(" ", min_size=1, max_size=2))}{each}{draw(blanks)}={draw(blanks)}"{draw(texts)}"'
        for each in draw(st.lists(names, unique=True, max_size=2))
    )
    inner = [draw(st.one_of(blanks, texts, st.just("<!-- /> -->"), st.just("<![CDATA[/>]]>")))]
    if depth:
        inner += draw(st.lists(elements(depth - 1), max_size=2))
    text = "".join(inner)
    return (
        f"<{name}{attributes}>{text}</{name}{draw(blanks)}>"
        if text
        else f"<{name}{attributes}{draw(blanks)}/>"
    )


DECLARED = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' xmlns:lowexp="https://other.example/"'
)


@settings(max_examples=50)
@given(st.lists(elements(), max_size=4), blanks)
def test_what_is_put_in_and_taken_out_leaves_every_byte(nodes: list[str], end: str) -> None:
    head = HEAD.replace(b"><rdf", DECLARED.encode() + b"><rdf")
    data = head + "".join(nodes).encode() + end.encode() + TAIL
    packet = read_packet(data)
    assert [data[each.start : each.start + 1] for each in packet.elements] == [b"<"] * len(packet.elements)
    assert all(data[each.end - 1 : each.end] == b">" for each in packet.elements)
    told = packet.changed([packet.insertion(own_node(packet, {"Software": "Lowexp", "Model": "<&'\""}))])
    again = read_packet(told)
    assert again.changed(own_removals(again)) == data
    assert processing_of(told) == Processing("Lowexp", "<&'\"")


@settings(max_examples=50)
@given(st.lists(elements(), max_size=4))
def test_every_property_can_be_changed_and_taken_out_alone(nodes: list[str]) -> None:
    head = HEAD.replace(b"><rdf", DECLARED.encode() + b"><rdf")
    packet = read_packet(head + "".join(nodes).encode() + TAIL)
    found = list(packet.all_properties())
    for each in found:
        without = read_packet(packet.changed([packet.removal(each)]))
        assert len(list(without.all_properties())) < len(found)
    for each in found:
        if each.attribute is not None or not each.element.children:
            changed = read_packet(packet.changed([packet.with_value(each, "<new> &\"'")]))
            assert [one.value for one in changed.all_properties()] == [
                "<new> &\"'" if one == each else one.value for one in found
            ]
            assert len(changed.elements) == len(packet.elements)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_packet_or_damaged(data: bytes) -> None:
    for packet in (data, HEAD + data + TAIL):
        try:
            read_packet(packet)
        except DamagedXmpError:
            continue


@given(st.text(max_size=30))
def test_any_text_can_be_written(text: str) -> None:
    told = with_processing(None, Processing("Lowexp", text))
    found = processing_of(told)
    assert found is not None
    assert len(found.model) == len(text)
    assert told.isascii() or told.startswith(EMPTY[:30])


def test_arrays_and_languages() -> None:
    node = (
        b'<rdf:Description><dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt>'
        b'<rdf:li xml:lang="x-default">(c) A</rdf:li><rdf:li xml:lang="de">B</rdf:li></rdf:Alt></dc:rights>'
        b"</rdf:Description>"
    )
    (rights,) = read_packet(HEAD + node + TAIL).properties()
    assert items_of(rights) == (("x-default", "(c) A"), ("de", "B"))


def test_a_packet_that_is_not_changed_is_the_same() -> None:
    packet = xmp_packet()
    assert metadata_of_result(Metadata(None, packet), None, 10, 20).xmp == packet
    assert upright_metadata(None, packet).metadata.xmp == packet


def test_usual_prefixes_that_nobody_declared_are_declared() -> None:
    packet = (
        b'<x:xapmeta a="1"><rdf:RDF><rdf:Description xmp:Rating="3" xml:lang="de"/></rdf:RDF></x:xapmeta>'
    )
    told = metadata_of_result(upright_metadata(None, packet).metadata, DONE, 5, 6).xmp
    assert told is not None
    root = ElementTree.fromstring(told)  # noqa: S314
    assert root.tag == "{adobe:ns:meta/}xapmeta"
    assert root[0][0].get("{http://ns.adobe.com/xap/1.0/}Rating") == "3"
    assert upright_metadata(None, told).metadata.xmp == told
