"""TIFF (revision 6.0) and BigTIFF."""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, Writing
from lowexp_gui.photo.tiff_tags import BIG_MAGIC, CLASSIC_MAGIC

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.tiff_reading import decode_tiff

    return decode_tiff(stream, max_pixels)


def _encode(raster: "Raster", encoding: "Encoding", software: str | None) -> bytes:
    from lowexp_gui.photo.tiff_writing import encode_tiff

    return encode_tiff(raster, software, encoding.compression)


FORMAT = FileFormat(
    name="tiff",
    title="TIFF",
    media_types={"image/tiff": (".tif", ".tiff")},
    recognises=lambda head, _stream: head.startswith(CLASSIC_MAGIC + BIG_MAGIC),
    decode=_decode,
    writing=Writing(_encode, frozenset({"bit_depth", "compression", "profile"}), iptc=True),
    aliases=("tif",),
    codecs=(
        *("deflate", "imcd", "jpeg2k", "jpeg8", "lerc", "lzma", "png", "tiff", "webp", "zlib"),
        "zstd",
    ),
    pillow="TIFF",
)
