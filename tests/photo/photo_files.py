"""The bytes of picture files, made by other programs or by hand."""

import io
import struct
import zlib

import tifffile
from photo_samples import DISPLAY_P3, exif_block, picture, smooth_picture, xmp_packet
from PIL import Image

from lowexp_gui.photo.photograph import PhotoFormat


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


FILES = {
    PhotoFormat.JPEG: encoded(Image.fromarray(smooth_picture()), "JPEG", quality=95, subsampling=0),
    PhotoFormat.PNG: encoded(Image.fromarray(picture()), "PNG"),
    PhotoFormat.WEBP: encoded(Image.fromarray(picture()), "WEBP", lossless=True),
    PhotoFormat.TIFF: tiff(picture(), photometric="rgb", compression="adobe_deflate"),
}


def png_with_blocks(*, xmp: bytes = b"", late: bool = True) -> bytes:
    """A PNG with a profile before its pixels, EXIF after them and compressed XMP."""
    plain = FILES[PhotoFormat.PNG]
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
