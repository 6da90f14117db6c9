import io
from dataclasses import replace

import numpy as np
import pytest
import tifffile
from photo_samples import (
    DISPLAY_P3,
    GREY_GAMMA_18,
    MAKER_NOTE,
    exif_block,
    picture,
    smooth_picture,
    xmp_packet,
)
from PIL import Image

from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.processing import Processing, processing_of
from lowexp_gui.photo.raster import to_depth
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo, write_rgb_png
from lowexp_gui.srgb import srgb_to_linear

LOSSLESS = [PhotoFormat.PNG, PhotoFormat.TIFF]
LOSSY = [PhotoFormat.JPEG, PhotoFormat.WEBP, PhotoFormat.AVIF, PhotoFormat.JPEG_XL]
WITH_PROFILE = [kind for kind in WRITABLE if kind.about.heeds("profile")]


def full_photo(codes, **changes) -> Photo:
    """A photo with a wide profile, EXIF and XMP."""
    photo = Photo(codes, profile=DISPLAY_P3, metadata=Metadata(exif_block(1), xmp_packet()))
    return replace(photo, **changes)


@pytest.mark.parametrize("kind", LOSSLESS)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("alpha", [False, True])
def test_lossless_formats_keep_every_bit(kind, dtype, grey, alpha, tmp_path):
    codes = np.dstack([picture(channels=1, dtype=dtype)] * 3) if grey else picture(dtype=dtype)
    opacity = picture(channels=1, dtype=dtype, seed=3) if alpha else None
    target = tmp_path / "out"
    write_photo(codes, Photo(codes, grey=grey, alpha=opacity), target, format=kind)
    back = read_photo(target)
    np.testing.assert_array_equal(back.pixels, codes)
    assert (back.grey, back.format, back.bit_depth) == (grey, kind, dtype().itemsize * 8)
    if alpha:
        np.testing.assert_array_equal(back.alpha, opacity)
    else:
        assert back.alpha is None


@pytest.mark.parametrize("kind", WITH_PROFILE)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("byte_order", ["<", ">"])
def test_profile_exif_and_xmp_are_written(kind, dtype, byte_order, tmp_path):
    codes = smooth_picture().astype(dtype) * (257 if dtype is np.uint16 else 1)
    photo = full_photo(codes, metadata=Metadata(exif_block(1, byte_order), xmp_packet()))
    target = tmp_path / "out"
    write_photo(codes, photo, target, format=kind, processing=Processing("Lowexp"))
    back = read_photo(target)
    assert back.profile == DISPLAY_P3
    assert processing_of(back.metadata.xmp) == Processing("Lowexp")
    added = back.metadata.xmp.index(b'\n<rdf:Description rdf:about="" xmlns:lowexp')
    assert back.metadata.xmp[:added] == xmp_packet()[:added]
    assert back.metadata.xmp.endswith(xmp_packet()[added:])
    exif = Image.Exif()
    exif.load(back.metadata.exif)
    assert exif[0x010F] == "Lowlight Cameras"
    assert exif[0x0132] == "2024:02:03 04:05:06"
    assert exif.get_ifd(0x8769)[0x927C] == MAKER_NOTE
    assert exif.get_ifd(0x8825)[2] == (52.0, 30.0, 15.5)
    if kind is not PhotoFormat.TIFF:
        block = exif_block(1, byte_order)
        assert back.metadata.exif[8 : len(block)] == block[8:]
    assert exif[0x0131].startswith("Lowexp")
    again = from_extended_srgb(back.values(back.bounds), DISPLAY_P3, back.bit_depth)
    full_scale = 255 if back.bit_depth == 8 else 65535
    assert np.abs(again / full_scale - smooth_picture() / 255).max() < (0.03 if kind in LOSSY else 2e-4)


@pytest.mark.parametrize("kind", WITH_PROFILE)
def test_other_programs_read_the_same(kind, tmp_path):
    codes = smooth_picture()
    target = tmp_path / "out"
    write_photo(codes, full_photo(codes), target, format=kind, processing=Processing("Lowexp"))
    with Image.open(target) as image:
        image.load()
        assert image.format.lower() == kind.value
        assert image.info["icc_profile"] == DISPLAY_P3
        exif = image.getexif()
        assert exif[0x0110] == "Model 1"
        assert float(exif.get_ifd(0x8769)[0x829A]) == 0.5
        assert exif.get_ifd(0x8825)[1] == "N"
        assert b"xpacket" in (image.info.get("xmp") or exif[700])
        assert np.abs(np.asarray(image.convert("RGB")).astype(int) - codes).max() <= (
            8 if kind in LOSSY else 0
        )


def test_a_16_bit_tiff_is_sound_to_tifffile(tmp_path):
    codes = picture(dtype=np.uint16)
    target = tmp_path / "out.tif"
    write_photo(codes, full_photo(codes), target, format=PhotoFormat.TIFF, processing=Processing("Lowexp"))
    with tifffile.TiffFile(target) as file:
        assert len(file.pages) == 1
        page = file.pages[0]
        np.testing.assert_array_equal(page.asarray(), codes)
        tags = {tag.name: tag.value for tag in page.tags}
        assert list(page.tags.keys()) == sorted(page.tags.keys())
    assert tags["Software"] == "Lowexp"
    assert tags["Make"] == "Lowlight Cameras"
    assert tags["ExifTag"]["ISOSpeedRatings"] == 6400
    assert tags["GPSTag"]["GPSLatitudeRef"] == "N"
    assert b"lowexp:Software" in tags["XMP"]


def test_jpeg_has_full_colour_resolution(tmp_path):
    codes = smooth_picture()
    write_photo(codes, Photo(codes), tmp_path / "out.jpg", format=PhotoFormat.JPEG)
    with Image.open(tmp_path / "out.jpg") as image:
        assert [component[1:3] for component in image.layer] == [(1, 1)] * 3


def test_quality_counts(tmp_path):
    codes = picture()
    sizes = []
    for quality in (30, 95):
        write_photo(
            codes, Photo(codes), tmp_path / f"{quality}", format=PhotoFormat.JPEG, encoding=Encoding(quality)
        )
        sizes.append((tmp_path / f"{quality}").stat().st_size)
    assert sizes[0] < sizes[1] / 2


def test_depths_are_rounded_exactly():
    codes = np.arange(65536, dtype=np.uint16)
    np.testing.assert_array_equal(to_depth(codes, 8), np.rint(codes / 257))
    np.testing.assert_array_equal(to_depth(to_depth(codes[:256].astype(np.uint8), 16), 8), codes[:256])
    assert to_depth(codes, 16) is codes


def test_16_bit_is_rounded_for_8_bit_formats(tmp_path):
    codes = np.full((16, 16, 3), 129 * 257 - 100, np.uint16)
    for kind in (each for each in LOSSY if not each.about.heeds("bit_depth")):
        write_photo(codes, Photo(codes), tmp_path / kind, format=kind, encoding=Encoding(100))
        assert np.abs(read_photo(tmp_path / kind).pixels.astype(int) - 129).max() <= 1


def test_alpha_takes_the_depth_of_the_codes(tmp_path):
    codes, opacity = picture(dtype=np.uint16), picture(channels=1)
    write_photo(codes, Photo(codes, alpha=opacity), tmp_path / "out", format=PhotoFormat.PNG)
    np.testing.assert_array_equal(read_photo(tmp_path / "out").alpha, opacity.astype(np.uint16) * 257)
    write_photo(smooth_picture(), Photo(codes, alpha=opacity), tmp_path / "webp", format=PhotoFormat.WEBP)
    np.testing.assert_array_equal(read_photo(tmp_path / "webp").alpha, opacity)


def test_jpeg_shows_transparent_parts_white(tmp_path):
    codes = np.zeros((32, 32, 3), np.uint8)
    opacity = np.zeros((32, 32), np.uint8)
    opacity[:, 16:] = 255
    write_photo(codes, Photo(codes, alpha=opacity), tmp_path / "out", format=PhotoFormat.JPEG)
    back = read_photo(tmp_path / "out").pixels
    assert back[:, :8].min() > 250
    assert back[:, 24:].max() < 5


@pytest.mark.parametrize("kind", WITH_PROFILE)
def test_grey_with_its_profile_keeps_its_light(kind, tmp_path):
    codes = np.dstack([np.tile(np.linspace(0, 255, 64).astype(np.uint8), (16, 1))] * 3)
    write_photo(
        codes,
        Photo(codes, grey=True, profile=GREY_GAMMA_18),
        tmp_path / "out",
        format=kind,
        encoding=Encoding(100),
    )
    back = read_photo(tmp_path / "out")
    three_channels = kind in (PhotoFormat.WEBP, PhotoFormat.AVIF)
    assert back.grey == (not three_channels)
    assert back.profile == (None if three_channels else GREY_GAMMA_18)
    light = srgb_to_linear(back.values(back.bounds))
    np.testing.assert_allclose(light, (codes / 255) ** 1.8, atol=0.02)


def test_grey_is_the_mean_of_what_is_written(tmp_path):
    codes = np.uint8([[[10, 20, 31], [255, 255, 255], [7, 7, 7]]])
    write_photo(codes, Photo(codes, grey=True), tmp_path / "out", format=PhotoFormat.PNG)
    np.testing.assert_array_equal(read_photo(tmp_path / "out").pixels[0, :, 0], [20, 255, 7])


def test_blocks_too_large_for_a_jpeg_do_not_fail_the_photo(tmp_path):
    exif = exif_block(1) + bytes(70_000)
    photo = full_photo(smooth_picture(), metadata=Metadata(exif, xmp_packet() + b"x" * 70_000))
    write_photo(photo.pixels, photo, tmp_path / "out", format=PhotoFormat.JPEG)
    back = read_photo(tmp_path / "out")
    assert back.metadata.xmp is None
    found = Image.Exif()
    found.load(back.metadata.exif)
    assert found.get_ifd(0x8769)[0x927C] == MAKER_NOTE


@pytest.mark.parametrize("kind", WITH_PROFILE)
def test_a_large_profile_is_written_whole(kind, tmp_path):
    large = DISPLAY_P3 + bytes(2_000_000)
    photo = Photo(smooth_picture(), profile=large)
    write_photo(photo.pixels, photo, tmp_path / "out", format=kind)
    assert read_photo(tmp_path / "out").profile == large


@pytest.mark.parametrize("kind", WITH_PROFILE)
def test_the_programs_name_is_written(kind, tmp_path):
    write_photo(
        smooth_picture(),
        Photo(smooth_picture()),
        tmp_path / "out",
        format=kind,
        processing=Processing("Lowexp 1"),
    )
    with Image.open(tmp_path / "out") as image:
        image.load()
        said = image.info.get("Software") or image.getexif().get(0x0131)
    assert said == "Lowexp 1"


def test_no_name_no_block(tmp_path):
    write_photo(smooth_picture(), Photo(smooth_picture()), tmp_path / "out", format=PhotoFormat.JPEG)
    assert read_photo(tmp_path / "out").metadata == Metadata()


def test_plain_pngs(tmp_path):
    write_rgb_png(picture(dtype=np.uint16), tmp_path / "light.png")
    np.testing.assert_array_equal(read_photo(tmp_path / "light.png").pixels, picture(dtype=np.uint16))


@pytest.mark.parametrize(("kind", "side"), [(PhotoFormat.JPEG, 65501), (PhotoFormat.WEBP, 16384)])
def test_formats_with_limited_sides_say_so(kind, side, tmp_path):
    codes = np.zeros((1, side, 3), np.uint8)
    with pytest.raises(PhotoError, match=f"at most {side - 1} pixels per side"):
        write_photo(codes, Photo(codes), tmp_path / "out", format=kind)
    write_photo(codes[:, 1:], Photo(codes[:, 1:]), tmp_path / "out", format=kind)
    assert read_photo(tmp_path / "out").width == side - 1


@pytest.mark.parametrize("codes", [picture(channels=4), picture(channels=1), picture().astype(np.float32)])
def test_codes_of_another_kind_are_a_mistake(codes, tmp_path):
    with pytest.raises(ValueError, match="codes must be"):
        write_photo(codes, Photo(picture()), tmp_path / "out", format=PhotoFormat.PNG)


# Pillow looks into the EXIF block of an AVIF.
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_unusual_exif_block_is_no_obstacle_in_any_format(tmp_path):
    for number, block in enumerate([b"II*\0" + b"\xff" * 40, exif_block(1)[:60], b"MM\0*" + bytes(30)]):
        photo = Photo(smooth_picture(), metadata=Metadata(block, b"\xff\xfenot xml"))
        for kind in WRITABLE:
            target = tmp_path / f"{number}{kind}"
            write_photo(photo.pixels, photo, target, format=kind)
            assert read_photo(target).width == 40


def test_a_pasted_picture_can_be_written(tmp_path):
    stream = io.BytesIO()
    Image.fromarray(picture()).save(stream, "PNG")
    write_photo(picture(), Photo(picture(), path=None), tmp_path / "a.png", format=PhotoFormat.PNG)
    np.testing.assert_array_equal(read_photo(tmp_path / "a.png").pixels, picture())
