"""Resolution and texts, from every format into every format."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_files import FILES, chunk, encoded, tiff
from photo_samples import exif_block, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.iptc import resources_of_iptc
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.png_texts import read_texts, text_chunks
from lowexp_gui.photo.processing import Processing
from lowexp_gui.photo.reading import read_photo, read_photo_bytes
from lowexp_gui.photo.resolution import per_metre, pixels_per_metre, resolution_of
from lowexp_gui.photo.writing import write_photo

PNG = FILES[PhotoFormat.PNG]
RECORDS = b"\x1c\x02\x05\0\x05Night"


def png_with(*chunks: bytes) -> bytes:
    return PNG[:33] + b"".join(chunks) + PNG[33:]


def exif_with_resolution(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x011A], exif[0x011B], exif[0x0128] = 240, 240, 2
    return exif.tobytes()


IMAGE = Image.fromarray(smooth_picture())
TOLD = {
    "JFIF, inches": (encoded(IMAGE, "JPEG", dpi=(300, 300)), (300, 300)),
    "JFIF, centimetres": (
        encoded(IMAGE, "JPEG", dpi=(118, 118)).replace(b"JFIF\0\1\1\1", b"JFIF\0\1\1\2"),
        (118 * 2.54, 118 * 2.54),
    ),
    "JPEG, EXIF": (encoded(IMAGE, "JPEG", exif=exif_with_resolution()), (240, 240)),
    "PNG": (png_with(chunk(b"pHYs", struct.pack(">IIB", 11811, 5906, 1))), (300, 150)),
    "PNG, turned": (
        png_with(
            chunk(b"pHYs", struct.pack(">IIB", 11811, 5906, 1)), chunk(b"eXIf", exif_with_resolution(6)[6:])
        ),
        (150, 300),
    ),
    "WebP": (encoded(IMAGE, "WEBP", exif=exif_with_resolution()), (240, 240)),
    "TIFF": (tiff(picture(), photometric="rgb", resolution=(600, 600)), (600, 600)),
    "TIFF, centimetres": (
        tiff(picture(), photometric="rgb", resolution=(100, 100), resolutionunit=3),
        (254, 254),
    ),
    "JFIF that knows nothing": (
        encoded(IMAGE, "JPEG", dpi=(72, 72), exif=exif_with_resolution()),
        (240, 240),
    ),
    "AVIF": (encoded(IMAGE, "AVIF", exif=exif_with_resolution()), (240, 240)),
}


@pytest.mark.parametrize("source", TOLD)
@pytest.mark.parametrize("target", WRITABLE)
@pytest.mark.parametrize("told", [True, False])
def test_resolution_is_kept(source: str, target: PhotoFormat, told: bool, tmp_path: Path) -> None:
    data, wanted = TOLD[source]
    photo = read_photo_bytes(data)
    assert photo.resolution == pytest.approx(wanted)
    path = tmp_path / "result"
    processing = Processing("Lowexp 1", "open") if told else None
    write_photo(_codes(photo), photo, path, format=target, processing=processing)
    again = read_photo(path)
    # A JPEG has whole numbers.
    assert again.resolution == pytest.approx(wanted, abs=0.5)
    assert (again.width, again.height) == (photo.width, photo.height)


def _codes(photo: Photo) -> np.ndarray:
    return np.zeros((photo.height, photo.width, 3), np.uint8)


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        png_with(chunk(b"pHYs", struct.pack(">IIB", 1, 1, 0))),
        png_with(chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1))),
        png_with(chunk(b"pHYs", struct.pack(">IIB", 2**32 - 1, 1, 1))),
        png_with(chunk(b"pHYs", b"\0")),
        FILES[PhotoFormat.JPEG],
        FILES[PhotoFormat.JPEG].replace(b"JFIF\0\1\1\0\0\1\0\1", b"JFIF\0\1\1\1\0\0\0\0"),
        FILES[PhotoFormat.TIFF],
        tiff(picture(), photometric="rgb", resolution=(1, 1), resolutionunit=1),
    ],
    ids=range(9),
)
@pytest.mark.parametrize("target", WRITABLE)
def test_without_a_resolution_none_is_invented(data: bytes, target: PhotoFormat, tmp_path: Path) -> None:
    photo = read_photo_bytes(data)
    assert photo.resolution is None
    write_photo(_codes(photo), photo, tmp_path / "result", format=target)
    assert read_photo(tmp_path / "result").resolution is None


@given(st.integers(2, 20_000))
def test_whole_pixels_per_inch_come_back_from_metres(number: int) -> None:
    resolution = resolution_of(number, number)
    assert resolution is not None
    assert per_metre(*pixels_per_metre(resolution)) == resolution == (number, number)


@given(st.floats(), st.floats())
def test_senseless_resolutions_are_none(across: float, down: float) -> None:
    found = resolution_of(across, down)
    assert found is None or all(1 < each <= 1e6 for each in found)


def raw_profile(name: str, content: bytes, kind: bytes = b"zTXt") -> bytes:
    digits = content.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = f"\n{name}\n{len(content):8}\n{lines}\n".encode()
    head = f"Raw profile type {name}".encode() + b"\0"
    body = {b"zTXt": b"\0" + zlib.compress(text), b"tEXt": text, b"iTXt": b"\1\0\0\0" + zlib.compress(text)}[
        kind
    ]
    return chunk(kind, head + body)


@pytest.mark.parametrize("kind", [b"zTXt", b"tEXt", b"iTXt"])
@pytest.mark.parametrize("name", ["exif", "APP1"])
def test_exif_in_a_raw_profile_is_honoured(kind: bytes, name: str) -> None:
    photo = read_photo_bytes(png_with(raw_profile(name, b"Exif\0\0" + exif_block(6), kind)))
    assert (photo.height, photo.width) == (40, 24)
    assert photo.metadata.exif == exif_block(1)
    both = png_with(raw_profile(name, b"Exif\0\0" + exif_block(6), kind), chunk(b"eXIf", exif_block(1)))
    assert read_photo_bytes(both).width == 40


def test_other_raw_profiles_are_honoured() -> None:
    namespace = b"http://ns.adobe.com/xap/1.0/\0"
    for data in (raw_profile("xmp", xmp_packet()), raw_profile("APP1", namespace + xmp_packet())):
        assert read_photo_bytes(png_with(data)).metadata.xmp == xmp_packet()
    for data in (raw_profile("8bim", resources_of_iptc(RECORDS)), raw_profile("iptc", RECORDS, b"tEXt")):
        assert read_photo_bytes(png_with(data)).metadata.iptc == RECORDS


TEXTS = (
    ("Title", "Harbour"),
    ("Description", "Grandmother, Lisbon 1974"),
    ("Author", "Ânna Nobody"),
    ("Copyright", "(c) A. Nobody"),
    ("Creation Time", "1974-05-01"),
    ("Comment", "夜"),
)


def text_png() -> bytes:
    packed = chunk(b"zTXt", b"Copyright\0\0" + zlib.compress(b"(c) A. Nobody"))
    wide = chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress("夜".encode()))
    plain = [chunk(b"tEXt", keyword.encode() + b"\0" + text.encode("latin-1")) for keyword, text in TEXTS[:3]]
    own = chunk(b"tEXt", b"Software\0ImageMagick"), chunk(b"tEXt", b"exif:Orientation\x006")
    return png_with(*plain, packed, chunk(b"tEXt", b"Creation Time\x001974-05-01"), wide, *own)


def test_texts_of_a_png_are_kept_in_a_png(tmp_path: Path) -> None:
    photo = read_photo_bytes(text_png())
    assert photo.texts == TEXTS
    write_photo(_codes(photo), photo, tmp_path / "a.png", format=PhotoFormat.PNG)
    assert read_photo(tmp_path / "a.png").texts == TEXTS


@pytest.mark.parametrize("target", [each for each in WRITABLE if each is not PhotoFormat.PNG])
@pytest.mark.parametrize("with_exif", [True, False])
def test_texts_of_a_png_stand_in_exif_elsewhere(target: PhotoFormat, with_exif: bool, tmp_path: Path) -> None:
    data = text_png()
    if with_exif:
        data = data[:33] + chunk(b"eXIf", exif_block(1)) + data[33:]
    photo = read_photo_bytes(data)
    write_photo(_codes(photo), photo, tmp_path / "result", format=target, processing=Processing("Lowexp 1"))
    again = read_photo(tmp_path / "result")
    exif = Image.Exif()
    exif.load(again.metadata.exif)
    assert exif[0x010E] == "Grandmother, Lisbon 1974"
    assert exif[0x013B].encode("latin-1").decode() == "Ânna Nobody"
    assert exif[0x8298] == "(c) A. Nobody"
    assert exif[0x9C9B].decode("utf-16-le") == "Harbour\0"
    rest = exif[0x9C9C].decode("utf-16-le")
    assert rest == ("Creation Time: 1974-05-01\0" if target == "jpeg" else "Creation Time: 1974-05-01\n夜\0")
    assert again.texts == ((("Comment", "夜"),) if target == "jpeg" else ())
    assert (exif.get(0x010F) == "Lowlight Cameras") == with_exif


def test_what_exif_says_already_is_not_replaced(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "From EXIF"
    photo = read_photo_bytes(text_png()[:33] + chunk(b"eXIf", exif.tobytes()[6:]) + text_png()[33:])
    write_photo(_codes(photo), photo, tmp_path / "a.jpg", format=PhotoFormat.JPEG)
    found = Image.Exif()
    found.load(read_photo(tmp_path / "a.jpg").metadata.exif)
    assert (found[0x010E], found[0x8298]) == ("From EXIF", "(c) A. Nobody")


@pytest.mark.parametrize("target", WRITABLE)
def test_comments_of_a_jpeg_are_kept(target: PhotoFormat, tmp_path: Path) -> None:
    photo = read_photo_bytes(encoded(IMAGE, "JPEG", comment="nächtlich"))
    assert photo.texts == (("Comment", "nächtlich"),)
    write_photo(_codes(photo), photo, tmp_path / "result", format=target)
    again = read_photo(tmp_path / "result")
    if target in ("jpeg", "png"):
        assert again.texts == photo.texts
    else:
        assert "nächtlich".encode("utf-16-le") in again.metadata.exif


@pytest.mark.parametrize("target", WRITABLE)
def test_texts_that_tell_a_place_go_with_the_position(target: PhotoFormat, tmp_path: Path) -> None:
    places = [
        chunk(b"tEXt", keyword + b"\0N 52.5 secret") for keyword in (b"GPSLatitude", b"Location", b"geo:lat")
    ]
    photo = read_photo_bytes(png_with(*places, chunk(b"tEXt", b"Description\0Night")))
    path = tmp_path / "result"
    write_photo(_codes(photo), photo, path, format=target, encoding=Encoding(keep_position=False))
    assert b"secret" not in path.read_bytes()
    assert "secret".encode("utf-16-le") not in path.read_bytes()
    assert b"Night" in path.read_bytes()


def test_texts_without_end_are_left_out_and_that_is_said() -> None:
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(50_000_000)))
    many = [chunk(b"tEXt", b"Note\0" + b"x" * 60_000)] * 20
    for chunks in ([bomb], many):
        photo = read_photo_bytes(png_with(*chunks))
        assert [str(each) for each in photo.notices] == [
            "The picture has texts that are too long; they are not kept."
        ]
        assert sum(len(text) for _, text in photo.texts) < 1 << 19


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from([b"tEXt", b"zTXt", b"iTXt"]), st.binary(max_size=120))))
def test_rubbish_in_texts_is_no_obstacle(chunks: list[tuple[bytes, bytes]]) -> None:
    found = read_texts(chunks)
    assert read_texts([(each[4:8], each[8:-4]) for each in text_chunks(found.plain, None, None)]).exif is None


def _with_pictures(kinds: list[int]) -> bytes:
    """A JPEG that says how many pictures it has, each of a kind (CIPA DC-007, 5.2.3.3)."""
    data = encoded(IMAGE, "MPO", save_all=True, append_images=[IMAGE] * (len(kinds) - 1))
    place = data.index(b"\x02\xb0\x07\0") if b"\x02\xb0\x07\0" in data else data.index(b"\xb0\x02\0\x07")
    order = "<" if data[place : place + 1] == b"\x02" else ">"
    start = data.index(b"MPF\0") + 4
    (rows,) = struct.unpack_from(order + "I", data, place + 8)
    changed = bytearray(data)
    for number, kind in enumerate(kinds):
        struct.pack_into(order + "I", changed, start + rows + 16 * number, kind)
    return bytes(changed)


def test_the_pictures_of_an_mpo_are_counted() -> None:
    for kinds, several in {
        (0x030000, 0x020002): 2,
        (0x020002, 0x020002, 0x020002): 3,
        (0x030000, 0): 2,
        (0x030000, 0x010001, 0x010002): 1,
    }.items():
        photo = read_photo_bytes(_with_pictures(list(kinds)))
        assert np.abs(photo.pixels.astype(int) - smooth_picture()).max() < 30
        notice = f"The picture contains {several} pictures; the first one was opened."
        assert tuple(map(str, photo.notices)) == ((notice,) if several > 1 else ())


def test_files_of_several_pictures_are_found_in_folders(tmp_path: Path) -> None:
    names = ["DSCF1.MPO", "b.avifs", "c.heics", "d.mpo"]
    for name in names:
        (tmp_path / name).write_bytes(_with_pictures([0x030000, 0x020002]))
    assert sorted(path.name for path in find_photos([tmp_path]).photos) == names
    stream = io.BytesIO((tmp_path / "d.mpo").read_bytes())
    assert Image.open(stream).format == "MPO"
