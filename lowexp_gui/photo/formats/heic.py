"""HEIC: HEVC in boxes (ISO/IEC 23008-12).

It is only read, because the licences of HEVC encoders are incompatible with this program's.
"""

from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, brands

if TYPE_CHECKING:
    from lowexp_gui.photo.raster import Raster

_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.heif import decode_heic

    return decode_heic(stream, max_pixels)


FORMAT = FileFormat(
    name="heic",
    title="HEIC",
    media_types={"image/heif": (".heic", ".heif", ".hif", ".heics", ".heifs")},
    recognises=lambda head, _stream: bool(brands(head) & _BRANDS),
    decode=_decode,
)
