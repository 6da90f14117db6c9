"""The changes to EXIF and XMP that upright photos and results need, and no others."""

import logging
import struct
from dataclasses import dataclass, replace

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.catalogued import NOTHING, Catalogued, catalogue_changes
from lowexp_gui.photo.exif_editing import (
    sound_exif,
    with_colour_space,
    with_size,
    with_software,
    without_position,
)
from lowexp_gui.photo.iptc_in_xmp import with_iptc
from lowexp_gui.photo.outdated import outdated
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.places import iptc_without_place, tells_place
from lowexp_gui.photo.processing import Processing, own_removals, processing_node
from lowexp_gui.photo.tiff_tags import (
    MAKER_NOTE,
    ORIENTATION,
    SOFTWARE,
    Directory,
    Entry,
    build_block,
    byte_order,
    find_entries,
    read_block,
)
from lowexp_gui.photo.xmp import (
    EMPTY,
    EXIF,
    PHOTOSHOP,
    TIFF,
    Change,
    DamagedXmpError,
    Packet,
    Property,
    read_packet,
    without_properties,
)
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)
_ORIENTATIONS = frozenset("12345678")
_SIZES = {
    (TIFF, "ImageWidth"): "width",
    (TIFF, "ImageLength"): "height",
    (EXIF, "PixelXDimension"): "width",
    (EXIF, "PixelYDimension"): "height",
}
_EXIF_DAMAGED = Sentence(QT_TRANSLATE_NOOP("sentences", "{photo} has damaged EXIF data, which is not kept."))
_EXIF_PARTLY_DAMAGED = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} has damaged EXIF data; only the undamaged part is kept.")
)
_XMP_DAMAGED = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} has XMP data that is damaged or too large; it is not kept.")
)
# EXIF's colour spaces, and the name of the usual profile.
_SRGB, _UNCALIBRATED, _SRGB_PROFILE = "1", "65535", "sRGB IEC61966-2.1"
_SHORT, _LONG = 3, 4


@dataclass(frozen=True)
class UprightMetadata:
    """The metadata of a photo that has been rotated upright.

    Attributes:
        metadata: EXIF and XMP, without damaged parts and without parts that do not apply to a result.
        orientation: the photo's original orientation, 1 to 8.
        notices: messages for the user, as sentences about `{photo}`.
    """

    metadata: Metadata
    orientation: int = 1
    notices: tuple[Sentence, ...] = ()


def upright_metadata(
    exif: bytes | None, xmp: bytes | None, orientation: int | None = None
) -> UprightMetadata:
    """The metadata of a photo that has been rotated upright.

    Args:
        exif: a TIFF-structured block without prefix; an invalid one is dropped.
        xmp: an XMP packet; an invalid one is dropped.
        orientation: from the file format; if None, EXIF decides, then XMP.

    The orientation is set to 1, and the link to the thumbnail of the original is removed. Both happen in
    place: no other byte changes, and maker notes stay readable.
    """
    notices: list[Sentence] = []
    if exif is not None:
        exif, damaged = sound_exif(exif)
        if damaged:
            notices.append(_EXIF_DAMAGED if exif is None else _EXIF_PARTLY_DAMAGED)
    packet = None
    if xmp is not None:
        try:
            packet = read_packet(xmp)
        except DamagedXmpError as error:
            _log.warning("An XMP packet of %d bytes is left out: %s.", len(xmp), error)
            notices.append(_XMP_DAMAGED)
    turned = _orientation_properties(packet) if packet else []
    for stated in (orientation, exif_orientation(exif), *(int(each.value) for each in turned)):
        if stated is not None:
            break
    upright_exif = _without_thumbnail(_with_orientation_1(exif)) if exif else None
    upright_xmp = None
    if packet is not None:
        changes, told = outdated(packet)
        notices += told
        upright_xmp = packet.changed(
            [*changes, *packet.declarations(), *(packet.with_value(each, "1") for each in turned)]
        )
    return UprightMetadata(Metadata(upright_exif, upright_xmp), stated or 1, tuple(notices))


def _orientation_properties(packet: Packet) -> list[Property]:
    return [
        each
        for each in packet.properties()
        if (each.namespace, each.name) == (TIFF, "Orientation") and each.value.strip() in _ORIENTATIONS
    ]


def metadata_of_result(
    metadata: Metadata,
    processing: Processing | None,
    width: int,
    height: int,
    *,
    keep_position: bool = True,
    catalogued: Catalogued = NOTHING,
    room_for_iptc: bool = True,
    srgb: bool | None = None,
) -> Metadata:
    """The metadata of a result: the photo's metadata, the new size, and how the result was made.

    Args:
        metadata: the photo's.
        processing: written to EXIF's `Software` and to XMP; None leaves both unchanged.
        width, height: size of the result in pixels; replaces the stated size.
        keep_position: whether information about the place is kept.
        catalogued: rating, keywords and rights from sidecars.
        room_for_iptc: whether the format can store IPTC; otherwise it is stored as XMP.
        srgb: whether the result is in sRGB, for the colour space tags; None leaves them unchanged.
    """
    exif, iptc = metadata.exif, metadata.iptc
    if exif is not None:
        exif = with_size(exif, width, height)
        exif = exif if keep_position else without_position(exif)
        exif = exif if srgb is None else with_colour_space(exif, srgb)
    if iptc is not None and not keep_position:
        iptc = iptc_without_place(iptc)
    if processing is not None:
        software = processing.software
        exif = software_block(software) if exif is None else with_software(exif, software)
    xmp = metadata.xmp
    if iptc is not None and not room_for_iptc:
        xmp, iptc = with_iptc(_packet_of(xmp), iptc), None
    if xmp is not None or processing is not None or catalogued:
        packet = _packet_of(xmp)
        changes = [*_size_changes(packet, width, height), *_colour_changes(packet, srgb)]
        changes += [] if keep_position else without_properties(packet, tells_place)
        more, node = catalogue_changes(packet, catalogued)
        nodes = [node] if node else []
        if processing is not None:
            more += own_removals(packet)
            nodes.append(processing_node(packet, processing))
        added = [packet.insertion(b"\n".join(nodes))] if nodes else []
        xmp = packet.changed([*changes, *more, *added])
    return Metadata(exif, xmp, iptc)


def _packet_of(xmp: bytes | None) -> Packet:
    try:
        return read_packet(EMPTY if xmp is None else xmp)
    except DamagedXmpError as error:
        _log.warning("An XMP packet of %d bytes is left out: %s.", len(xmp or b""), error)
        return read_packet(EMPTY)


def _size_changes(packet: Packet, width: int, height: int) -> list[Change]:
    numbers = {"width": width, "height": height}
    return [
        packet.with_value(each, str(number))
        for each in packet.properties()
        if (number := numbers.get(_SIZES.get((each.namespace, each.name), ""))) is not None
        and each.value.strip() not in ("", str(number))
    ]


def _colour_changes(packet: Packet, srgb: bool | None) -> list[Change]:
    """The changes that update a packet's colour space."""
    changes = []
    for each in packet.properties():
        said, name = each.value.strip(), (each.namespace, each.name)
        if name == (EXIF, "ColorSpace") and srgb is not None and (said == _SRGB) != srgb:
            changes.append(packet.with_value(each, _SRGB if srgb else _UNCALIBRATED))
        elif name == (PHOTOSHOP, "ICCProfile") and srgb and not said.startswith("sRGB"):
            changes.append(packet.with_value(each, _SRGB_PROFILE))
    return changes


def exif_orientation(exif: bytes | None) -> int | None:
    """The orientation in an EXIF block, 1 to 8, or None if it is missing or invalid."""
    for place in find_entries(exif, ORIENTATION) if exif else []:
        value = _orientation_at(exif, place) if exif else None
        if value is not None and 1 <= value <= 8:
            return value
    return None


def _orientation_at(exif: bytes, place: int) -> int | None:
    order = byte_order(exif)
    kind, count = struct.unpack_from(f"{order}HI", exif, place + 2)
    if count != 1 or kind not in (_SHORT, _LONG):
        return None
    return int(struct.unpack_from(f"{order}{'H' if kind == _SHORT else 'I'}", exif, place + 8)[0])


def _with_orientation_1(exif: bytes) -> bytes:
    patched = bytearray(exif)
    for place in find_entries(exif, ORIENTATION):
        if _orientation_at(exif, place) is not None:
            kind = struct.unpack_from(f"{byte_order(exif)}H", exif, place + 2)[0]
            struct.pack_into(f"{byte_order(exif)}{'H' if kind == _SHORT else 'I'}", patched, place + 8, 1)
    return bytes(patched)


def _without_thumbnail(exif: bytes) -> bytes:
    """The block without the second directory, which holds the thumbnail."""
    order = byte_order(exif)
    (main,) = struct.unpack_from(f"{order}I", exif, 4)
    if main + 2 > len(exif):
        return exif
    (entries,) = struct.unpack_from(f"{order}H", exif, main)
    link = main + 2 + 12 * entries
    if link + 4 > len(exif):
        return exif
    return exif[:link] + bytes(4) + exif[link + 4 :]


def exif_that_fits(exif: bytes | None, limit: int) -> tuple[bytes | None, bool]:
    """As much of a block as fits into `limit` bytes, and whether more than the thumbnail was lost.

    Removed first is the thumbnail, then the maker note, then all directories except the main one.
    """
    if exif is None or len(exif) <= limit:
        return exif, False
    content = read_block(exif)
    if content is not None:
        order, directory = content
        for smaller in (directory, directory.without(MAKER_NOTE), replace(directory, children={})):
            block = build_block(smaller, order)
            if len(block) <= limit:
                return block, smaller is not directory
    return None, True


def software_block(software: str) -> bytes:
    """An EXIF block with only the program's name."""
    text = software.encode("ascii", "replace") + b"\0"
    return build_block(Directory((Entry(SOFTWARE, 2, len(text), text),)), "<")
