"""Which kinds of files the system offers Lowexp for: those that it reads, by what the systems call them."""

import sys
from dataclasses import dataclass

from .project import MODEL_SUFFIX, MODEL_TYPE, ROOT, TITLE


@dataclass(frozen=True)
class FileKind:
    """A kind of photo: its media type (shared-mime-info's name), what people call it, and its suffixes."""

    media_type: str
    title: str
    suffixes: tuple[str, ...]


KINDS = (
    FileKind("image/jpeg", "JPEG photo", (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo")),
    FileKind("image/png", "PNG picture", (".png",)),
    FileKind("image/webp", "WebP picture", (".webp",)),
    FileKind("image/tiff", "TIFF picture", (".tif", ".tiff")),
    FileKind("image/heif", "HEIF photo", (".heic", ".heif", ".hif", ".heics", ".heifs")),
    FileKind("image/avif", "AVIF photo", (".avif", ".avifs")),
    FileKind("image/jxl", "JPEG XL photo", (".jxl",)),
    FileKind("image/jp2", "JPEG 2000 picture", (".jp2", ".j2k")),
    FileKind("image/bmp", "Windows bitmap", (".bmp", ".dib")),
    FileKind("image/gif", "GIF picture", (".gif",)),
    FileKind("image/x-exr", "OpenEXR picture", (".exr",)),
    FileKind("image/x-adobe-dng", "DNG raw photo", (".dng",)),
    FileKind("image/x-canon-cr2", "Canon raw photo", (".cr2",)),
    FileKind("image/x-canon-cr3", "Canon raw photo", (".cr3",)),
    FileKind("image/x-canon-crw", "Canon raw photo", (".crw",)),
    FileKind("image/x-fuji-raf", "Fujifilm raw photo", (".raf",)),
    FileKind("image/x-hasselblad-3fr", "Hasselblad raw photo", (".3fr", ".fff")),
    FileKind("image/x-kodak-dcr", "Kodak raw photo", (".dcr",)),
    FileKind("image/x-kodak-kdc", "Kodak raw photo", (".kdc", ".k25")),
    FileKind("image/x-minolta-mrw", "Minolta raw photo", (".mrw",)),
    FileKind("image/x-nikon-nef", "Nikon raw photo", (".nef",)),
    FileKind("image/x-nikon-nrw", "Nikon raw photo", (".nrw",)),
    FileKind("image/x-olympus-orf", "Olympus raw photo", (".orf", ".ori")),
    FileKind("image/x-panasonic-rw", "Panasonic raw photo", (".raw",)),
    FileKind("image/x-panasonic-rw2", "Panasonic raw photo", (".rw2", ".rwl")),
    FileKind("image/x-pentax-pef", "Pentax raw photo", (".pef", ".ptx")),
    FileKind("image/x-phaseone-iiq", "Phase One raw photo", (".iiq", ".cap")),
    FileKind("image/x-mamiya-mef", "Mamiya raw photo", (".mef",)),
    FileKind("image/x-leaf-mos", "Leaf raw photo", (".mos",)),
    FileKind("image/x-epson-erf", "Epson raw photo", (".erf",)),
    FileKind("image/x-samsung-srw", "Samsung raw photo", (".srw",)),
    FileKind("image/x-sigma-x3f", "Sigma raw photo", (".x3f",)),
    FileKind("image/x-sony-arw", "Sony raw photo", (".arw",)),
    FileKind("image/x-sony-sr2", "Sony raw photo", (".sr2",)),
    FileKind("image/x-sony-srf", "Sony raw photo", (".srf",)),
)


def suffixes_read() -> frozenset[str]:
    """The suffixes of the photos that the program reads, as it says itself."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from lowexp_gui.photo.finding import SUFFIXES

    return SUFFIXES


def kinds_read() -> tuple[FileKind, ...]:
    """The kinds of which the program reads any suffix."""
    read = suffixes_read()
    return tuple(kind for kind in KINDS if read.intersection(kind.suffixes))


def document_types() -> list[dict[str, object]]:
    """The same for macOS: CFBundleDocumentTypes."""
    photos = sorted({suffix[1:] for kind in kinds_read() for suffix in kind.suffixes})
    return [
        {
            "CFBundleTypeName": "Photo",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Alternate",
            "CFBundleTypeExtensions": photos,
            "CFBundleTypeMIMETypes": [kind.media_type for kind in kinds_read()],
        },
        {
            "CFBundleTypeName": f"Model of {TITLE}",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "CFBundleTypeExtensions": [MODEL_SUFFIX[1:]],
            "CFBundleTypeMIMETypes": [MODEL_TYPE],
        },
    ]
