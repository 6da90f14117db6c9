"""The declaration of a file format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster, Reduced

HEAD_LENGTH = 144
"""Number of bytes at the start of a file by which its format is recognised."""
_MOST_BRANDS = (HEAD_LENGTH - 16) // 4


class PreviewKind(StrEnum):
    """Small pictures that are read much sooner than the photo, the soonest first."""

    EMBEDDED = "embedded"
    """A small picture that the file holds besides the photo; the camera may have developed it in its way."""
    REDUCED = "reduced"
    """The photo itself, decoded at a smaller size."""


@dataclass(frozen=True, eq=False)
class Writing:
    """How files of a format are written.

    Attributes:
        encode: returns the bytes of a file, given a raster, the encoding, and the name of the program or
            None.
        options: the fields of `Encoding` that it uses, besides those that all formats use.
        max_side: the most pixels per side, or None.
        alpha: whether it supports opacity; otherwise photos are placed on white.
        grey: whether it supports a single channel.
        iptc: whether it can store IPTC; otherwise it is stored as XMP.
        resolution: whether it has its own field for the resolution; otherwise EXIF stores it.
        texts: keywords of the texts that it can store itself, or None for all; EXIF stores the others.
        max_exif, max_xmp: the most bytes, or None. If `max_xmp` is given, a longer XMP packet is split into
            parts.
    """

    encode: "Callable[[Raster, Encoding, str | None], bytes]"
    options: frozenset[str]
    max_side: int | None = None
    alpha: bool = True
    grey: bool = True
    iptc: bool = False
    resolution: bool = False
    texts: frozenset[str] | None = frozenset()
    max_exif: int | None = None
    max_xmp: int | None = None

    @property
    def deep(self) -> bool:
        """Whether it supports 16 bits; otherwise 8."""
        return "bit_depth" in self.options

    @property
    def profiles(self) -> bool:
        """Whether it supports ICC profiles; otherwise it is in sRGB."""
        return "profile" in self.options


@dataclass(frozen=True, eq=False)
class FileFormat:
    """A file format: its names, how its files are recognised, and the code that reads and writes them.

    The code is imported when it is first needed, so that declarations load fast.

    Attributes:
        name: on the command line, and in kept files.
        title: for people; a proper name, the same in every language.
        media_types: media types of shared-mime-info, with their suffixes in lower case. Written files get the
            first suffix of the first type.
        recognises: whether a file has this format, by its first HEAD_LENGTH bytes, and by the whole file if
            these do not decide.
        decode: returns the content of a file, given the file and the most pixels allowed. Raises
            `UnreadableError`, or almost any exception for damaged data.
        writing: how it is written, or None if it is only read.
        aliases: further names on the command line.
        codecs: the modules of imagecodecs that reading and writing need.
        pillow: Pillow's name for it, if Pillow reads its headers and previews quickly and correctly.
        decoded_here: whether it is decoded in the calling process; otherwise in a separate one, which a bad
            file may crash. For formats decoded here, this program parses the file itself, and native code
            gets only the coded pixels.
        previews: how small pictures of each kind are read, given the file and the most pixels allowed. They
            return None if the file has none, and raise as `decode` does.
    """

    name: str
    title: str
    media_types: Mapping[str, tuple[str, ...]]
    recognises: Callable[[bytes, BinaryIO], bool]
    decode: "Callable[[BinaryIO, int], Raster]"
    writing: Writing | None = None
    aliases: tuple[str, ...] = ()
    codecs: tuple[str, ...] = ()
    pillow: str | None = None
    decoded_here: bool = False
    previews: "Mapping[PreviewKind, Callable[[BinaryIO, int], Reduced | None]]" = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of its files, in lower case, with the dot."""
        return tuple(suffix for suffixes in self.media_types.values() for suffix in suffixes)

    @property
    def suffix(self) -> str:
        """The suffix of written files."""
        return self.suffixes[0]

    def heeds(self, option: str) -> bool:
        """Whether a field of `Encoding` affects its files."""
        return self.writing is not None and option in self.writing.options


def brands(head: bytes) -> frozenset[bytes]:
    """The kinds of content that an ISO base media file declares (ISO/IEC 14496-12, 4.3); none for others.

    Args:
        head: the first HEAD_LENGTH bytes.
    """
    if head[4:8] != b"ftyp":
        return frozenset()
    size = min(int.from_bytes(head[:4], "big"), len(head), 16 + 4 * _MOST_BRANDS)
    return frozenset({head[8:12], *(head[place : place + 4] for place in range(16, size - 3, 4))})
