"""The bytes of picture files, made by other programs or by hand."""

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import imagecodecs
import numpy as np
import tifffile
from photo_samples import DISPLAY_P3, exif_block, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.srgb import srgb_to_linear


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def tiff(samples, **options) -> bytes:
    stream = io.BytesIO()
    tifffile.imwrite(stream, samples, metadata=None, **options)
    return stream.getvalue()


def with_tag(data: bytes, tag: int, value: int) -> bytes:
    """A little-endian TIFF with the first value of a tag replaced."""
    changed = bytearray(data)
    start = struct.unpack_from("<I", data, 4)[0]
    for place in range(start + 2, start + 2 + 12 * struct.unpack_from("<H", data, start)[0], 12):
        if struct.unpack_from("<H", data, place)[0] == tag:
            kind = struct.unpack_from("<H", data, place + 2)[0]
            struct.pack_into("<H" if kind == 3 else "<I", changed, place + 8, value)
            return bytes(changed)
    raise AssertionError(f"there is no tag {tag}")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with_blocks(*, xmp: bytes = b"", late: bool = True) -> bytes:
    """A PNG with a profile before its pixels, EXIF after them and compressed XMP."""
    plain = encoded(Image.fromarray(picture()), "PNG")
    text = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp or xmp_packet())
    head = plain[:33] + chunk(b"iCCP", b"P3\0\0" + zlib.compress(DISPLAY_P3)) + chunk(b"iTXt", text)
    return head + plain[33:-12] + chunk(b"eXIf", exif_block(1)) + plain[-12:]


def file_with_blocks(kind: str) -> bytes:
    if kind == "PNG":
        return png_with_blocks()
    image = Image.fromarray(smooth_picture())
    if kind == "TIFF":
        tags = Image.Exif()
        tags.load(b"Exif\0\0" + exif_block(1))
        tags[700] = xmp_packet()
        return encoded(image, kind, icc_profile=DISPLAY_P3, exif=tags)
    return encoded(image, kind, icc_profile=DISPLAY_P3, exif=b"Exif\0\0" + exif_block(1), xmp=xmp_packet())


def dng(
    scene,
    white: int = 16383,
    orientation: int = 1,
    neutral: tuple[float, float, float] = (0.5, 1, 0.625),
    more: Sequence[tuple[int, str, int, object, bool]] = (),
):
    """A raw file of linear light, 0..1, (even height, even width, 3): what an RGGB sensor sees of it.

    Args:
        neutral: what the camera's channels see of white light; its white balance undoes that.
        more: further tags of the main directory, as tifffile takes them.
    """
    seen = np.clip(scene * neutral, 0, 1) * white
    mosaic = np.empty(scene.shape[:2], np.uint16)
    for down, across, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[down::2, across::2] = np.rint(seen[down::2, across::2, channel])
    to_camera = [3.2404542, -1.5371385, -0.4985314, -0.9692660, 1.8760108, 0.0415560, 0.0556434, -0.2040259]
    matrix = [
        round(number * factor * 1000000)
        for number, factor in zip([*to_camera, 1.0572252], np.repeat(neutral, 3), strict=True)
    ]
    ratios = [part for number in matrix for part in (number, 1000000)]
    whites = [part for number in neutral for part in (round(number * 1000000), 1000000)]
    tags = [
        (274, "H", 1, orientation, True),
        (271, "s", 0, "Lowlight Cameras", True),
        (272, "s", 0, "Model 1", True),
        (33421, "H", 2, (2, 2), True),
        (33422, "B", 4, (0, 1, 1, 2), True),
        (50706, "B", 4, (1, 4, 0, 0), True),
        (50708, "s", 0, "Lowlight Model 1", True),
        (50717, "I", 1, white, True),
        (50721, "2i", 9, ratios, True),
        (50728, "2I", 3, whites, True),
        (50778, "H", 1, 21, True),
        *more,
    ]
    return tiff(mosaic, photometric=32803, extratags=tags)


def dng_with_picture(scene, picture, orientation: int = 1):
    """A raw file as `dng` with an uncompressed picture before it, (rows, columns, 3) uint8."""
    of_sensor = {33421, 33422, 50717}
    with tifffile.TiffFile(io.BytesIO(dng(scene, orientation=orientation))) as file:
        mosaic = file.pages[0].asarray()
        tags = [
            (tag.code, tag.dtype, tag.count, tag.value, True)
            for tag in file.pages[0].tags
            if tag.code in {*of_sensor, 271, 272, 274, 50706, 50708, 50721, 50728, 50778}
        ]
    made = io.BytesIO()
    with tifffile.TiffWriter(made) as file:
        about = [tag for tag in tags if tag[0] not in of_sensor]
        file.write(picture, photometric="rgb", subfiletype=1, subifds=1, extratags=about, metadata=None)
        sensor = [tag for tag in tags if tag[0] in of_sensor]
        file.write(mosaic, photometric=32803, subfiletype=0, extratags=sensor, metadata=None)
    return made.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def with_film(still: bytes, keep_still: bool = True, pictures: int = 3) -> bytes:
    """A HEIC or AVIF with a film of its picture behind it, each picture of the film the same.

    Args:
        still: with one picture, as FILES has it.
        keep_still: whether the picture by itself stays; else there is only the film.
    """
    heic = b"hvcC" in still
    at = still.index(b"hvcC" if heic else b"av1C") - 4
    settings = still[at : at + int.from_bytes(still[at : at + 4], "big")]
    place = still.index(b"mdat") + 4
    coded = still[place:]
    brand = b"hevc" if heic else b"avis"
    if keep_still:
        changed = still[:8] + brand + still[12:]
    else:
        brands = brand + bytes(4) + brand * ((int.from_bytes(still[:4], "big") - 16) // 4)
        changed = still[:8] + brands + still[8 + len(brands) :].replace(b"meta", b"free", 1)
    matrix = struct.pack(">9I", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
    entry = (
        bytes(6)
        + struct.pack(">H", 1)
        + bytes(16)
        + struct.pack(">HH", 40, 24)
        + struct.pack(">IIIH", 72 << 16, 72 << 16, 0, 1)
        + bytes(32)
        + struct.pack(">Hh", 24, -1)
    )
    table = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), box(b"hvc1" if heic else b"av01", entry, settings)),
        box(b"stts", bytes(4), struct.pack(">III", 1, pictures, 1)),
        box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">II", len(coded), pictures)),
        box(b"stco", bytes(4), struct.pack(">I", pictures), struct.pack(">I", place) * pictures),
    )
    media = box(
        b"mdia",
        box(b"mdhd", bytes(12), struct.pack(">IIHH", 25, pictures, 0x55C4, 0)),
        box(b"hdlr", bytes(8), b"pict", bytes(13)),
        box(
            b"minf",
            box(b"vmhd", struct.pack(">I", 1), bytes(8)),
            box(b"dinf", box(b"dref", bytes(4), struct.pack(">I", 1), box(b"url ", struct.pack(">I", 1)))),
            table,
        ),
    )
    track = box(
        b"trak",
        box(
            b"tkhd",
            struct.pack(">IIIIII", 3, 0, 0, 1, 0, pictures),
            bytes(16),
            matrix,
            struct.pack(">II", 40 << 16, 24 << 16),
        ),
        media,
    )
    header = box(
        b"mvhd",
        bytes(12),
        struct.pack(">IIIH", 25, pictures, 65536, 256),
        bytes(10),
        matrix,
        bytes(24),
        struct.pack(">I", 2),
    )
    return changed + box(b"moov", header, track)


DATA = Path(__file__).parent / "data"
FILES = {
    PhotoFormat.JPEG: encoded(Image.fromarray(smooth_picture()), "JPEG", quality=95, subsampling=0),
    PhotoFormat.PNG: encoded(Image.fromarray(picture()), "PNG"),
    PhotoFormat.WEBP: encoded(Image.fromarray(picture()), "WEBP", lossless=True),
    PhotoFormat.TIFF: tiff(picture(), photometric="rgb", compression="adobe_deflate"),
    PhotoFormat.AVIF: encoded(Image.fromarray(smooth_picture()), "AVIF", quality=95, subsampling="4:4:4"),
    PhotoFormat.JPEG_XL: imagecodecs.jpegxl_encode(picture(), lossless=True),
    PhotoFormat.HEIC: (DATA / "smooth.heic").read_bytes(),
    PhotoFormat.RAW: dng(srgb_to_linear(smooth_picture() / 255)),
}
