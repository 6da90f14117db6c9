"""Writing photos to files."""

from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo import heif, jpeg, webp
from lowexp_gui.photo.catalogued import NOTHING, Catalogued
from lowexp_gui.photo.colour import from_extended_srgb, profile_is_srgb, to_extended_srgb
from lowexp_gui.photo.encoding import DEEP, USUAL, Encoding
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.exif_editing import with_entries
from lowexp_gui.photo.extended_xmp import XmpTooLargeError, parted
from lowexp_gui.photo.jpegxl import encode_jpegxl
from lowexp_gui.photo.metadata import exif_that_fits, metadata_of_result
from lowexp_gui.photo.photograph import WRITABLE, Codes, Photo, PhotoFormat
from lowexp_gui.photo.png import encode_png
from lowexp_gui.photo.processing import Processing, with_processing
from lowexp_gui.photo.raster import Raster, to_depth
from lowexp_gui.photo.resolution import RESOLUTION_TAGS, resolution_entries, resolution_of_exif
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.photo.sidecar import catalogued_beside
from lowexp_gui.photo.texts import text_entries, without_places
from lowexp_gui.photo.tiff_tags import ByteOrder, Entry
from lowexp_gui.photo.tiff_writing import encode_tiff

_MAX_SIDES = {
    PhotoFormat.JPEG: jpeg.MAX_SIDE,
    PhotoFormat.WEBP: webp.MAX_SIDE,
    PhotoFormat.AVIF: heif.MAX_SIDE,
}
_EXIF_LOST = (
    "The result of {} lacks EXIF data, for which a JPEG has no room; choose PNG or TIFF to keep them."
)
_XMP_LOST = "The result of {} lacks XMP data, for which a JPEG has no room; choose PNG or TIFF to keep them."
_WITH_IPTC = (PhotoFormat.JPEG, PhotoFormat.PNG, PhotoFormat.TIFF)
_THREE_CHANNELS = (PhotoFormat.WEBP, PhotoFormat.AVIF)


def write_photo(
    codes: Codes,
    like: Photo,
    target: Path,
    *,
    format: PhotoFormat,  # noqa: A002
    encoding: Encoding = USUAL,
    replace: bool = False,
    processing: Processing | None = None,
) -> tuple[str, ...]:
    """Write codes as a file that resembles the photo they were made from.

    Args:
        codes: (height, width, 3) uint8 or uint16 in the profile `encoding.profile_of(format, like)`; formats
            without 16 bits get 8.
        like: gives alpha, profile, EXIF, XMP and IPTC, and whether there is one channel.
        target: the file, in a folder that exists.
        format: of the file, one of WRITABLE; its name is not looked at.
        encoding: how.
        replace: whether a file that is there already may be replaced; the photo's own file never is.
        processing: what was done to the photo, to be told in the file.

    Returns:
        Sentences on what the file could not keep of the photo's metadata.

    Rating, keywords and rights that other programs keep in sidecars beside the photo are told too.

    Raises:
        TargetExistsError: there is a file already.
        PhotoError: it cannot be written; nothing is left behind then.
        ValueError: codes of another shape or type, or another size than `like.alpha`, or such a format.
    """
    _check_codes(codes, like)
    if format not in WRITABLE:
        raise ValueError(f"{format} cannot be written")
    if like.path is not None and _same_file(target, like.path):
        raise PhotoError(
            f"{quoted(target)} is the original photo and stays untouched; choose another name.", target
        )
    if max(codes.shape[:2]) > _MAX_SIDES.get(format, 1 << 32):
        raise PhotoError(
            f"{quoted(target)} was not saved: a {format.value.upper()} holds at most {_MAX_SIDES[format]} "
            "pixels a side; choose PNG or TIFF.",
            target,
        )
    try:
        catalogued, notices = catalogued_beside(like.path) if like.path else (NOTHING, ())
        raster = _raster(codes, like, format, encoding, processing, catalogued)
        if format is PhotoFormat.JPEG:
            raster, lost = _fitting_jpeg(raster, processing)
            notices += tuple(each.format(quoted(like.path or target)) for each in lost)
        data = _encode(raster, format, encoding, processing)
    except MemoryError as error:
        raise PhotoError(
            f"{quoted(target)} was not saved: there is not enough memory; close other programs.", target
        ) from error
    save_bytes(data, target, replace=replace)
    return notices


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
    photo_format: PhotoFormat,
    encoding: Encoding,
    processing: Processing | None,
    catalogued: Catalogued,
) -> Raster:
    """What the format can hold of the photo."""
    bit_depth = codes.dtype.itemsize * 8 if photo_format in DEEP else 8
    colour = to_depth(codes, bit_depth)
    alpha = None if like.alpha is None else to_depth(like.alpha, bit_depth)
    if alpha is not None and photo_format is PhotoFormat.JPEG:
        colour, alpha = _on_white(colour, alpha), None
    icc = encoding.profile_of(photo_format, like)
    if like.grey and icc is not None and photo_format in _THREE_CHANNELS:
        # A grey profile does not fit three channels.
        wide, meaning = to_extended_srgb(colour, icc, grey=True)
        colour, icc = from_extended_srgb(meaning.decode(wide), None, bit_depth), None
    if like.grey and photo_format not in _THREE_CHANNELS:
        colour = _one_channel(colour)
    height, width = codes.shape[:2]
    told = metadata_of_result(
        like.metadata,
        processing,
        width,
        height,
        keep_position=encoding.keep_position,
        catalogued=catalogued,
        room_for_iptc=photo_format in _WITH_IPTC,
        srgb=icc is None or profile_is_srgb(icc),
    )
    exif = told.exif
    texts = like.texts if encoding.keep_position else without_places(like.texts)
    if photo_format is not PhotoFormat.PNG:
        stale = RESOLUTION_TAGS if like.resolution != resolution_of_exif(exif) else ()
        exif = with_entries(exif, lambda order: _exif_for(like, texts, photo_format, order), stale)
    return Raster(colour, alpha, icc, exif, told.xmp, told.iptc, resolution=like.resolution, texts=texts)


def _exif_for(
    like: Photo, texts: tuple[tuple[str, str], ...], photo_format: PhotoFormat, order: ByteOrder
) -> Iterator[Entry]:
    """What a format has no place for but EXIF: texts, and of most formats the resolution."""
    jpeg_too = photo_format is PhotoFormat.JPEG
    yield from text_entries(tuple(each for each in texts if not (jpeg_too and each[0] == jpeg.COMMENT)))
    if like.resolution and not jpeg_too:
        yield from resolution_entries(like.resolution, order)


def _one_channel(codes: Codes) -> Codes:
    """The mean of the three channels, exact where they are equal."""
    total = codes[..., 0].astype(np.uint32) + codes[..., 1] + codes[..., 2]
    return cast(Codes, ((total + 1) // 3).astype(codes.dtype))


def _on_white(colour: Codes, alpha: Codes) -> Codes:
    opacity = alpha.astype(np.uint32)[..., None]
    mixed: NDArray[np.uint32] = colour * opacity + (255 - opacity) * 255
    return ((mixed + 127) // 255).astype(np.uint8)


def _encode(
    raster: Raster, photo_format: PhotoFormat, encoding: Encoding, processing: Processing | None
) -> bytes:
    software, quality = processing.software if processing else None, encoding.quality
    if photo_format is PhotoFormat.TIFF:
        return encode_tiff(raster, software, encoding.compression)
    if photo_format is PhotoFormat.PNG:
        return encode_png(raster, software)
    if photo_format is PhotoFormat.WEBP:
        return webp.encode_webp(raster, quality)
    if photo_format is PhotoFormat.AVIF:
        return heif.encode_avif(raster, quality, encoding.subsampling)
    if photo_format is PhotoFormat.JPEG_XL:
        return encode_jpegxl(raster, quality)
    return jpeg.encode_jpeg(raster, quality, encoding.subsampling)


def _fitting_jpeg(raster: Raster, processing: Processing | None) -> tuple[Raster, tuple[str, ...]]:
    """What a JPEG can hold of a raster's metadata, and what is lost, as sentences to be filled in."""
    exif, lost = exif_that_fits(raster.exif, jpeg.MAX_EXIF)
    notices = (_EXIF_LOST,) if lost else ()
    try:
        if raster.xmp is not None:
            parted(raster.xmp, jpeg.MAX_XMP)
    except XmpTooLargeError:
        smallest = with_processing(None, processing) if processing else None
        return changed(raster, exif=exif, xmp=smallest), (*notices, _XMP_LOST)
    return changed(raster, exif=exif), notices
