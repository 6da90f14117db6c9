"""What a person may choose about files, and what files say of themselves."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from photo_samples import DISPLAY_P3, MAKER_NOTE, exif_block, smooth_picture, xmp_packet
from PIL import Image, JpegImagePlugin

from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.encoding import Compression, Encoding, OutputProfile, Subsampling
from lowexp_gui.photo.exif_editing import with_size, with_software, without_position
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.iptc import iptc_of_resources, resources_of_iptc, text_of_iptc
from lowexp_gui.photo.made_profiles import DISPLAY_P3 as SHIPPED_P3
from lowexp_gui.photo.metadata import metadata_of_result
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.png_texts import read_texts
from lowexp_gui.photo.processing import Processing, bears_mark, processing_of, with_processing
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo, written_depth, written_profile

RECORDS = b"\x1c\x02\x78\x00\x0aA dark inn" + b"\x1c\x02\x19\x00\x05night"
DONE = Processing("Lowexp 1.2", "studio", "0f" * 32, {"brightness": 1.25, "tint": -0.1})


def iptc_of_text(text: bytes) -> bytes | None:
    return read_texts([(b"tEXt", b"Raw profile type iptc\0" + text)]).iptc


def loaded(block: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(block)
    return exif


@pytest.mark.parametrize("kind", WRITABLE)
@pytest.mark.parametrize("profile", OutputProfile)
def test_the_same_colours_in_every_profile(kind: PhotoFormat, profile: OutputProfile, tmp_path: Path) -> None:
    photo = Photo(smooth_picture(), profile=DISPLAY_P3)
    encoding = Encoding(100, profile=profile)
    written = written_profile(encoding, kind, photo)
    # Within sRGB, so that none is lost in any of the profiles.
    wanted = smooth_picture() / 255 * 0.5 + 0.25
    codes = from_extended_srgb(wanted.astype(np.float32), written, 16)
    write_photo(codes, replace(photo, pixels=codes), tmp_path / "out", format=kind, encoding=encoding)
    back = read_photo(tmp_path / "out")
    assert np.abs(back.values(back.bounds) - wanted).max() < 0.03
    expected = {
        OutputProfile.AS_INPUT: DISPLAY_P3,
        OutputProfile.SRGB: None,
        OutputProfile.DISPLAY_P3: SHIPPED_P3,
    }
    assert back.profile == (None if kind is PhotoFormat.JPEG_XL else expected[profile])


@pytest.mark.parametrize("subsampling", Subsampling)
def test_jpeg_resolves_colours_as_is_asked_for(subsampling: Subsampling, tmp_path: Path) -> None:
    target, photo = tmp_path / "out.jpg", Photo(smooth_picture())
    encoding = Encoding(subsampling=subsampling)
    write_photo(photo.pixels, photo, target, format=PhotoFormat.JPEG, encoding=encoding)
    with Image.open(target) as image:
        assert JpegImagePlugin.get_sampling(image) == list(Subsampling).index(subsampling)


@pytest.mark.parametrize("compression", Compression)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_no_compression_of_a_tiff_loses_anything(
    compression: Compression, dtype: type, tmp_path: Path
) -> None:
    codes = smooth_picture().astype(dtype) * np.array(257 if dtype is np.uint16 else 1, dtype)
    encoding = Encoding(compression=compression)
    write_photo(codes, Photo(codes), tmp_path / "out.tif", format=PhotoFormat.TIFF, encoding=encoding)
    assert np.array_equal(read_photo(tmp_path / "out.tif").pixels, codes)


def test_depth_is_that_of_the_photo_unless_another_is_chosen() -> None:
    assert written_depth(Encoding(), PhotoFormat.PNG, 16) == 16
    assert written_depth(Encoding(), PhotoFormat.JPEG, 16) == 8
    assert written_depth(Encoding(bit_depth=16), PhotoFormat.TIFF, 8) == 16
    assert written_depth(Encoding(bit_depth=8), PhotoFormat.JPEG_XL, 16) == 8


@pytest.mark.parametrize("kind", [PhotoFormat.JPEG, PhotoFormat.TIFF, PhotoFormat.PNG])
def test_iptc_survives(kind: PhotoFormat, tmp_path: Path) -> None:
    photo = Photo(smooth_picture(), metadata=Metadata(exif_block(1), xmp_packet(), RECORDS))
    write_photo(photo.pixels, photo, tmp_path / "out", format=kind)
    assert read_photo(tmp_path / "out").metadata.iptc == RECORDS


@given(st.binary(min_size=1, max_size=300))
def test_iptc_comes_back_from_wherever_it_is_put(records: bytes) -> None:
    assert iptc_of_resources(resources_of_iptc(records)) == records
    assert iptc_of_text(text_of_iptc(records)) == records


@given(st.binary(max_size=200))
def test_any_resources_can_be_looked_at(rubbish: bytes) -> None:
    iptc_of_resources(b"8BIM" + rubbish)
    iptc_of_text(b"\niptc\n" + rubbish)


def test_exiftools_way_of_putting_iptc_into_a_png_is_read() -> None:
    text = text_of_iptc(RECORDS).replace(b"\niptc\n", b"\nIPTC profile\n")
    assert iptc_of_text(text) == RECORDS


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("software", ["Lowexp 1.2", "L"])
def test_only_the_software_changes_in_exif(order: str, software: str) -> None:
    block = exif_block(1, order)
    named = with_software(block, software)
    assert named[8 : len(block)] == block[8:]
    assert with_software(named, "Other 3")[8 : len(block)] == block[8:]
    exif = loaded(named)
    assert exif[0x0131] == software
    assert exif[0x010F] == "Lowlight Cameras"
    assert exif.get_ifd(0x8769)[0x927C] == MAKER_NOTE
    assert exif.get_ifd(0x8825)[1] == "N"


@pytest.mark.parametrize("order", ["<", ">"])
def test_sizes_are_those_of_the_result(order: str) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0100], exif[0x0101] = 10, 20
    exif.get_ifd(0x8769).update({0xA002: 10, 0xA003: 20})
    sized = loaded(with_size(exif.tobytes().removeprefix(b"Exif\0\0"), 70000, 33))
    assert (sized[0x0100], sized[0x0101]) == (70000, 33)
    assert (sized.get_ifd(0x8769)[0xA002], sized.get_ifd(0x8769)[0xA003]) == (70000, 33)


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_position_is_gone_to_the_last_byte(order: str) -> None:
    block = exif_block(1, order)
    assert loaded(block).get_ifd(0x8825)
    stripped = without_position(block)
    assert not loaded(stripped).get_ifd(0x8825)
    # 15.5 seconds as a fraction.
    seconds = b"".join(number.to_bytes(4, "little" if order == "<" else "big") for number in (31, 2))
    assert seconds in block
    assert seconds not in stripped
    assert loaded(stripped).get_ifd(0x8769)[0x927C] == MAKER_NOTE


@given(st.binary(max_size=120), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_any_block_can_be_changed(rubbish: bytes, head: bytes) -> None:
    metadata_of_result(Metadata(head + rubbish), DONE, 5, 6, keep_position=False)


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30.1N" '
    b'exif:PixelXDimension="10" tiff:ImageLength="20"><exif:GPSLongitude>13,4E</exif:GPSLongitude>'
    b"<exif:ISO>800</exif:ISO></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def test_position_and_sizes_in_xmp() -> None:
    told = metadata_of_result(Metadata(None, XMP), None, 30, 40, keep_position=False).xmp or b""
    assert b"GPS" not in told
    assert b'exif:PixelXDimension="30" tiff:ImageLength="40"' in told
    assert b"<exif:ISO>800</exif:ISO>" in told
    assert metadata_of_result(Metadata(None, XMP), None, 10, 20).xmp == XMP


@pytest.mark.parametrize("packet", [None, XMP, xmp_packet()])
def test_how_a_picture_was_made_is_read_back(packet: bytes | None) -> None:
    told = with_processing(packet, Processing("Lowexp 0.1", "open"))
    assert processing_of(with_processing(told, DONE)) == DONE
    assert with_processing(told, DONE).count(b"lowexp:Software") == 1


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20),
    st.floats(-2, 2),
)
def test_any_model_and_value_is_read_back(model: str, value: float) -> None:
    done = Processing("Lowexp", model, "", {"tint": value})
    assert processing_of(with_processing(None, done)) == done


@pytest.mark.parametrize("kind", WRITABLE)
def test_every_format_tells_how_it_was_made(kind: PhotoFormat, tmp_path: Path) -> None:
    photo = Photo(smooth_picture())
    write_photo(photo.pixels, photo, tmp_path / "out", format=kind, processing=DONE)
    metadata = read_photo(tmp_path / "out").metadata
    assert processing_of(metadata.xmp) == DONE
    assert metadata.exif is not None
    assert loaded(metadata.exif)[0x0131] == "Lowexp 1.2"


@pytest.mark.parametrize("kind", WRITABLE)
@pytest.mark.parametrize("keywords", [0, 200_000])
def test_every_result_bears_the_mark(kind: PhotoFormat, keywords: int, tmp_path: Path) -> None:
    """Also with blocks and pixels of more than is looked at."""
    # AVIF takes its time.
    size = (200, 300, 3) if kind is PhotoFormat.AVIF else (900, 1300, 3)
    noise = np.random.default_rng(0).integers(0, 255, size, np.uint8)
    packet = XMP.replace(b"<exif:ISO>", b"<exif:Words>" + b"word " * keywords + b"</exif:Words><exif:ISO>")
    photo = Photo(noise, metadata=Metadata(None, packet))
    write_photo(noise, photo, tmp_path / "out", format=kind, processing=DONE)
    assert bears_mark(tmp_path / "out")
    write_photo(noise, photo, tmp_path / "plain", format=kind)
    assert not bears_mark(tmp_path / "plain")


def test_a_result_that_another_program_saved_again_bears_the_mark(tmp_path: Path) -> None:
    packet = with_processing(None, DONE).replace(b"lowexp:", b"ns1:").replace(b"xmlns:lowexp", b"xmlns:ns1")
    photo = Photo(smooth_picture(), metadata=Metadata(None, packet))
    write_photo(photo.pixels, photo, tmp_path / "out", format=PhotoFormat.JPEG)
    assert bears_mark(tmp_path / "out")
