"""Readable texts of a PNG or JPEG besides EXIF and XMP, for files of other formats."""

from lowexp_gui.photo.places import name_tells_place
from lowexp_gui.photo.tiff_tags import Entry

_DESCRIPTION, _ARTIST, _COPYRIGHT = 0x010E, 0x013B, 0x8298
# Tags of Windows, with texts in UTF-16.
_TITLE, _COMMENT = 0x9C9B, 0x9C9C
_ASCII, _BYTE = 2, 1
_PLACES = {"Description": _DESCRIPTION, "Author": _ARTIST, "Copyright": _COPYRIGHT}
_ALL_TOGETHER = 1 << 14


def without_places(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The texts without those whose keyword names a place."""
    return tuple((keyword, text) for keyword, text in texts if not name_tells_place(keyword))


def text_entries(texts: tuple[tuple[str, str], ...]) -> tuple[Entry, ...]:
    """Entries of EXIF's main directory for texts: an entry each for some keywords, and one for all others.

    The texts are cut to some thousand letters together, so that EXIF fits into a JPEG.
    """
    entries: dict[int, Entry] = {}
    rest: list[str] = []
    room = _ALL_TOGETHER
    for keyword, whole in texts:
        text = whole[: max(0, room // 4)]
        room -= 4 * len(text)
        tag = _PLACES.get(keyword)
        if tag is not None and tag not in entries:
            value = text.encode().replace(b"\0", b" ") + b"\0"
            entries[tag] = Entry(tag, _ASCII, len(value), value)
        elif keyword == "Title" and _TITLE not in entries:
            entries[_TITLE] = _wide(_TITLE, text)
        elif text:
            rest.append(text if keyword == "Comment" else f"{keyword}: {text}")
    if rest:
        entries[_COMMENT] = _wide(_COMMENT, "\n".join(rest))
    return tuple(entries.values())


def _wide(tag: int, text: str) -> Entry:
    value = text.encode("utf-16-le", "replace") + b"\0\0"
    return Entry(tag, _BYTE, len(value), value)
