"""XMP packets of more than a JPEG's segment holds."""

import hashlib
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_files import encoded
from photo_samples import smooth_picture, xmp_packet
from PIL import Image
from test_xmp import HEAD, TAIL

from lowexp_gui.photo.extended_xmp import XmpTooLargeError, extension_parts, joined, parted, whole_packet
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.jpeg import MAX_XMP
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.processing import Processing, processing_of, with_processing
from lowexp_gui.photo.reading import read_photo, read_photo_bytes
from lowexp_gui.photo.writing import write_photo
from lowexp_gui.photo.xmp import DamagedXmpError, items_of, read_packet

DONE = Processing("Lowexp 1.2", "studio", "0f" * 32, {"brightness": 1.25})
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
NODE = (
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmp:Rating="5" xmpNote:HasExtendedXMP="%s"/>'
)


def said(xmp: bytes | None) -> dict[str, tuple[tuple[str, str], ...]]:
    assert xmp is not None
    return {f"{each.namespace}{each.name}": items_of(each) for each in read_packet(xmp).properties()}


def segment(body: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def extended_jpeg(extension: bytes, *, size: int = 60_000, name: str | None = None, order: int = 1) -> bytes:
    """A JPEG as Adobe writes it, with an extension in parts of `size` bytes."""
    digest = (name or hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()).encode()
    plain = encoded(Image.fromarray(smooth_picture()), "JPEG")
    segments = [segment(b"http://ns.adobe.com/xap/1.0/\0" + HEAD + NODE % digest + TAIL)]
    parts = [
        segment(
            EXTENSION + digest + struct.pack(">II", len(extension), place) + extension[place : place + size]
        )
        for place in range(0, len(extension), size)
    ]
    return plain[:2] + b"".join(segments + parts[::order]) + plain[2:]


def extension(keywords: int) -> bytes:
    items = b"".join(b"<rdf:li>keyword %d, N\xc3\xa4chte</rdf:li>" % number for number in range(keywords))
    return (
        HEAD.replace(b"<rdf:RDF", b'<rdf:RDF xmlns:d="http://purl.org/dc/elements/1.1/"')
        + b'<rdf:Description rdf:about=""><d:subject><rdf:Bag>'
        + items
        + b"</rdf:Bag></d:subject></rdf:Description>"
        + TAIL
    )


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("keywords", [1, 5000])
def test_extended_xmp_is_read(keywords: int, order: int) -> None:
    photo = read_photo_bytes(extended_jpeg(extension(keywords), order=order))
    assert photo.notices == ()
    found = said(photo.metadata.xmp)
    assert found["http://ns.adobe.com/xap/1.0/Rating"] == (("", "5"),)
    assert len(found["http://purl.org/dc/elements/1.1/subject"]) == keywords
    assert b"HasExtendedXMP" not in (photo.metadata.xmp or b"")


@pytest.mark.parametrize(
    "data",
    [
        extended_jpeg(extension(5000), name="0" * 32).replace(EXTENSION + b"0" * 32, EXTENSION + b"1" * 32),
        extended_jpeg(extension(5000)).replace(struct.pack(">I", 60_000), struct.pack(">I", 60_001)),
        extended_jpeg(extension(5000)[:-20]),
        extended_jpeg(b"no XML at all"),
        extended_jpeg(b'<!DOCTYPE a [<!ENTITY b "c">]>' + extension(1)),
    ],
)
def test_an_extension_that_is_damaged_is_said_once(data: bytes) -> None:
    photo = read_photo_bytes(data)
    assert [str(each) for each in photo.notices] == [
        "The picture lacks part of its XMP data; the rest is kept."
    ]
    assert said(photo.metadata.xmp) == {"http://ns.adobe.com/xap/1.0/Rating": (("", "5"),)}


def large_packet(keywords: int) -> bytes:
    whole = joined(
        HEAD + NODE.replace(b"xmpNote:HasExtendedXMP", b"xmpNote:x") % b"" + TAIL, extension(keywords)
    )
    return with_processing(whole, DONE)


@pytest.mark.parametrize("target", WRITABLE)
def test_large_packets_come_through(target: PhotoFormat, tmp_path: Path) -> None:
    photo = Photo(smooth_picture(), metadata=Metadata(None, large_packet(3000)))
    notices = write_photo(photo.pixels, photo, tmp_path / "out", format=target, processing=DONE)
    assert notices == ()
    back = read_photo(tmp_path / "out")
    assert not any("XMP" in str(each) for each in back.notices)
    assert processing_of(back.metadata.xmp) == DONE
    found = said(back.metadata.xmp)
    assert len(found["http://purl.org/dc/elements/1.1/subject"]) == 3000
    assert found["http://ns.adobe.com/xap/1.0/Rating"] == (("", "5"),)


def test_the_packet_proper_is_a_sound_one_and_names_its_extension() -> None:
    packet, more = parted(large_packet(5000), MAX_XMP)
    assert more is not None
    assert len(packet) <= MAX_XMP
    assert processing_of(packet) == DONE
    digest = hashlib.md5(more, usedforsecurity=False).hexdigest().upper()
    assert re.findall(rb'HasExtendedXMP="(\w+)"', packet) == [digest.encode()]
    parts = extension_parts(more, 65_000)
    assert all(len(part) <= 65_000 for part in parts)
    assert whole_packet(packet, parts[::-1]) == (joined(packet, more), True)
    assert whole_packet(packet, parts[1:]) == (joined(packet, None), False)


def test_padding_goes_first() -> None:
    padded = xmp_packet().replace(b"<?xpacket end", b" " * 5000 + b"\n<?xpacket end")
    assert parted(padded, 6000) == (padded, None)
    assert parted(padded, 2000) == (xmp_packet().replace(b"<?xpacket end", b"\n<?xpacket end"), None)


def test_blanks_between_elements_go_rather_than_all(tmp_path: Path) -> None:
    xmp = HEAD + b'<rdf:Description xmp:Rating="3"/>' + b" " * 100_000 + TAIL
    photo = Photo(smooth_picture(), metadata=Metadata(None, xmp))
    assert write_photo(photo.pixels, photo, tmp_path / "out", format=PhotoFormat.JPEG, processing=DONE) == ()
    back = read_photo(tmp_path / "out")
    assert processing_of(back.metadata.xmp) == DONE
    assert b'xmp:Rating="3"' in (back.metadata.xmp or b"")


def test_what_fits_in_no_way_is_said(tmp_path: Path) -> None:
    xmp = HEAD + b"<!--" + b"c" * 100_000 + b"-->" + TAIL
    with pytest.raises(XmpTooLargeError):
        parted(xmp, MAX_XMP)
    photo = Photo(smooth_picture(), metadata=Metadata(None, xmp), path=tmp_path / "a.png")
    notices = write_photo(photo.pixels, photo, tmp_path / "out", format=PhotoFormat.JPEG, processing=DONE)
    assert len(notices) == 1
    assert str(notices[0]).startswith("A JPEG file has no room for all XMP data of “a.png”")
    assert processing_of(read_photo(tmp_path / "out").metadata.xmp) == DONE


properties = st.lists(
    st.tuples(
        st.sampled_from(["attribute", "element", "array"]),
        st.text("aé<\"'& >", max_size=8),
        st.integers(0, 40),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(st.lists(properties, max_size=3), st.integers(600, 3000))
def test_parting_and_joining_keep_every_property(nodes: list[list[tuple[str, str, int]]], limit: int) -> None:
    written = []
    for number, content in enumerate(nodes):
        attributes, children = "", ""
        for place, (kind, text, times) in enumerate(content):
            value = "".join(f"&#{ord(char)};" for char in text * times)
            name = f"p{number}:n{place}"
            if kind == "attribute":
                attributes += f' {name}="{value}"'
            elif kind == "element":
                children += f"<{name}>{value}</{name}>"
            else:
                children += f"<{name}><rdf:Bag><rdf:li>{value}</rdf:li><rdf:li/></rdf:Bag></{name}>"
        written.append(
            f'<rdf:Description rdf:about="" xmlns:p{number}="u:{number}/"{attributes}>'
            f"{children}</rdf:Description>"
        )
    xmp = HEAD + "".join(written).encode() + TAIL
    try:
        packet, more = parted(xmp, limit)
    except XmpTooLargeError:
        return
    assert len(packet) <= limit
    whole = whole_packet(packet, extension_parts(more, 500) if more else [])
    assert whole[1]
    assert said(whole[0]) == said(xmp)


@given(st.binary(max_size=60), st.lists(st.binary(max_size=80), max_size=4))
def test_any_parts_can_be_looked_at(rubbish: bytes, parts: list[bytes]) -> None:
    packet = HEAD + NODE % (b"A" * 32) + TAIL
    assert whole_packet(packet, [b"A" * 32 + part for part in parts])[0] == joined(packet, None)
    assert whole_packet(rubbish, parts) == (rubbish, True)


@pytest.mark.timeout(60)
def test_names_are_not_multiplied() -> None:
    many = (
        HEAD.replace(b"<rdf:RDF", b'<rdf:RDF xmlns:long="' + b"n" * 100_000 + b'"')
        + b"<rdf:Description/>" * 50_000
        + TAIL
    )
    with pytest.raises(DamagedXmpError):
        joined(HEAD + TAIL, many)
