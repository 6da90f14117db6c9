"""The texts in a PNG file (PNG Specification, third edition, 11.3.3), and metadata blocks stored in them."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.iptc import iptc_of_resources, text_of_iptc
from lowexp_gui.photo.png_chunks import chunk
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_MAX_BLOCK = 64 << 20
_XMP_KEYWORD = "XML:com.adobe.xmp"
# ImageMagick and ExifTool store blocks for which PNG had no chunk as a name, a length, and hexadecimal
# digits.
_PROFILE = "Raw profile type "
_RAW_PROFILE = re.compile(rb"\n[^\n]{0,40}\n\s*(\d{1,9})\s*\n")
_EXIF_MARK, _XMP_MARK = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_RESOURCES_MARK = b"8BIM"
# Keywords that programs use for internal data, and those that duplicate EXIF.
_OF_FILES = ("exif:", "date:", "png:", "icc:", "Thumb::", "Software")
_LONGEST_TEXT, _MOST_TEXT = 1 << 16, 1 << 18
_LEFT_OUT = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} has texts that are too long; they are not kept.")
)


@dataclass(frozen=True)
class PngTexts:
    """The content of a file's texts.

    Attributes:
        exif, xmp, iptc, icc: blocks without prefixes, not yet checked.
        plain: keywords and texts to be read by people.
        notices: messages about what was dropped.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    icc: bytes | None = None
    plain: tuple[tuple[str, str], ...] = ()
    notices: tuple[Sentence, ...] = ()


def read_texts(chunks: Iterable[tuple[bytes, bytes]]) -> PngTexts:
    """The texts in chunks, each a kind and a body; damaged ones are dropped."""
    blocks: dict[str, bytes] = {}
    plain: list[tuple[str, str]] = []
    room, left_out = _MOST_TEXT, False
    for kind, body in chunks:
        keyword, rest = _keyword(body)
        if keyword == _XMP_KEYWORD:
            if "xmp" not in blocks and (packet := _text(kind, rest, _MAX_BLOCK)) is not None:
                blocks["xmp"] = packet
        elif keyword.startswith(_PROFILE):
            name = keyword.removeprefix(_PROFILE).lower()
            if name in _BLOCKS and name not in blocks:
                blocks[name] = _raw_profile(_text(kind, rest, _MAX_BLOCK) or b"")
        elif keyword and not keyword.startswith(_OF_FILES):
            text = _text(kind, rest, _LONGEST_TEXT)
            if text is None or len(text) > min(room, _LONGEST_TEXT):
                left_out = True
                continue
            room -= len(text)
            plain.append((keyword, text.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace")))
    app1 = blocks.get("app1", b"")
    exif = blocks.get("exif") or (app1 if app1.startswith(_EXIF_MARK) else b"")
    xmp = blocks.get("xmp") or (app1.removeprefix(_XMP_MARK) if app1.startswith(_XMP_MARK) else b"")
    iptc = blocks.get("iptc") or blocks.get("8bim") or b""
    return PngTexts(
        exif.removeprefix(_EXIF_MARK) or None,
        xmp or None,
        iptc_of_resources(iptc) if iptc.startswith(_RESOURCES_MARK) else iptc or None,
        blocks.get("icc") or blocks.get("icm") or None,
        tuple(plain),
        (_LEFT_OUT,) if left_out else (),
    )


_BLOCKS = frozenset({"exif", "app1", "xmp", "iptc", "8bim", "icc", "icm"})


def text_chunks(plain: Iterable[tuple[str, str]], xmp: bytes | None, iptc: bytes | None) -> list[bytes]:
    """The chunks of keywords and texts, an XMP packet and IIM records."""
    chunks = [chunk(b"iTXt", _XMP_KEYWORD.encode() + b"\0\0\0\0\0" + xmp)] if xmp else []
    if iptc:
        packed = zlib.compress(text_of_iptc(iptc))
        chunks.append(chunk(b"zTXt", f"{_PROFILE}iptc".encode() + b"\0\0" + packed))
    for keyword, text in plain:
        head = keyword.encode("latin-1", "replace")[:79].strip()
        try:
            chunks.append(chunk(b"tEXt", head + b"\0" + text.encode("latin-1")))
        except UnicodeEncodeError:
            chunks.append(chunk(b"iTXt", head + b"\0\0\0\0\0" + text.encode()))
    return chunks


def inflated(packed: bytes, most: int = _MAX_BLOCK) -> bytes | None:
    """Decompressed data, or None if damaged or larger than `most` bytes."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, most)
    except zlib.error:
        return None
    return data if unpacker.eof else None


def _keyword(body: bytes) -> tuple[str, bytes]:
    """The keyword of a chunk, or "" if there is none, and the rest."""
    head = body[:80]
    place = head.find(b"\0")
    return (head[:place].decode("latin-1"), body[place + 1 :]) if place > 0 else ("", b"")


def _text(kind: bytes, rest: bytes, most: int) -> bytes | None:
    """The text after a keyword; None if it is damaged or decompresses to more than `most` bytes.

    In a zTXt, it is preceded by a method; in an iTXt, by a compression flag, the method, the language and the
    translated keyword.
    """
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return inflated(rest[1:], most) if rest[:1] == b"\0" else None
    parts = rest[2:].split(b"\0", 2)
    if len(rest) < 2 or len(parts) < 3:
        return None
    return inflated(parts[2], most) if rest[0] == 1 else parts[2]


def _raw_profile(text: bytes) -> bytes:
    head = _RAW_PROFILE.match(text)
    if head is None:
        return b""
    try:
        packed = bytes.fromhex(text[head.end() :].decode("ascii"))
    except ValueError:
        return b""
    return packed[: int(head.group(1))]
