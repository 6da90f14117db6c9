"""The description of a photo in files made of TIFF directories: TIFF, BigTIFF and most raw files."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lowexp_gui.photo.tiff_tags import (
    DESCRIPTIVE_TAGS,
    EXIF_POINTER,
    GPS_POINTER,
    IPTC,
    ByteOrder,
    Directory,
    Entry,
    build_block,
    reordered,
)

XMP = 0x02BC
_MODEL, _CAMERA_OF_DNG = 0x0110, 0xC614
# Tags of DNG and their equivalents in EXIF: the lens and the camera's serial number.
_OF_DNG = {0xC630: 0xA432, 0xC62F: 0xA431}
# EXIF tags that TIFF/EP (ISO 12234-2) and Android put directly into the main directory: exposure,
# aperture, program, sensitivity, dates, the rest of the exposure, focal length, offsets and parts of seconds,
# the sensor's resolution, settings, and names and numbers of owner, camera and lens.
_OF_EXIF = frozenset(
    {0x829A, 0x829D, 0x8822, 0x8827, *range(0x8830, 0x8836), 0x9003, 0x9004, *range(0x9010, 0x9013)}
    | {*range(0x9201, 0x920B), 0x9214, *range(0x9290, 0x9293), 0x9400, 0x9402, 0x9403, 0xA20E, 0xA20F, 0xA210}
    | {0xA215, 0xA217, 0xA300, *range(0xA401, 0xA40D), 0xA420, *range(0xA430, 0xA436)}
)
TAGS = DESCRIPTIVE_TAGS | _OF_EXIF | set(_OF_DNG) | {_CAMERA_OF_DNG, XMP}
"""The tags to be read for `described`."""


@dataclass(frozen=True)
class Description:
    """A main directory in EXIF's form, its byte order, and the XMP and IPTC blocks."""

    order: ByteOrder = "<"
    directory: Directory = field(default_factory=Directory)
    xmp: bytes | None = None
    iptc: bytes | None = None

    def with_more(self, order: ByteOrder, directory: Directory) -> "Description":
        """The description, completed from another EXIF main directory."""
        if not self.directory.entries and not self.directory.children:
            return Description(order, _main_part(directory), self.xmp, self.iptc)
        more = reordered(_main_part(directory), order, self.order)
        return Description(self.order, _merged(self.directory, more), self.xmp, self.iptc)

    @property
    def exif(self) -> bytes | None:
        """The directory as an EXIF block; None if it is empty."""
        known = self.directory.entries or self.directory.children
        return build_block(self.directory, self.order) if known else None


def described(directories: Iterable[tuple[ByteOrder, Directory]]) -> Description:
    """The merged description of several directories; if two have the same tag, the first one counts."""
    found = Description()
    for order, directory in directories:
        said = found.with_more(order, _as_exif(directory))
        values = {entry.tag: entry.value for entry in directory.entries}
        found = Description(
            said.order, said.directory, said.xmp or values.get(XMP), said.iptc or values.get(IPTC)
        )
    return found


def _as_exif(directory: Directory) -> Directory:
    """A directory with each tag in the place where EXIF expects it."""
    model = any(entry.tag == _MODEL for entry in directory.entries)
    main, inner = [], []
    for entry in directory.entries:
        if entry.tag in _OF_EXIF:
            inner.append(entry)
        elif entry.tag in _OF_DNG:
            inner.append(Entry(_OF_DNG[entry.tag], entry.type, entry.count, entry.value))
        elif entry.tag == _CAMERA_OF_DNG and not model:
            main.append(Entry(_MODEL, entry.type, entry.count, entry.value))
        else:
            main.append(entry)
    children = dict(directory.children)
    if inner:
        children[EXIF_POINTER] = _merged(children.get(EXIF_POINTER, Directory()), Directory(tuple(inner)))
    return Directory(tuple(main), children)


def _main_part(directory: Directory) -> Directory:
    """The descriptive tags of a main directory, without IPTC."""
    return Directory(
        tuple(e for e in directory.entries if e.tag in DESCRIPTIVE_TAGS and e.tag != IPTC),
        {tag: child for tag, child in directory.children.items() if tag in (EXIF_POINTER, GPS_POINTER)},
    )


def _merged(first: Directory, second: Directory) -> Directory:
    """The first directory, with what only the second has."""
    known = {entry.tag for entry in first.entries}
    children = dict(first.children)
    for tag, child in second.children.items():
        children[tag] = _merged(children[tag], child) if tag in children else child
    return Directory((*first.entries, *(e for e in second.entries if e.tag not in known)), children)
