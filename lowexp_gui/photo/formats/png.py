"""PNG (Portable Network Graphics, third edition)."""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, Writing
from lowexp_gui.photo.png_chunks import MAGIC

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.png import decode_png

    return decode_png(stream, max_pixels)


def _encode(raster: "Raster", _encoding: "Encoding", software: str | None) -> bytes:
    from lowexp_gui.photo.png import encode_png

    return encode_png(raster, software)


FORMAT = FileFormat(
    name="png",
    title="PNG",
    media_types={"image/png": (".png",)},
    recognises=lambda head, _stream: head.startswith(MAGIC),
    decode=_decode,
    writing=Writing(_encode, frozenset({"bit_depth", "profile"}), iptc=True, resolution=True, texts=None),
    codecs=("png",),
    pillow="PNG",
    decoded_here=True,
)
