"""Camera raw files, which are only read."""

from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from lowexp_gui.photo.formats.file_format import FileFormat, PreviewKind
from lowexp_gui.photo.raw_recognition import is_raw

if TYPE_CHECKING:
    from lowexp_gui.photo.raster import Raster, Reduced


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.raw import decode_raw

    return decode_raw(stream, max_pixels)


def _embedded(stream: BinaryIO, max_pixels: int) -> "Reduced | None":
    from lowexp_gui.photo.raw import embedded_in_raw

    return embedded_in_raw(stream, max_pixels)


def _reduced(stream: BinaryIO, max_pixels: int) -> "Reduced":
    from lowexp_gui.photo.raw import reduced_raw

    return reduced_raw(stream, max_pixels)


FORMAT = FileFormat(
    name="raw",
    title="Camera raw",
    media_types={
        "image/x-adobe-dng": (".dng",),
        "image/x-canon-cr2": (".cr2",),
        "image/x-canon-cr3": (".cr3",),
        "image/x-canon-crw": (".crw",),
        "image/x-fuji-raf": (".raf",),
        "image/x-hasselblad-3fr": (".3fr", ".fff"),
        "image/x-kodak-dcr": (".dcr",),
        "image/x-kodak-kdc": (".kdc",),
        "image/x-minolta-mrw": (".mrw",),
        "image/x-nikon-nef": (".nef",),
        "image/x-nikon-nrw": (".nrw",),
        "image/x-olympus-orf": (".orf", ".ori"),
        "image/x-panasonic-rw": (".raw",),
        "image/x-panasonic-rw2": (".rw2", ".rwl"),
        "image/x-pentax-pef": (".pef",),
        "image/x-phaseone-iiq": (".iiq",),
        "image/x-mamiya-mef": (".mef",),
        "image/x-epson-erf": (".erf",),
        "image/x-samsung-srw": (".srw",),
        "image/x-sigma-x3f": (".x3f",),
        "image/x-sony-arw": (".arw",),
        "image/x-sony-sr2": (".sr2",),
        "image/x-sony-srf": (".srf",),
    },
    recognises=is_raw,
    decode=_decode,
    previews=MappingProxyType({PreviewKind.EMBEDDED: _embedded, PreviewKind.REDUCED: _reduced}),
)
