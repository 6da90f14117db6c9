"""Colours that a file tells without an ICC profile, or by one of an HDR picture."""

import struct
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from photo_files import DATA, FILES, chunk, dng, encoded, tiff
from photo_samples import ADOBE_PRIMARIES, D65, SRGB, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.encoding import USUAL, Encoding, OutputProfile
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.jpegxl_header import Transfer, read_header
from lowexp_gui.photo.made_profiles import ADOBE_RGB, DISPLAY_P3
from lowexp_gui.photo.photograph import SRGB_8, SRGB_16, Photo
from lowexp_gui.photo.profiles import MatrixProfile, examine_profile
from lowexp_gui.photo.reading import read_photo, read_photo_bytes
from lowexp_gui.photo.writing import write_photo, written_profile
from lowexp_gui.srgb import linear_to_srgb

PNG = FILES[PhotoFormat.PNG]
SRGB_POINTS = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)


def png_with(*chunks: bytes, data: bytes = PNG) -> bytes:
    return data[:33] + b"".join(chunks) + data[33:]


def exif_of_colours(space: int, index: bytes | None) -> bytes:
    """An EXIF block with a make, a colour space and an interoperability index."""
    exif = Image.Exif()
    exif[0x010F] = "Lowlight Cameras"
    exif.get_ifd(0x8769)[0xA001] = space
    if index is not None:
        exif.get_ifd(0x8769)[0xA005] = {1: index.decode(), 2: b"0100"}
    return exif.tobytes()


def with_code_points(data: bytes, transfer: int, primaries: int = 9) -> bytes:
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_pictures_are_refused_in_words(transfer: int) -> None:
    deep = imagecodecs.jpegxl_encode(picture(dtype=np.uint16), lossless=False, usecontainer=False)
    header = read_header(deep)
    assert header is not None
    assert header.transfer == Transfer.LINEAR
    # HLG's number takes more bits, which are not there to be flipped.
    flipped = int.from_bytes(deep, "little") ^ ((8 - 2) ^ (16 - 2)) << header.transfer_at
    profile = bytearray(DISPLAY_P3)
    profile[136 : 136 + 8] = struct.pack(">II", len(profile), 12)
    profile[132:136] = b"cicp"
    profile += b"cicp\0\0\0\0" + bytes([9, transfer, 0, 1])
    hdr = struct.pack(">I", len(profile)) + bytes(profile[4:])
    for data in (
        png_with(chunk(b"cICP", bytes([9, transfer, 0, 1]))),
        png_with(chunk(b"cICP", bytes([1, transfer, 0, 1])), chunk(b"sRGB", b"\0")),
        with_code_points(FILES[PhotoFormat.AVIF], transfer),
        flipped.to_bytes(len(deep), "little"),
        encoded(Image.fromarray(smooth_picture()), "JPEG", icc_profile=hdr),
        encoded(Image.fromarray(smooth_picture()), "WEBP", icc_profile=hdr),
        tiff(picture(), photometric="rgb", iccprofile=hdr),
    ):
        with pytest.raises(PhotoError, match="is an HDR picture; save it as an ordinary one"):
            read_photo_bytes(data)


def test_code_points_of_a_png_count_more_than_its_profile() -> None:
    p3 = chunk(b"cICP", bytes([12, 13, 0, 1]))
    photo = read_photo_bytes(encoded_with(p3, icc_profile=SRGB))
    assert photo.profile == DISPLAY_P3
    assert np.array_equal(from_extended_srgb(photo.values(photo.bounds), photo.profile, 8), picture())
    plain = read_photo_bytes(encoded_with(chunk(b"cICP", bytes([1, 13, 0, 1])), icc_profile=DISPLAY_P3))
    assert (plain.profile, plain.quantisation) == (None, SRGB_8)


def encoded_with(extra: bytes, **options: bytes) -> bytes:
    return png_with(extra, data=encoded(Image.fromarray(picture()), "PNG", **options))


def test_wide_colours_that_are_not_hdr_are_read() -> None:
    photo = read_photo_bytes(with_code_points(FILES[PhotoFormat.AVIF], 13, 9))
    assert isinstance(examine_profile(photo.profile), MatrixProfile)
    codes = from_extended_srgb(photo.values(photo.bounds), photo.profile, 8)
    assert np.abs(codes.astype(int) - smooth_picture()).max() <= 6


@pytest.mark.parametrize("grey", [False, True])
def test_the_gamma_of_a_png_is_honoured(grey: bool) -> None:
    codes = picture(channels=1 if grey else 3)
    data = encoded(Image.fromarray(codes), "PNG")
    photo = read_photo_bytes(png_with(chunk(b"gAMA", struct.pack(">I", 100_000)), data=data))
    seen = photo.values(photo.bounds)[..., 0]
    light = (codes if grey else codes[..., 0]) / 255
    assert np.abs(seen - linear_to_srgb(light)).max() < 1e-3
    assert photo.profile is not None
    assert photo.grey == grey
    codes_back = from_extended_srgb(photo.values(photo.bounds), photo.profile, 8)
    assert np.array_equal(codes_back[..., 0], codes if grey else codes[..., 0])


def test_the_primaries_of_a_png_are_honoured() -> None:
    x_y = [part for at in (0, 3, 6) for part in ADOBE_PRIMARIES[at : at + 2]]
    points = struct.pack(">8I", *(round(part * 100_000) for part in [*D65[:2], *x_y]))
    data = png_with(chunk(b"gAMA", struct.pack(">I", 45470)), chunk(b"cHRM", points))
    by_profile = read_photo_bytes(encoded(Image.fromarray(picture()), "PNG", icc_profile=ADOBE_RGB))
    photo = read_photo_bytes(data)
    assert np.abs(photo.values(photo.bounds) - by_profile.values(by_profile.bounds)).max() < 2e-3


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk(b"gAMA", struct.pack(">I", 45455))],
        [chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"cHRM", SRGB_POINTS)],
        [chunk(b"cHRM", SRGB_POINTS)],
        [chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">I", 100_000))],
        [chunk(b"gAMA", bytes(4))],
        [chunk(b"gAMA", b"\xff" * 4)],
        [chunk(b"gAMA", b"\0")],
        [chunk(b"cHRM", bytes(32))],
        [chunk(b"cHRM", b"\xff" * 32), chunk(b"gAMA", struct.pack(">I", 50_000))],
        [chunk(b"cICP", b"\0"), chunk(b"cICP", bytes([9, 16, 0, 1]))],
    ],
    ids=range(10),
)
def test_usual_and_senseless_colours_of_a_png_are_srgb(chunks: list[bytes]) -> None:
    photo = read_photo_bytes(png_with(*chunks))
    assert (photo.profile, photo.quantisation) == (None, SRGB_8)
    assert np.array_equal(photo.pixels, picture())


def _with_exif(kind: str, exif: bytes) -> bytes:
    options = {"quality": 98} if kind in ("JPEG", "AVIF") else {"lossless": True} if kind == "WEBP" else {}
    if kind == "TIFF":
        tags = Image.Exif()
        tags.load(exif)
        options["exif"] = tags
    return encoded(Image.fromarray(smooth_picture()), kind, **({"exif": exif} | options))


@pytest.mark.parametrize(
    ("kind", "space", "index"),
    [
        *((kind, 0xFFFF, b"R03") for kind in ("JPEG", "PNG", "WEBP")),
        # Pillow puts the interoperability directory of a TIFF at a wrong place.
        *((kind, 2, None) for kind in ("JPEG", "PNG", "WEBP", "TIFF")),
        ("JPEG", 2, b"R98"),
    ],
)
def test_adobe_rgb_told_by_exif_alone(kind: str, space: int, index: bytes | None, tmp_path: Path) -> None:
    photo = read_photo_bytes(_with_exif(kind, exif_of_colours(space, index)))
    assert photo.profile == ADOBE_RGB
    codes = from_extended_srgb(photo.values(photo.bounds), ADOBE_RGB, 8)
    assert np.abs(codes.astype(int) - smooth_picture()).max() <= 8
    for target_format in (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF, PhotoFormat.JPEG_XL):
        for choice in (OutputProfile.AS_INPUT, OutputProfile.SRGB, OutputProfile.DISPLAY_P3):
            again = _written_and_read(photo, tmp_path / f"{target_format}-{choice}", target_format, choice)
            # Within what the profile that is written can hold.
            inside = np.clip(photo.values(photo.bounds), 0, 1)
            assert np.abs(np.clip(again.values(again.bounds), 0, 1) - inside).mean() < 0.012
            wanted = {OutputProfile.AS_INPUT: ADOBE_RGB, OutputProfile.DISPLAY_P3: DISPLAY_P3}.get(choice)
            assert again.profile == (None if target_format is PhotoFormat.JPEG_XL else wanted)


def _written_and_read(photo: Photo, path: Path, kind: PhotoFormat, choice: OutputProfile) -> Photo:
    encoding = Encoding(quality=98, profile=choice)
    profile = written_profile(encoding, kind, photo)
    codes = from_extended_srgb(photo.values(photo.bounds), profile, 8)
    write_photo(codes, photo, path, format=kind, encoding=encoding)
    return read_photo(path)


def test_xmp_says_the_colours_of_the_result(tmp_path: Path) -> None:
    packet = xmp_packet().replace(
        b"xmlns:tiff=",
        b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:ColorSpace="65535" '
        b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:ICCProfile="Adobe RGB (1998)" '
        b"xmlns:tiff=",
    )
    exif = exif_of_colours(0xFFFF, b"R03")
    photo = read_photo_bytes(encoded(Image.fromarray(smooth_picture()), "JPEG", exif=exif, xmp=packet))
    kept = _written_and_read(photo, tmp_path / "a.jpg", PhotoFormat.JPEG, OutputProfile.AS_INPUT)
    assert kept.metadata.xmp == packet
    assert kept.metadata.exif is not None
    assert b"R03" in kept.metadata.exif
    plain = _written_and_read(photo, tmp_path / "b.jpg", PhotoFormat.JPEG, OutputProfile.SRGB)
    assert plain.metadata.xmp is not None
    assert b'exif:ColorSpace="1"' in plain.metadata.xmp
    assert b'photoshop:ICCProfile="sRGB IEC61966-2.1"' in plain.metadata.xmp
    again = _written_and_read(plain, tmp_path / "c.jpg", PhotoFormat.JPEG, OutputProfile.DISPLAY_P3)
    assert again.metadata.xmp is not None
    assert b'exif:ColorSpace="65535"' in again.metadata.xmp


def test_exif_tells_colours_only_where_the_file_does_not() -> None:
    exif = exif_of_colours(0xFFFF, b"R03")
    jpeg = Image.fromarray(smooth_picture())
    sound = encoded(jpeg, "JPEG", exif=exif, icc_profile=DISPLAY_P3)
    assert read_photo_bytes(sound).profile == DISPLAY_P3
    stated = png_with(chunk(b"sRGB", b"\0"), data=_with_exif("PNG", exif))
    assert read_photo_bytes(stated).profile is None
    assert read_photo_bytes(_with_exif("AVIF", exif)).profile is None
    for space, index in ((1, b"R03"), (0xFFFF, b"R98"), (0xFFFF, None), (7, b"R03")):
        assert read_photo_bytes(_with_exif("JPEG", exif_of_colours(space, index))).profile is None
    assert read_photo_bytes(encoded(jpeg.convert("CMYK"), "JPEG", exif=exif)).profile is None
    assert read_photo_bytes(encoded(jpeg.convert("L"), "JPEG", exif=exif)).profile is None
    raw = read_photo_bytes(dng(np.full((48, 80, 3), 0.2)))
    assert raw.profile is None
    assert read_photo(DATA / "display-p3.heic").profile is not None


def test_a_jpeg_xl_of_ten_bits_reaches_white() -> None:
    codes = np.rint(smooth_picture() / 255 * 1023).astype(np.uint16)
    photo = read_photo_bytes(imagecodecs.jpegxl_encode(codes, bitspersample=10, lossless=True))
    # What imagecodecs writes of more than 8 bits is called linear light.
    assert np.abs(photo.values(photo.bounds) - linear_to_srgb(smooth_picture() / 255)).max() < 5e-3


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("quality", [90, 100])
def test_a_deep_jpeg_xl_says_that_it_is_srgb(channels: int, quality: int, tmp_path: Path) -> None:
    smooth = np.rint(smooth_picture(48, 80).astype(np.float32) / 255 * 65535).astype(np.uint16)
    colour = np.repeat(smooth[..., :1], 3, axis=2) if channels < 3 else smooth
    alpha = smooth[..., 1] if channels in (2, 4) else None
    photo = Photo(colour, SRGB_16, 16, PhotoFormat.PNG, alpha, grey=channels < 3)
    path = tmp_path / "deep.jxl"
    write_photo(colour, photo, path, format=PhotoFormat.JPEG_XL, encoding=Encoding(quality=quality))
    data = path.read_bytes()
    header = read_header(data[data.index(b"\xff\x0a") :])
    assert header is not None
    assert (header.transfer, header.bits, header.has_profile) == (Transfer.SRGB, 16, False)
    again = read_photo(path)
    assert again.notices == ()
    assert again.profile is None
    if quality == 100:
        assert np.array_equal(again.pixels, colour)
    assert np.abs(again.values(again.bounds) - colour / 65535).mean() < 0.012
    if alpha is not None:
        assert np.abs(again.alpha.astype(int) - alpha).max() < 2000
    assert written_profile(USUAL, PhotoFormat.JPEG_XL, photo) is None
