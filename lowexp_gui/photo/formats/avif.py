"""AVIF: AV1 in boxes (AV1 Image File Format, ISO/IEC 23008-12)."""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, Writing, brands

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster

_BRANDS = frozenset({b"avif", b"avis"})


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.heif import decode_avif

    return decode_avif(stream, max_pixels)


def _encode(raster: "Raster", encoding: "Encoding", _software: str | None) -> bytes:
    from lowexp_gui.photo.heif import encode_avif

    return encode_avif(raster, encoding.quality, encoding.subsampling)


FORMAT = FileFormat(
    name="avif",
    title="AVIF",
    media_types={"image/avif": (".avif", ".avifs")},
    recognises=lambda head, _stream: bool(brands(head) & _BRANDS),
    decode=_decode,
    writing=Writing(_encode, frozenset({"quality", "subsampling", "profile"}), max_side=65535, grey=False),
    codecs=("avif",),
)
