"""Ratings as XMP has them: 1 to 5 stars, 0 for none, -1 for rejected."""

from collections import Counter

from lowexp_gui.photo.catalogued import Catalogued, catalogue_changes, catalogued_in
from lowexp_gui.photo.exif_editing import without_tags
from lowexp_gui.photo.tiff_tags import read_block
from lowexp_gui.photo.xmp import XMP, Change, DamagedXmpError, Packet, read_packet

RATINGS = range(-1, 6)
_NAME = (XMP, "Rating")
_EXIF_RATING, _EXIF_PERCENT = 0x4746, 0x4749


def rating_in(catalogued: Catalogued) -> int | None:
    """The rating among what catalogue programs wrote; None if there is none, or an invalid one."""
    for _, text in catalogued.get(_NAME, ()):
        try:
            number = float(text)
        except ValueError:
            return None
        return int(number) if number in RATINGS else None
    return None


def with_rating(catalogued: Catalogued, rating: int) -> Catalogued:
    """What catalogue programs wrote, with another rating."""
    return dict(catalogued) | {_NAME: (("", str(rating)),)}


def rating_of(xmp: bytes | None, exif: bytes | None) -> int | None:
    """The rating in a photo's own metadata, of which XMP comes first."""
    try:
        found = rating_in(catalogued_in(read_packet(xmp))) if xmp else None
    except DamagedXmpError:
        found = None
    return found if found is not None else _rating_of_exif(exif)


def without_exif_rating(exif: bytes | None) -> bytes | None:
    """The block without the ratings of its main directory, which would contradict the one in XMP."""
    return exif if exif is None else without_tags(exif, (_EXIF_RATING, _EXIF_PERCENT))


def rating_changes(packet: Packet, rating: int) -> tuple[list[Change], bytes]:
    """The changes that store a rating in a packet, and a node to be added, or b""."""
    return catalogue_changes(packet, with_rating({}, rating))


def rating_removals(packet: Packet, rating: int) -> list[Change]:
    """The changes that remove a rating of this value."""
    found = list(packet.properties())
    nodes = [each.element if each.attribute else each.element.parent for each in found]
    counts = Counter(map(id, nodes))
    changes = []
    for each, node in zip(found, nodes, strict=True):
        if (each.namespace, each.name) == _NAME and each.value.strip() == str(rating):
            is_alone = node is not None and counts[id(node)] == 1
            changes.append(packet.removal_of_element(node) if node and is_alone else packet.removal(each))
    return changes


def _rating_of_exif(exif: bytes | None) -> int | None:
    content = read_block(exif) if exif else None
    if content is None:
        return None
    order, directory = content
    for entry in directory.entries:
        if entry.tag == _EXIF_RATING and entry.count == 1 and len(entry.value) >= 2:
            value = int.from_bytes(entry.value[:2], "little" if order == "<" else "big")
            return value if 1 <= value <= 5 else None
    return None
