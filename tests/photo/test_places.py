"""Positions left out: nothing in a result tells where the photo was taken."""

import struct
from pathlib import Path

import pytest
from photo_samples import exif_block, smooth_picture
from PIL import Image
from test_xmp import HEAD, TAIL

from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.exif_editing import without_position
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.metadata import metadata_of_result
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.places import iptc_without_place
from lowexp_gui.photo.processing import Processing
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo

DECLARED = (
    b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'xmlns:dji="http://www.dji.com/drone-dji/1.0/" xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    b'xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/" '
    b'xmlns:pano="http://ns.google.com/photos/1.0/panorama/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:x1="urn:unknown/" '
    b'xmlns:dwc="http://rs.tdwg.org/dwc/index.htm" xmlns:media="http://ns.iview-multimedia.com/mediapro/1.0/"'
)
TELLING = [
    b"exif:GPSLatitude",
    b"exif:GPSAreaInformation",
    b"exif:GPSDateStamp",
    b"dji:GpsLatitude",
    b"dji:GpsLongtitude",
    b"dji:AbsoluteAltitude",
    b"dji:RelativeAltitude",
    b"dji:RtkStdLat",
    b"core:Location",
    b"core:CountryCode",
    b"ext:LocationShown",
    b"ext:LocationCreated",
    b"ext:Sublocation",
    b"ext:CountryName",
    b"ext:WorldRegion",
    b"ps:City",
    b"ps:State",
    b"ps:Country",
    b"pano:PoseHeadingDegrees",
    b"dc:coverage",
    b"geo:lat",
    b"geo:long",
    b"x1:GPSPosition",
    b"x1:camera_latitude",
    b"x1:homeLongitude",
    b"x1:GeoTag",
    b"x1:geolocation",
    b"x1:SubLocation",
    b"x1:City",
    b"dwc:Location",
    b"dwc:decimalLatitude",
    b"media:Location",
]
SILENT = [
    b"dji:GimbalYawDegree",
    b"exif:FNumber",
    b"ps:Headline",
    b"ps:ColorMode",
    b"core:IntellectualGenre",
    b"core:CreatorContactInfo",
    b"pano:ProjectionType",
    b"dc:subject",
    b"x1:Geometry",
    b"x1:Capacity",
    b"x1:AllocationUnits",
]


def done(xmp: bytes) -> bytes:
    told = metadata_of_result(Metadata(None, xmp), None, 10, 20, keep_position=False).xmp
    assert told is not None
    return told


@pytest.mark.parametrize("name", TELLING)
def test_what_tells_a_place_goes_in_every_form(name: bytes) -> None:
    forms = [
        DECLARED + b"\n  " + name + b"='secret' />",
        DECLARED + b"><" + name + b">secret</" + name + b"\n></rdf:Description>",
        DECLARED
        + b"><"
        + name
        + b"\n rdf:parseType='Resource'><x1:a>secret</x1:a></"
        + name
        + b"></rdf:Description>",
        DECLARED
        + b"><"
        + name
        + b"><rdf:Bag><rdf:li>secret</rdf:li></rdf:Bag></"
        + name
        + b"></rdf:Description>",
        DECLARED + b"><x1:a><rdf:Seq><rdf:li " + name + b'="secret"/></rdf:Seq></x1:a></rdf:Description>',
        DECLARED
        + b"><x1:a rdf:parseType='Resource'><"
        + name
        + b"><![CDATA[secret]]></"
        + name
        + b"></x1:a></rdf:Description>",
    ]
    for form in forms:
        assert b"secret" not in done(HEAD + form + TAIL)


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_no_place_stays(name: bytes) -> None:
    packet = HEAD + DECLARED + b"><" + name + b">plain</" + name + b"></rdf:Description>" + TAIL
    assert done(packet) == packet


def test_another_prefix_hides_nothing() -> None:
    packet = (
        HEAD
        + b'<rdf:Description xmlns:e="http://ns.adobe.com/photoshop/1.0/" e:City="secret" e:Credit="A"/>'
        + TAIL
    )
    assert b"secret" not in done(packet)
    assert b'e:Credit="A"' in done(packet)


def record(dataset: int, value: bytes, number: int = 2) -> bytes:
    return bytes([0x1C, number, dataset]) + len(value).to_bytes(2, "big") + value


def test_iptc_records_that_tell_a_place_go() -> None:
    kept = record(0x5A, b"\x1b%G", 1) + record(5, b"Title") + record(25, b"keyword")
    places = b"".join(record(number, b"secret") for number in (26, 27, 90, 92, 95, 100, 101))
    long = bytes([0x1C, 2, 90, 0x80, 4]) + (70_000).to_bytes(4, "big") + b"secret".ljust(70_000)
    assert iptc_without_place(kept + places + long + record(120, b"Caption")) == kept + record(
        120, b"Caption"
    )
    assert iptc_without_place(kept) == kept
    assert iptc_without_place(places) is None
    assert iptc_without_place(kept + b"\0secret") == kept
    assert iptc_without_place(kept + record(90, b"secret")[:-1]) == kept


@pytest.mark.parametrize("order", ["<", ">"])
def test_xmp_and_a_position_deep_inside_of_exif_go_too(order: str) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "Lowlight Cameras"
    exif[0x02BC] = HEAD + b"secret" + TAIL
    exif[0x83BB] = record(90, b"secret")
    exif.get_ifd(0x8769)[0x829A] = 0.5
    exif.get_ifd(0x8825).update({1: "N", 29: "secret"})
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    assert block.count(b"secret") == 3
    stripped = without_position(block)
    assert b"secret" not in stripped
    again = Image.Exif()
    again.load(stripped)
    assert dict(again) == {0x010F: "Lowlight Cameras", 0x8769: again[0x8769]}
    assert float(again.get_ifd(0x8769)[0x829A]) == 0.5


@pytest.mark.timeout(30)
def test_rows_that_share_one_large_value_take_no_time() -> None:
    count, size = 4000, 24 << 20
    gps = struct.pack("<H", count) + struct.pack("<HHII", 29, 7, size, 8) * count + bytes(4)
    main = struct.pack("<HHHII", 1, 0x8825, 4, 1, 26) + bytes(4)
    block = b"II*\0" + struct.pack("<I", 8) + main + gps + bytes(size)
    assert len(without_position(block)) == len(block)
    told = metadata_of_result(Metadata(block), Processing("Lowexp"), 10, 20, keep_position=False).exif or b""
    assert len(told) < len(block) + 100


@pytest.mark.parametrize("kind", WRITABLE)
@pytest.mark.parametrize("keep", [True, False])
def test_no_file_tells_the_place(kind: PhotoFormat, keep: bool, tmp_path: Path) -> None:
    xmp = (
        HEAD + DECLARED + b' dji:GpsLatitude="secret 1"><ps:City>secret 2</ps:City></rdf:Description>' + TAIL
    )
    metadata = Metadata(exif_block(1), xmp, record(90, b"secret 3") + record(5, b"Title"))
    photo = Photo(smooth_picture(), metadata=metadata)
    write_photo(
        photo.pixels,
        photo,
        tmp_path / "out",
        format=kind,
        encoding=Encoding(keep_position=keep),
        processing=Processing("Lowexp"),
    )
    told = read_photo(tmp_path / "out").metadata
    assert (b"secret" in (told.xmp or b"")) is keep
    assert b"secret" not in (told.iptc or b"") or keep
    exif = Image.Exif()
    exif.load(told.exif)
    assert bool(exif.get_ifd(0x8825)) is keep
    assert exif[0x010F] == "Lowlight Cameras"


@pytest.mark.parametrize("kind", WRITABLE)
def test_a_file_without_metadata_tells_nothing_of_the_photo(kind: PhotoFormat, tmp_path: Path) -> None:
    xmp = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:City="secret 1"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    path = tmp_path / "photo.jpg"
    path.touch()
    path.with_suffix(".xmp").write_bytes(xmp.replace(b"secret 1", b"secret 2"))
    photo = Photo(
        smooth_picture(),
        path=path,
        metadata=Metadata(exif_block(1), xmp),
        texts=(("Comment", "secret 3"),),
    )
    write_photo(
        photo.pixels,
        photo,
        tmp_path / "out",
        format=kind,
        encoding=Encoding(keep_metadata=False),
        processing=Processing("Lowexp"),
        rating=4,
    )
    content = (tmp_path / "out").read_bytes()
    assert b"Lowlight Cameras" not in content
    assert b"secret" not in content
    told = read_photo(tmp_path / "out").metadata
    assert b"Rating" not in (told.xmp or b"")
