"""What is declared of a file format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster

HEAD_LENGTH = 144
"""As many first bytes of a file as its format is recognised by."""


@dataclass(frozen=True, eq=False)
class Writing:
    """How files of a format are written.

    Attributes:
        encode: the bytes of a file; given a raster, the choices, and the name of the program or None.
        options: the fields of `Encoding` that it heeds, beside those that all formats do.
        max_side: the most pixels a side, or None.
        alpha: whether it has room for opacity; else photos come on white.
        grey: whether it may have one channel.
        iptc: whether it has a place for IPTC; else XMP tells the same.
        resolution: whether it has a place of its own for the resolution; else EXIF tells it.
        texts: keywords of the texts that it has places of its own for, or None for all; else EXIF tells them.
        max_exif, max_xmp: the most bytes, or None. A longer XMP packet is told in parts where `max_xmp` is.
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
        """Whether it may have 16 bits; else 8."""
        return "bit_depth" in self.options

    @property
    def profiles(self) -> bool:
        """Whether it may have an ICC profile; else it is in sRGB."""
        return "profile" in self.options


@dataclass(frozen=True, eq=False)
class FileFormat:
    """A file format: its names, how its files are told from others, and the code that reads and writes them.

    The code is imported when it is first needed, so that a declaration costs nothing.

    Attributes:
        name: on the command line, and in kept files.
        title: for people; a proper name, the same in every language.
        media_types: names of the kinds of files by shared-mime-info, with their suffixes in lower case. The
            first suffix of the first kind is written.
        recognises: whether a file is one, by its first HEAD_LENGTH bytes, and by the file where these do not
            tell.
        decode: what is in a file; given the file and the most pixels that are read. Raises `UnreadableError`,
            or nearly anything for damaged data.
        writing: how it is written, or None where it is read only.
        aliases: further names on the command line.
        codecs: the modules of imagecodecs that reading and writing need.
        pillow: what Pillow calls it, where Pillow reads headers and small pictures of it quickly and right.
        pages: whether a file may hold several pictures of which the largest, not the first, is opened.
        decoded_here: whether it is decoded in the process that wants the photo; else in another one, which
            may die of what is in a file. Of files that are decoded here, this program sorts all parts by
            itself, and native code sees nothing but pixels.
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
    pages: bool = False
    decoded_here: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of its files, in lower case, with the dot."""
        return tuple(suffix for suffixes in self.media_types.values() for suffix in suffixes)

    @property
    def suffix(self) -> str:
        """Of the files that are written."""
        return self.suffixes[0]

    def heeds(self, option: str) -> bool:
        """Whether its files are written by a field of `Encoding`."""
        return self.writing is not None and option in self.writing.options
