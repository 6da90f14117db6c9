"""Rating, keywords and rights in sidecars of other programs come into results."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from photo_samples import smooth_picture
from test_xmp import HEAD, TAIL

from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.metadata import metadata_of_result
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.processing import Processing, processing_of
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.sidecar import KeptEdits, catalogued_beside, write_sidecar
from lowexp_gui.photo.writing import write_photo
from lowexp_gui.photo.xmp import DC, LIGHTROOM, PHOTOSHOP, RIGHTS, XMP, items_of, read_packet

NODE = (
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:r="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"'
)
DONE = Processing("Lowexp", "open")


def packet(inside: str) -> bytes:
    return HEAD + NODE.encode() + inside.encode() + TAIL


def words(name: str, *values: str) -> str:
    return (
        f"<{name}><rdf:Bag>" + "".join(f"<rdf:li>{each}</rdf:li>" for each in values) + f"</rdf:Bag></{name}>"
    )


def saved(photo: Path, xmp: bytes | None, kind: PhotoFormat = PhotoFormat.PNG) -> bytes:
    like = Photo(smooth_picture(), metadata=Metadata(None, xmp), path=photo)
    target = photo.with_name("result")
    assert write_photo(like.pixels, like, target, format=kind, processing=DONE, replace=True) == ()
    found = read_photo(target).metadata.xmp
    assert processing_of(found) == DONE
    return found or b""


def said(xmp: bytes) -> dict[tuple[str, str], list[str]]:
    return {
        (each.namespace, each.name): [value for _, value in items_of(each)]
        for each in read_packet(xmp).properties()
    }


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "a.NEF"


@pytest.mark.parametrize("kind", WRITABLE)
def test_what_a_sidecar_says_comes_into_every_format(photo: Path, kind: PhotoFormat) -> None:
    rights = (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© A &amp; B</rdf:li></rdf:Alt></dc:rights>'
        "<r:Marked>True</r:Marked></rdf:Description>"
    )
    (photo.parent / "a.NEF.xmp").write_bytes(
        packet(' xmp:Rating="-1" crs:Exposure2012="+3">' + words("dc:subject", "Nächte", "Ana") + rights)
    )
    found = said(saved(photo, None, kind))
    assert found[XMP, "Rating"] == ["-1"]
    assert found[DC, "subject"] == ["Nächte", "Ana"]
    assert found[DC, "rights"] == ["© A & B"]
    assert found[RIGHTS, "Marked"] == ["True"]
    assert not any(name == "Exposure2012" for _, name in found)


def test_keywords_are_added_and_the_rest_is_replaced(photo: Path) -> None:
    old = packet(
        ' xmp:Rating="1" xmp:Label="Red"><dc:title>T</dc:title>'
        + words("dc:subject", "old", "both")
        + words("lr:hierarchicalSubject", "A|B")
        + "</rdf:Description>"
    )
    (photo.parent / "a.NEF.xmp").write_bytes(
        packet(' xmp:Rating="3">' + words("dc:subject", "both", "new") + "</rdf:Description>")
    )
    (photo.parent / "a.xmp").write_bytes(
        packet(
            ' xmp:Rating="5" photoshop:SidecarForExtension="NEF">'
            + words("dc:subject", "adobe")
            + words("lr:hierarchicalSubject", "C|D")
            + "</rdf:Description>"
        )
    )
    xmp = saved(photo, old)
    found = said(xmp)
    assert found[XMP, "Rating"] == ["3"]
    assert found[DC, "subject"] == ["old", "both", "new", "adobe"]
    assert found[LIGHTROOM, "hierarchicalSubject"] == ["A|B", "C|D"]
    assert found[XMP, "Label"] == ["Red"]
    assert found[DC, "title"] == ["T"]
    assert xmp.count(b"<xmp:Rating>") == 1
    assert said(saved(photo, xmp)) == found


def test_darktables_bookkeeping_is_no_keyword(photo: Path) -> None:
    both = words("dc:subject", "darktable", "exported", "format", "nef", "Ana") + words(
        "lr:hierarchicalSubject", "darktable|exported", "darktable|format|nef", "People|Ana", "work|format"
    )
    (photo.parent / "a.NEF.xmp").write_bytes(packet(">" + both + "</rdf:Description>"))
    found = said(saved(photo, None))
    assert found[DC, "subject"] == ["format", "Ana"]
    assert found[LIGHTROOM, "hierarchicalSubject"] == ["People|Ana", "work|format"]


def test_a_sidecar_of_another_file_of_this_name_is_not_ours(photo: Path) -> None:
    inside = ' xmp:Rating="5" photoshop:SidecarForExtension="%s"/>'
    (photo.parent / "a.xmp").write_bytes(packet(inside % "CR2"))
    assert catalogued_beside(photo) == ({}, ())
    (photo.parent / "a.xmp").write_bytes(packet(inside % "nef"))
    assert catalogued_beside(photo) == ({(XMP, "Rating"): (("", "5"),)}, ())


def test_our_own_edits_are_nothing_catalogued(photo: Path) -> None:
    write_sidecar(photo, KeptEdits({"tint": 0.5}, "studio", marks={"stars": "5"}))
    assert catalogued_beside(photo) == ({}, ())
    packet_of_result = saved(photo, None)
    assert b"tint" not in packet_of_result
    assert b"EditsVersion" not in packet_of_result


@pytest.mark.parametrize("content", [b"", b"no XML", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_damaged_one_is_said_and_the_result_is_saved(photo: Path, content: bytes) -> None:
    (photo.parent / "a.xmp").write_bytes(content)
    (photo.parent / "a.NEF.xmp").write_bytes(packet(' xmp:Rating="4"/>'))
    like = Photo(smooth_picture(), path=photo)
    target = photo.with_name("result")
    notices = write_photo(like.pixels, like, target, format=PhotoFormat.JPEG, processing=DONE)
    assert [str(each) for each in notices] == [
        "“a.xmp” is not a valid XMP file and was not changed; repair it or move it away."
    ]
    assert said(read_photo(target).metadata.xmp or b"")[XMP, "Rating"] == ["4"]
    assert (photo.parent / "a.xmp").read_bytes() == content


def test_values_of_any_text_stay_text(photo: Path) -> None:
    nasty = "</rdf:li>\"'&amp;<x>"
    escaped = nasty.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (photo.parent / "a.NEF.xmp").write_bytes(
        packet(">" + words("dc:subject", escaped) + "</rdf:Description>")
    )
    assert said(saved(photo, None))[DC, "subject"] == [nasty]


def test_a_photo_without_sidecars_has_its_packet_as_it_was(photo: Path) -> None:
    old = packet(' xmp:Rating="1"/>')
    like = Photo(smooth_picture(), metadata=Metadata(None, old), path=photo)
    write_photo(like.pixels, like, photo.with_name("result"), format=PhotoFormat.PNG)
    assert read_photo(photo.with_name("result")).metadata.xmp == old
    assert sorted(os.listdir(photo.parent)) == ["result"]  # noqa: PTH208


def record(dataset: int, value: bytes, number: int = 2) -> bytes:
    return bytes([0x1C, number, dataset]) + len(value).to_bytes(2, "big") + value


IPTC = b"".join(
    [
        record(5, b"Title"),
        record(25, b"first"),
        record(25, "Nächte".encode()),
        record(25, "Tr\xe4ume".encode("latin-1")),
        record(80, b"A"),
        record(80, b"B"),
        record(90, b"Paris"),
        record(120, b"A <caption> & more"),
        record(120, b"a second one"),
        record(55, b"20240203"),
        record(105, b""),
    ]
)


@pytest.mark.parametrize("kind", WRITABLE)
def test_iptc_comes_into_every_format(photo: Path, kind: PhotoFormat) -> None:
    (photo.parent / "a.xmp").write_bytes(packet(">" + words("dc:subject", "beside") + "</rdf:Description>"))
    like = Photo(
        smooth_picture(), metadata=Metadata(None, packet(' photoshop:City="Rome"/>'), IPTC), path=photo
    )
    write_photo(like.pixels, like, photo.with_name("result"), format=kind, processing=DONE)
    told = read_photo(photo.with_name("result")).metadata
    assert processing_of(told.xmp) == DONE
    found = said(told.xmp or b"")
    assert found[PHOTOSHOP, "City"] == ["Rome"]
    if kind in (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF):
        assert told.iptc == IPTC
        assert found[DC, "subject"] == ["beside"]
    else:
        assert found[DC, "subject"] == ["first", "Nächte", "Träume", "beside"]
        assert found[DC, "title"] == ["Title"]
        assert found[DC, "creator"] == ["A", "B"]
        assert found[DC, "description"] == ["A <caption> & more"]
        assert (PHOTOSHOP, "Headline") not in found


@given(st.binary(max_size=80) | st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=20))))
def test_any_records_can_be_told_in_xmp(content: bytes | list[tuple[int, bytes]]) -> None:
    records = content if isinstance(content, bytes) else b"".join(record(*each) for each in content)
    told = metadata_of_result(Metadata(None, None, records or b"\0"), DONE, 5, 6, room_for_iptc=False)
    assert told.iptc is None
    assert processing_of(told.xmp) == DONE
