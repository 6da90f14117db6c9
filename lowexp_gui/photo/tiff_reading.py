"""TIFF files, read with tifffile."""

import logging
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.cmyk import cmyk_to_srgb
from lowexp_gui.photo.jpeg import jpeg_size
from lowexp_gui.photo.lab import lab_to_srgb
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError, check_size, code_type
from lowexp_gui.photo.tiff_description import TAGS, described
from lowexp_gui.photo.tiff_tags import read_directories, reading_from
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# tifffile logs every oddity of a file; unreadable photos are reported by exceptions instead.
logging.getLogger("tifffile").setLevel(logging.CRITICAL)

_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _SEPARATED, _YCBCR, _LAB, _ICC_LAB = 0, 1, 2, 3, 5, 6, 8, 9
_CHANNELS = {_WHITE_IS_ZERO: 1, _BLACK_IS_ZERO: 1, _RGB: 3, _PALETTE: 1, _SEPARATED: 4, _YCBCR: 3}
_CHANNELS |= {_LAB: 3, _ICC_LAB: 3}
# None, three fax codings, LZW, JPEG, two codes for Deflate, PackBits, LZMA and Zstandard.
_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 7, 8, 32946, 32773, 34925, 50000})
_JPEG, _JPEG_BLOCK = 7, 16
_ASSOCIATED, _UNASSOCIATED = 1, 2
_MAX_CHANNELS = 8
_ICC = 34675
_REDUCED = 1
_UNSIGNED, _UNDEFINED, _FLOAT = 1, 4, 3
_FLOAT_BITS = (16, 32, 64)
_CLIPPED = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "{photo} has values above white, which are clipped; reduce the exposure before you save such a TIFF.",
    )
)
_SEVERAL = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} contains several pictures; the first one was opened.")
)
_LARGEST = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} contains several pictures; the largest one was opened.")
)
# The most pictures that are examined, and the most sub-images of each.
_MOST_PAGES, _MOST_BENEATH = 100, 8
# The longest list of pixel offsets, in bytes; 250 megapixels in small tiles need half of it.
_LONGEST_VALUE = 16 << 20
_MASK = 4
# A smaller share of pixels is ignored as stray values.
_SOME = 0.0005
_RARE = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences", "{photo} is an unusual kind of TIFF; save it as an 8-bit or 16-bit RGB TIFF first."
    )
)


def decode_tiff(stream: BinaryIO, max_pixels: int) -> Raster:
    """The largest picture of a TIFF file; if several are equally large, the first of them.

    CMYK and Lab are converted to sRGB, 1 to 7 bits to 8, and more than 8 bits to 16.

    Floating-point numbers are in the encoding of the file's profile, from 0 (black) to 1 (white).

    Raises:
        UnreadableError: damaged, too large or of an unsupported kind.
        Exception: anything that tifffile and its codecs raise for damaged data.
    """
    read_at = reading_from(stream)
    if any(each.longest > _LONGEST_VALUE for _, each in read_directories(read_at, ())):
        raise UnreadableError(DAMAGED)
    stream.seek(0)
    with tifffile.TiffFile(stream) as file:
        pages = _pages(file)
        page = max(pages, key=_pixels)
        size = stream.seek(0, 2)
        _check(page, size, max_pixels)
        if page.compression == _JPEG:
            _check_jpeg_segments(stream, page)
        samples, notices = _full_depth(page, _interleaved(page, page.asarray()))
        notices += _several(pages, page)
        icc, orientation = (_value(page.tags, tag) for tag in (_ICC, 274))
    # The description of the file's first picture applies to all, unless the chosen one has its own.
    places = dict.fromkeys([page.offset, pages[0].offset])
    about = described(next(read_directories(read_at, TAGS, place)) for place in places)
    colour, alpha, converted = _channels(page, samples, _bytes(icc))
    return Raster(
        colour,
        alpha,
        icc=None if converted else _bytes(icc),
        exif=about.exif,
        xmp=about.xmp,
        iptc=about.iptc,
        orientation=orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else None,
        notices=notices,
        colours_stated=converted,
    )


def _pages(file: tifffile.TiffFile) -> list[tifffile.TiffPage]:
    """The pictures and sub-images of a file without masks, in the order of the file."""
    pages: list[tifffile.TiffPage] = [cast(tifffile.TiffPage, file.pages[0])]
    try:
        for at in range(_MOST_PAGES):
            page = cast(tifffile.TiffPage, file.pages[at])
            pages += [page] if at else []
            beneath = page.pages
            if beneath is not None:
                count = min(len(beneath), _MOST_BENEATH)
                pages += [cast(tifffile.TiffPage, beneath[number]) for number in range(count)]
    except (IndexError, AttributeError, ValueError, struct.error, tifffile.TiffFileError):
        # There are no more valid pictures.
        pass
    return pages[:1] + [page for page in pages[1:] if not page.subfiletype & _MASK]


def _pixels(page: tifffile.TiffPage) -> int:
    return int(page.imagewidth * page.imagelength)


def _several(pages: Sequence[tifffile.TiffPage], chosen: tifffile.TiffPage) -> tuple[Sentence, ...]:
    """A notice if the file has other independent pictures besides the chosen one."""
    others = [page for page in pages if page is not chosen and not page.subfiletype & _REDUCED]
    if not others:
        return ()
    return (_SEVERAL if all(_pixels(page) == _pixels(chosen) for page in others) else _LARGEST,)


def _value(tags: tifffile.TiffTags, code: int) -> Any:
    tag = tags.get(code)
    return None if tag is None or tag.count > _LONGEST_VALUE else tag.value


def _bytes(value: Any) -> bytes | None:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return bytes(value) if isinstance(value, bytes | bytearray) and value else None


def _check(page: tifffile.TiffPage, file_size: int, max_pixels: int) -> None:
    """Raise UnreadableError for unreadable pictures, before anything large is allocated."""
    check_size(page.imagewidth, page.imagelength, max_pixels)
    if page.is_tiled:
        check_size(page.tilewidth, page.tilelength, max(max_pixels, 1 << 20))
    if not isinstance(page.bitspersample, int):
        raise UnreadableError(_RARE)
    kinds = {page.sampleformat} if not isinstance(page.sampleformat, tuple) else set(page.sampleformat)
    whole = kinds <= {_UNSIGNED, _UNDEFINED} and (1 <= page.bitspersample <= 16 or page.bitspersample == 32)
    if not whole and not (kinds == {_FLOAT} and page.bitspersample in _FLOAT_BITS):
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} has an unusual number format; save it as an 8-bit or 16-bit RGB TIFF first.",
                )
            )
        )
    if page.photometric in (_SEPARATED, _LAB, _ICC_LAB) and kinds == {_FLOAT}:
        raise UnreadableError(_RARE)
    if page.imagedepth != 1 or page.photometric not in _CHANNELS or page.compression not in _COMPRESSIONS:
        raise UnreadableError(_RARE)
    if page.photometric in (_LAB, _ICC_LAB) and page.bitspersample not in (8, 16):
        raise UnreadableError(_RARE)
    if page.photometric == _YCBCR and page.compression != _JPEG:
        raise UnreadableError(_RARE)
    if not _CHANNELS[page.photometric] <= page.samplesperpixel <= _MAX_CHANNELS:
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} has {channels} channels, which a photo cannot have; convert it to RGB first.",
                ),
                channels=page.samplesperpixel,
            )
        )
    segments = list(zip(page.dataoffsets, page.databytecounts, strict=True))
    if not segments or any(
        place <= 0 or count <= 0 or place + count > file_size for place, count in segments
    ):
        raise UnreadableError(DAMAGED)


def _check_jpeg_segments(stream: BinaryIO, page: tifffile.TiffPage) -> None:
    """Raise UnreadableError if a JPEG inside the file claims to be larger than its tile or strip.

    Other codecs are given the size of their output, but JPEG decoders use the JPEG's own header.
    """
    width, height = (
        (page.tilewidth, page.tilelength) if page.is_tiled else (page.imagewidth, page.rowsperstrip)
    )
    for place, count in zip(page.dataoffsets, page.databytecounts, strict=True):
        stream.seek(place)
        found = jpeg_size(stream.read(min(count, 1 << 20)))
        if found[0] > width + _JPEG_BLOCK or found[1] > height + _JPEG_BLOCK:
            raise UnreadableError(DAMAGED)


def _interleaved(page: tifffile.TiffPage, samples: NDArray[Any]) -> NDArray[Any]:
    """Samples as (height, width, channels), from any layout in the file."""
    height, width, channels = page.imagelength, page.imagewidth, page.samplesperpixel
    if page.planarconfig == 2 and channels > 1:
        return np.moveaxis(samples.reshape(channels, height, width), 0, 2)
    return samples.reshape(height, width, channels)


def _full_depth(page: tifffile.TiffPage, samples: NDArray[Any]) -> tuple[Codes, tuple[Sentence, ...]]:
    """Samples scaled to the full range of uint8 or uint16, except palette indices; and notices."""
    bits = page.bitspersample
    if samples.dtype.kind == "f":
        return _from_floats(samples)
    if page.photometric == _PALETTE:
        return samples.astype(code_type(bits)), ()
    if bits in (8, 16):
        return samples.astype(code_type(bits), copy=False), ()
    if bits == 32:
        return (samples >> 16).astype(np.uint16), ()
    top = (1 << bits) - 1
    if bits < 8:
        return (samples.astype(np.uint16) * 255 // top).astype(np.uint8), ()
    return ((samples.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16), ()


def _from_floats(samples: NDArray[Any]) -> tuple[NDArray[np.uint16], tuple[Sentence, ...]]:
    """16-bit codes of values from 0 to 1, converted row by row; NaN becomes black."""
    codes, above = np.empty(samples.shape, np.uint16), 0
    for row, values in zip(codes, samples, strict=True):
        known = np.nan_to_num(values.astype(np.float32), posinf=np.inf, neginf=-np.inf)
        above += int((known > 1).sum())
        row[...] = np.rint(known.clip(0, 1) * np.float32(65535))
    return codes, (_CLIPPED,) if above > _SOME * samples.size else ()


def _channels(page: tifffile.TiffPage, samples: Codes, icc: bytes | None) -> tuple[Codes, Codes | None, bool]:
    """Colour, alpha, and whether the colour has been converted to sRGB."""
    count = _CHANNELS[page.photometric]
    kinds = [int(kind) for kind in page.extrasamples]
    places = [count + at for at, kind in enumerate(kinds) if kind in (_ASSOCIATED, _UNASSOCIATED)]
    alpha = samples[..., places[0]] if places and places[0] < samples.shape[2] else None
    colour = samples[..., 0] if count == 1 else samples[..., :count]
    if page.photometric == _SEPARATED:
        eight = colour if colour.dtype == np.uint8 else (colour >> 8).astype(np.uint8)
        image = Image.fromarray(np.ascontiguousarray(eight), "CMYK")
        small = None if alpha is None else alpha if alpha.dtype == np.uint8 else (alpha >> 8).astype(np.uint8)
        return cmyk_to_srgb(image, icc), small, True
    if page.photometric == _PALETTE:
        return _from_palette(page, colour), None, False
    if page.photometric in (_LAB, _ICC_LAB):
        return lab_to_srgb(colour, signed=page.photometric == _LAB), alpha, True
    if page.photometric == _WHITE_IS_ZERO:
        colour = ~colour
    if alpha is not None and kinds[places[0] - count] == _ASSOCIATED:
        colour = _straight(colour, alpha)
    return colour, alpha, False


def _from_palette(page: tifffile.TiffPage, places: Codes) -> Codes:
    palette = np.asarray(page.colormap)
    if palette.ndim != 2 or palette.shape[0] != 3 or int(places.max()) >= palette.shape[1]:
        raise UnreadableError(DAMAGED)
    # Some programs write 8-bit numbers into palettes.
    eight = palette if palette.max() < 256 else palette >> 8
    return eight.astype(np.uint8).T[places]


def _straight(colour: Codes, alpha: Codes) -> Codes:
    """Straight colour from colour that was premultiplied by its opacity."""
    top = np.iinfo(colour.dtype).max
    opacity = np.maximum(alpha, 1).astype(np.float32)
    if colour.ndim == 3:
        opacity = opacity[..., None]
    return cast(Codes, np.minimum(np.rint(colour * (top / opacity)), top).astype(colour.dtype))
