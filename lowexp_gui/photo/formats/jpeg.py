"""JPEG (ISO/IEC 10918-1), and the first picture of an MPO (CIPA DC-007)."""

from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, PreviewKind, Writing
from lowexp_gui.photo.jpeg_segments import COMMENT, EXIF_HEAD, MAGIC, SEGMENT_LIMIT, XMP_HEAD

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster, Reduced


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.jpeg import decode_jpeg

    return decode_jpeg(stream, max_pixels)


def _encode(raster: "Raster", encoding: "Encoding", _software: str | None) -> bytes:
    from lowexp_gui.photo.jpeg import encode_jpeg

    return encode_jpeg(raster, encoding.quality, encoding.subsampling)


def _embedded(stream: BinaryIO, max_pixels: int) -> "Reduced | None":
    from lowexp_gui.photo.jpeg import embedded_in_jpeg

    return embedded_in_jpeg(stream, max_pixels)


def _reduced(stream: BinaryIO, max_pixels: int) -> "Reduced":
    from lowexp_gui.photo.jpeg import reduced_jpeg

    return reduced_jpeg(stream, max_pixels)


FORMAT = FileFormat(
    name="jpeg",
    title="JPEG",
    media_types={"image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo")},
    recognises=lambda head, _stream: head.startswith(MAGIC),
    decode=_decode,
    writing=Writing(
        _encode,
        frozenset({"quality", "subsampling", "profile"}),
        max_side=65500,
        alpha=False,
        iptc=True,
        resolution=True,
        texts=frozenset({COMMENT}),
        max_exif=SEGMENT_LIMIT - len(EXIF_HEAD),
        max_xmp=SEGMENT_LIMIT - len(XMP_HEAD),
    ),
    aliases=("jpg",),
    codecs=("jpeg8",),
    pillow="JPEG",
    decoded_here=True,
    previews=MappingProxyType({PreviewKind.EMBEDDED: _embedded, PreviewKind.REDUCED: _reduced}),
)
