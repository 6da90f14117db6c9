"""The brands (kinds of content) that an ISO base media file declares (ISO/IEC 14496-12, 4.3)."""

from lowexp_gui.photo.formats.file_format import HEAD_LENGTH

_MOST_BRANDS = (HEAD_LENGTH - 16) // 4


def brands(head: bytes) -> frozenset[bytes]:
    """The brands in a file's first HEAD_LENGTH bytes; none for other files."""
    if head[4:8] != b"ftyp":
        return frozenset()
    size = min(int.from_bytes(head[:4], "big"), len(head), 16 + 4 * _MOST_BRANDS)
    return frozenset({head[8:12], *(head[place : place + 4] for place in range(16, size - 3, 4))})
