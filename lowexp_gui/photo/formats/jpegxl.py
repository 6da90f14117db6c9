"""JPEG XL (ISO/IEC 18181), as a codestream or in boxes."""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, Writing
from lowexp_gui.photo.jpegxl_header import CODESTREAM_MAGIC, CONTAINER_MAGIC

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.jpegxl import decode_jpegxl

    return decode_jpegxl(stream, max_pixels)


def _encode(raster: "Raster", encoding: "Encoding", _software: str | None) -> bytes:
    from lowexp_gui.photo.jpegxl import encode_jpegxl

    return encode_jpegxl(raster, encoding.quality)


FORMAT = FileFormat(
    name="jxl",
    title="JPEG XL",
    media_types={"image/jxl": (".jxl",)},
    recognises=lambda head, _stream: head.startswith((CODESTREAM_MAGIC, CONTAINER_MAGIC)),
    decode=_decode,
    writing=Writing(_encode, frozenset({"quality", "bit_depth"})),
    codecs=("brotli", "jpegxl"),
)
