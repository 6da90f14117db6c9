"""Writing photos to files."""

from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo import jpeg, webp
from lowexp_gui.photo.colour import from_extended_srgb, to_extended_srgb
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.file_content import FileContent
from lowexp_gui.photo.metadata import exif_that_fits, software_block, xmp_that_fits
from lowexp_gui.photo.photograph import Codes, Photo, PhotoFormat
from lowexp_gui.photo.png import write_png
from lowexp_gui.photo.raster import to_depth
from lowexp_gui.photo.saving import save_stream
from lowexp_gui.photo.strips import CodeStrips
from lowexp_gui.photo.tiff_writing import write_tiff

_MAX_SIDES = {PhotoFormat.JPEG: jpeg.MAX_SIDE, PhotoFormat.WEBP: webp.MAX_SIDE}


def write_photo(
    codes: Codes | CodeStrips,
    like: Photo,
    target: Path,
    *,
    format: PhotoFormat,  # noqa: A002
    quality: int = 95,
    replace: bool = False,
    software: str | None = None,
) -> None:
    """Write codes as a file that resembles the photo they were made from.

    Args:
        codes: (height, width, 3) uint8 or uint16 in the encoding of `like.profile`, as a whole or strip by
            strip; JPEG and WebP take 8 bit. What making strips raises is not caught.
        like: gives alpha, profile, EXIF and XMP, and whether there is one channel.
        target: the file, in a folder that exists.
        format: of the file; its name is not looked at.
        quality: of JPEG and WebP, 1 to 100.
        replace: whether a file that is there already may be replaced; the photo's own file never is.
        software: the program's name: for a PNG or TIFF, and for a JPEG or WebP if there is no EXIF block.

    Raises:
        TargetExistsError: there is a file already.
        PhotoError: it cannot be written; nothing is left behind then.
        ValueError: codes of another shape or type, or another size than `like.alpha`.
    """
    if not isinstance(codes, CodeStrips):
        codes = CodeStrips.of(codes)
    if like.alpha is not None and like.alpha.shape != (codes.height, codes.width):
        raise ValueError(
            f"codes are {codes.height, codes.width}, but the photo's alpha is {like.alpha.shape}"
        )
    if like.path is not None and _same_file(target, like.path):
        raise PhotoError(
            f"{quoted(target)} is the original photo and stays untouched; choose another name.", target
        )
    if max(codes.width, codes.height) > _MAX_SIDES.get(format, 1 << 32):
        raise PhotoError(
            f"{quoted(target)} was not saved: a {format.value.upper()} holds at most {_MAX_SIDES[format]} "
            "pixels a side; choose PNG or TIFF.",
            target,
        )
    content = _content(codes, like, format)
    try:
        save_stream(
            lambda stream: _write(content, format, quality, software, stream), target, replace=replace
        )
    except MemoryError as error:
        raise PhotoError(
            f"{quoted(target)} was not saved: there is not enough memory; close other programs.", target
        ) from error


def write_rgb_png(codes: Codes, target: Path, *, replace: bool = False) -> None:
    """Write (height, width, 3) sRGB codes, 8 or 16 bit, as a plain PNG; errors as in `write_photo`."""
    write_photo(codes, Photo(codes), target, format=PhotoFormat.PNG, replace=replace)


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except (OSError, ValueError):
        return False


def _content(codes: CodeStrips, like: Photo, photo_format: PhotoFormat) -> FileContent:
    """What the format can hold of the photo."""
    is_webp = photo_format is PhotoFormat.WEBP
    bit_depth = 8 if photo_format in (PhotoFormat.JPEG, PhotoFormat.WEBP) else codes.bit_depth
    has_alpha = like.alpha is not None and photo_format is not PhotoFormat.JPEG

    def strips() -> Iterator[Codes]:
        top = 0
        for strip in codes.strips():
            alpha = None if like.alpha is None else to_depth(like.alpha[top : top + len(strip)], bit_depth)
            yield _samples(to_depth(strip, bit_depth), alpha, like, photo_format)
            top += len(strip)

    return FileContent(
        codes.width,
        codes.height,
        (1 if like.grey and not is_webp else 3) + has_alpha,
        bit_depth,
        strips,
        # A WebP has three channels, which a grey profile does not fit.
        None if like.grey and is_webp else like.profile,
        like.metadata.exif,
        like.metadata.xmp,
    )


def _samples(colour: Codes, alpha: Codes | None, like: Photo, photo_format: PhotoFormat) -> Codes:
    """A strip (rows, width, 3) as the format can hold it, (rows, width, channels)."""
    if alpha is not None and photo_format is PhotoFormat.JPEG:
        colour, alpha = _on_white(colour, alpha), None
    if like.grey and photo_format is not PhotoFormat.WEBP:
        colour = _one_channel(colour)[..., None]
    elif like.grey and like.profile is not None:
        wide, meaning = to_extended_srgb(colour, like.profile, grey=True)
        colour = from_extended_srgb(meaning.decode(wide), None, 8)
    return colour if alpha is None else cast(Codes, np.concatenate([colour, alpha[..., None]], axis=2))


def _one_channel(codes: Codes) -> Codes:
    """The mean of the three channels, exact where they are equal."""
    total = codes[..., 0].astype(np.uint32) + codes[..., 1] + codes[..., 2]
    return cast(Codes, ((total + 1) // 3).astype(codes.dtype))


def _on_white(colour: Codes, alpha: Codes) -> Codes:
    opacity = alpha.astype(np.uint32)[..., None]
    mixed: NDArray[np.uint32] = colour * opacity + (255 - opacity) * 255
    return ((mixed + 127) // 255).astype(np.uint8)


def _write(
    content: FileContent, photo_format: PhotoFormat, quality: int, software: str | None, stream: BinaryIO
) -> None:
    if photo_format is PhotoFormat.TIFF:
        return write_tiff(content, software, stream)
    if photo_format is PhotoFormat.PNG:
        return write_png(content, software, stream)
    if content.exif is None and software:
        content = changed(content, exif=software_block(software))
    if photo_format is PhotoFormat.WEBP:
        return webp.write_webp(content, quality, stream)
    fitting = changed(
        content,
        exif=exif_that_fits(content.exif, jpeg.MAX_EXIF),
        xmp=xmp_that_fits(content.xmp, jpeg.MAX_XMP),
    )
    return jpeg.write_jpeg(fitting, quality, stream)
