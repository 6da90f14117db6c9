"""Writing photos to files."""

from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.catalogued import NOTHING, Catalogued
from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb, to_extended_srgb
from lowexp_gui.photo.encoding import USUAL, Encoding, OutputProfile
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.exif_editing import with_entries
from lowexp_gui.photo.extended_xmp import XmpTooLargeError, parted
from lowexp_gui.photo.formats.file_format import Writing
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.made_profiles import DISPLAY_P3
from lowexp_gui.photo.metadata import exif_that_fits, metadata_of_result
from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.processing import Processing, with_processing
from lowexp_gui.photo.raster import Raster, to_depth
from lowexp_gui.photo.rating import with_rating, without_exif_rating
from lowexp_gui.photo.resolution import RESOLUTION_TAGS, resolution_entries, resolution_of_exif
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.photo.sidecar import catalogued_beside
from lowexp_gui.photo.texts import text_entries, without_places
from lowexp_gui.photo.tiff_tags import ByteOrder, Entry
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_EXIF_LOST = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "A {format} file has no room for all EXIF data of {photo}; choose PNG or TIFF to keep it.",
    )
)
_XMP_LOST = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences",
        "A {format} file has no room for all XMP data of {photo}; choose PNG or TIFF to keep it.",
    )
)


def write_photo(
    codes: Codes,
    like: Photo,
    target: Path,
    *,
    format: PhotoFormat,  # noqa: A002
    encoding: Encoding = USUAL,
    replace: bool = False,
    processing: Processing | None = None,
    rating: int | None = None,
) -> tuple[Sentence, ...]:
    """Write pixels as a file with the properties and metadata of the photo that they were made from.

    Args:
        codes: (height, width, 3) uint8 or uint16 in the profile `written_profile(encoding, format, like)`;
            formats without 16 bits get 8.
        like: the photo that gives alpha, profile, EXIF, XMP, IPTC and the number of channels.
        target: the file, a path in an existing folder.
        format: one of WRITABLE; the suffix of `target` is ignored.
        encoding: the export options.
        replace: whether an existing file may be replaced; the photo's own file never is.
        processing: how the result was made, to be stored in the file.
        rating: the user's rating, one of RATINGS; None for the one in the photo or its sidecars.

    Returns:
        Messages about metadata that could not be stored in the file.

    Rating, keywords and rights that other programs keep in sidecars beside the photo are written too.

    Raises:
        TargetExistsError: the file exists.
        PhotoError: the file cannot be written; nothing is left behind.
        ValueError: `codes` has the wrong shape or type or not the size of `like.alpha`, or the format is not
            writable.
    """
    _check_codes(codes, like)
    writing = format.about.writing
    if writing is None:
        raise ValueError(f"{format} cannot be written")
    if like.path is not None and _same_file(target, like.path):
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is the original photo and is never replaced; choose another name."
                ),
                file=quoted(target),
            ),
            target,
        )
    if writing.max_side is not None and max(codes.shape[:2]) > writing.max_side:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} was not saved: {reason}"),
                file=quoted(target),
                reason=Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "a {format} can have at most {limit} pixels per side; choose PNG or TIFF.",
                    ),
                    format=format.about.title,
                    limit=writing.max_side,
                ),
            ),
            target,
        )
    try:
        catalogued: Catalogued = NOTHING
        notices: tuple[Sentence, ...] = ()
        if not encoding.keep_metadata:
            like, rating = changed(like, metadata=Metadata(), texts=()), None
        elif like.path:
            catalogued, notices = catalogued_beside(like.path)
        if rating is not None:
            catalogued = with_rating(catalogued, rating)
            metadata = changed(like.metadata, exif=without_exif_rating(like.metadata.exif))
            like = changed(like, metadata=metadata)
        icc = written_profile(encoding, format, like)
        raster = _raster(codes, like, writing, icc, encoding, processing, catalogued)
        raster, lost = _fitting(raster, writing, processing)
        about = {"photo": quoted(like.path or target), "format": format.about.title}
        notices += tuple(each.having(**about) for each in lost)
        data = writing.encode(raster, encoding, processing.software if processing else None)
    except MemoryError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} was not saved: {reason}"),
                file=quoted(target),
                reason=Sentence(
                    QT_TRANSLATE_NOOP("sentences", "there is not enough memory; close other programs.")
                ),
            ),
            target,
        ) from error
    save_bytes(data, target, replace=replace)
    return notices


def written_depth(encoding: Encoding, photo_format: PhotoFormat, photo_depth: int) -> int:
    """Bits per sample, 8 or 16, in a file of a format; `photo_depth` is the photo's."""
    return (encoding.bit_depth or photo_depth) if photo_format.about.heeds("bit_depth") else 8


def written_profile(encoding: Encoding, photo_format: PhotoFormat, photo: Photo) -> bytes | None:
    """The ICC profile of a file of a format; None for sRGB, the only choice in some formats.

    For grey photos only their own profile or sRGB's curve can be used.
    """
    if not photo_format.about.heeds("profile"):
        return None
    if encoding.profile is OutputProfile.AS_INPUT:
        return photo.profile
    return None if encoding.profile is OutputProfile.SRGB or photo.grey else DISPLAY_P3


def write_rgb_png(codes: Codes, target: Path, *, replace: bool = False) -> None:
    """Write (height, width, 3) sRGB codes, 8 or 16 bit, as a plain PNG; errors as in `write_photo`."""
    write_photo(codes, Photo(codes), target, format=PhotoFormat.PNG, replace=replace)


def _check_codes(codes: Codes, like: Photo) -> None:
    if codes.ndim != 3 or codes.shape[2] != 3 or codes.dtype not in (np.uint8, np.uint16) or codes.size == 0:
        raise ValueError(f"codes must be (height, width, 3) of 8 or 16 bit, not {codes.shape} {codes.dtype}")
    if like.alpha is not None and like.alpha.shape != codes.shape[:2]:
        raise ValueError(f"codes are {codes.shape[:2]}, but the photo's alpha is {like.alpha.shape}")


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except (OSError, ValueError):
        return False


def _raster(
    codes: Codes,
    like: Photo,
    writing: Writing,
    icc: bytes | None,
    encoding: Encoding,
    processing: Processing | None,
    catalogued: Catalogued,
) -> Raster:
    """The raster to be written, limited to what the format supports; `codes` are in the colours of `icc`."""
    bit_depth = codes.dtype.itemsize * 8 if writing.deep else 8
    colour = to_depth(codes, bit_depth)
    alpha = None if like.alpha is None else to_depth(like.alpha, bit_depth)
    if alpha is not None and not writing.alpha:
        colour, alpha = _on_white(colour, alpha), None
    if like.grey and icc is not None and not writing.grey:
        # A grey profile cannot be used for three channels.
        wide, meaning = to_extended_srgb(colour, icc, grey=True)
        colour, icc = from_extended_srgb(meaning.decode(wide), None, bit_depth), None
    if like.grey and writing.grey:
        colour = _one_channel(colour)
    height, width = codes.shape[:2]
    told = metadata_of_result(
        like.metadata,
        processing,
        width,
        height,
        keep_position=encoding.keep_position,
        catalogued=catalogued,
        room_for_iptc=writing.iptc,
        srgb=icc is None or profile_is_srgb(icc),
    )
    exif = told.exif
    texts = like.texts if encoding.keep_position else without_places(like.texts)
    if not (writing.resolution and writing.texts is None):
        stale = RESOLUTION_TAGS if like.resolution != resolution_of_exif(exif) else ()
        exif = with_entries(exif, lambda order: _exif_for(like, texts, writing, order), stale)
    return Raster(colour, alpha, icc, exif, told.xmp, told.iptc, resolution=like.resolution, texts=texts)


def _exif_for(
    like: Photo, texts: tuple[tuple[str, str], ...], writing: Writing, order: ByteOrder
) -> Iterator[Entry]:
    """Entries for what a format can only store in EXIF: texts and, in most formats, the resolution."""
    own = writing.texts
    yield from text_entries(tuple(each for each in texts if own is not None and each[0] not in own))
    if like.resolution and not writing.resolution:
        yield from resolution_entries(like.resolution, order)


def _one_channel(codes: Codes) -> Codes:
    """The mean of the three channels, exact where they are equal."""
    total = codes[..., 0].astype(np.uint32) + codes[..., 1] + codes[..., 2]
    return cast(Codes, ((total + 1) // 3).astype(codes.dtype))


def _on_white(colour: Codes, alpha: Codes) -> Codes:
    opacity = alpha.astype(np.uint32)[..., None]
    mixed: NDArray[np.uint32] = colour * opacity + (255 - opacity) * 255
    return ((mixed + 127) // 255).astype(np.uint8)


def _fitting(
    raster: Raster, writing: Writing, processing: Processing | None
) -> tuple[Raster, tuple[Sentence, ...]]:
    """The raster with the metadata that fits into a format, and messages about what is lost."""
    notices: tuple[Sentence, ...] = ()
    if writing.max_exif is not None:
        exif, lost = exif_that_fits(raster.exif, writing.max_exif)
        raster, notices = changed(raster, exif=exif), (_EXIF_LOST,) if lost else ()
    try:
        if raster.xmp is not None and writing.max_xmp is not None:
            parted(raster.xmp, writing.max_xmp)
    except XmpTooLargeError:
        smallest = with_processing(None, processing) if processing else None
        return changed(raster, xmp=smallest), (*notices, _XMP_LOST)
    return raster, notices
