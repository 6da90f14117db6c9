"""Metadata that points at parts of a picture, such as faces: wrong once the picture is turned or cropped."""

from dataclasses import replace

from lowexp_gui.photo.exif_editing import without_tags
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.xmp import DamagedXmpError, Property, read_packet, without_properties

# SubjectArea and SubjectLocation of EXIF 2.32, 4.6.5.
_EXIF_TAGS = (0x9214, 0xA214)
# Guidelines for handling image metadata 2.0 of the Metadata Working Group, 5.9; Microsoft's people tags;
# IPTC Photo Metadata 2019.1, Image Region.
_XMP_NAMES = frozenset(
    {
        ("http://www.metadataworkinggroup.com/schemas/regions/", "Regions"),
        ("http://ns.microsoft.com/photo/1.2/", "RegionInfo"),
        ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "ImageRegion"),
    }
)


def without_picture_parts(metadata: Metadata) -> Metadata:
    """The metadata without what points at parts of the picture."""
    exif = None if metadata.exif is None else without_tags(metadata.exif, _EXIF_TAGS)
    return replace(metadata, exif=exif, xmp=_xmp_without(metadata.xmp))


def _xmp_without(xmp: bytes | None) -> bytes | None:
    if xmp is None:
        return None
    try:
        packet = read_packet(xmp)
    except DamagedXmpError:
        # Writing leaves it out.
        return xmp
    return packet.changed(without_properties(packet, _points_at_a_part))


def _points_at_a_part(found: Property) -> bool:
    return (found.namespace, found.name) in _XMP_NAMES
