"""WebP (RFC 9649)."""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, Writing

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster


def is_webp(head: bytes) -> bool:
    """Whether a file's first 12 bytes are those of a WebP."""
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.webp import decode_webp

    return decode_webp(stream, max_pixels)


def _encode(raster: "Raster", encoding: "Encoding", _software: str | None) -> bytes:
    from lowexp_gui.photo.webp import encode_webp

    return encode_webp(raster, encoding.quality)


FORMAT = FileFormat(
    name="webp",
    title="WebP",
    media_types={"image/webp": (".webp",)},
    recognises=lambda head, _stream: is_webp(head),
    decode=_decode,
    writing=Writing(_encode, frozenset({"quality", "profile"}), max_side=16383, grey=False),
    codecs=("webp",),
    pillow="WEBP",
)
