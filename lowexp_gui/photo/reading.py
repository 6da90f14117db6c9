"""Reading photos from files."""

import io
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.photo.colour import to_extended_srgb
from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.formats.file_format import HEAD_LENGTH
from lowexp_gui.photo.metadata import upright_metadata
from lowexp_gui.photo.photograph import Photo, PhotoFormat
from lowexp_gui.photo.profiles import usable_profile
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError
from lowexp_gui.photo.resolution import UNKNOWN, Resolution, resolution_of_exif
from lowexp_gui.photo.stated_colours import colours_of_exif, refuse_hdr_profile

MAX_PIXELS = 250_000_000
_MAX_FILE_SIZE = 1 << 32


def read_photo(path: Path, *, max_pixels: int = MAX_PIXELS) -> Photo:
    """Read a photo of any format of `PhotoFormat`, whatever the file's name says.

    The photo comes upright and in extended sRGB; of several pictures in a file one is read, and a notice says
    so. A JPEG or PNG that is cut short is read as far as it goes; a notice tells how many rows are missing.

    Raises:
        PhotoError: there is no such file, it may not be read, is no photo, is damaged, has more than
            `max_pixels` pixels, or is of a kind that is not supported.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(f"{quoted(path)} is a folder; open the photos in it.", path)
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(f"{quoted(path)} is no file with a photo in it; choose another one.", path)
        with path.open("rb") as stream:
            return _read(stream, status.st_size, path, max_pixels)
    except FileNotFoundError as error:
        raise PhotoError(f"{quoted(path)} is not there any more; look where it went.", path) from error
    except PermissionError as error:
        raise PhotoError(f"{quoted(path)} may not be read; change its permissions.", path) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a valid one"
        raise PhotoError(f"{quoted(path)} cannot be read: {reason}.", path) from error


def read_complete_photo(path: Path, *, max_pixels: int = MAX_PIXELS) -> Photo:
    """A photo of which no row is missing, as teaching and measuring need it; see `read_photo`.

    Raises:
        PhotoError: as `read_photo`, or the file is cut short.
    """
    photo = read_photo(path, max_pixels=max_pixels)
    if photo.cut_short:
        raise PhotoError(f"{quoted(path)} {DAMAGED}", path)
    return photo


def read_photo_bytes(data: bytes, path: Path | None = None, *, max_pixels: int = MAX_PIXELS) -> Photo:
    """Read a photo from the bytes of a file, such as pasted ones; see `read_photo`."""
    return _read(io.BytesIO(data), len(data), path, max_pixels)


def _read(stream: BinaryIO, size: int, path: Path | None, max_pixels: int) -> Photo:
    name = quoted(path)
    try:
        if size > _MAX_FILE_SIZE:
            raise UnreadableError("is larger than four gigabytes; make it smaller or cut it in parts.")
        photo_format = _format_of(stream)
        stream.seek(0)
        with decoding(path):
            return _photo(photo_format.about.decode(stream, max_pixels), photo_format, path)
    except UnreadableError as error:
        raise PhotoError(f"{name} {error}", path) from error
    except MemoryError as error:
        raise PhotoError(f"{name} needs more memory than there is; close other programs.", path) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise PhotoError(f"{name} {DAMAGED}", path) from error
    except Exception as error:
        # Decoders raise nearly anything for damaged data: struct.error, zlib.error, IndexError, their own.
        raise PhotoError(f"{name} {DAMAGED}", path) from error


def _format_of(stream: BinaryIO) -> PhotoFormat:
    """The format by the file's first bytes; the stream goes anywhere."""
    stream.seek(0)
    head = stream.read(HEAD_LENGTH)
    for photo_format in PhotoFormat:
        stream.seek(0)
        if photo_format.about.recognises(head, stream):
            return photo_format
    if not head:
        raise UnreadableError("is empty; copy it again from the card or the backup.")
    raise UnreadableError("is no picture of a known format; convert it to JPEG, PNG or TIFF first.")


def _photo(raster: Raster, photo_format: PhotoFormat, path: Path | None) -> Photo:
    upright = upright_metadata(raster.exif, raster.xmp, raster.orientation)
    orientation = upright.orientation
    grey = raster.colour.ndim == 2
    refuse_hdr_profile(raster.icc)
    profile = usable_profile(raster.icc, grey=grey)
    if profile is None and not raster.colours_stated:
        profile = usable_profile(colours_of_exif(upright.metadata.exif).icc, grey=grey)
    pixels, quantisation = to_extended_srgb(_upright(raster.colour, orientation), profile, grey)
    alpha = None if raster.alpha is None else _upright(raster.alpha, orientation)
    return Photo(
        pixels=_frozen(pixels),
        quantisation=quantisation,
        bit_depth=raster.colour.dtype.itemsize * 8,
        format=photo_format,
        alpha=None if alpha is None else _frozen(alpha),
        grey=grey,
        profile=profile,
        metadata=replace(upright.metadata, iptc=raster.iptc),
        path=path,
        notices=tuple(f"{quoted(path)} {each}" for each in (*raster.notices, *upright.notices)),
        resolution=_upright_resolution(raster, orientation),
        texts=raster.texts,
        cut_short=raster.cut_short,
    )


def _upright_resolution(raster: Raster, orientation: int) -> Resolution | None:
    """The resolution by the file's format, or by EXIF where the format has only the usual word for none."""
    stated = [each for each in (raster.resolution, resolution_of_exif(raster.exif)) if each is not None]
    found = next((each for each in stated if each != UNKNOWN), stated[0] if stated else None)
    return found[::-1] if found and orientation >= 5 else found


def _upright(codes: NDArray[Any], orientation: int) -> NDArray[Any]:
    """The picture as it is to be seen, for an EXIF orientation from 1 to 8."""
    if orientation >= 5:
        codes = codes.swapaxes(0, 1)
    # Of the first four (and the second four, which are mirrored at the diagonal first).
    if orientation in (3, 4, 7, 8):
        codes = codes[::-1]
    if orientation in (2, 3, 6, 7):
        codes = codes[:, ::-1]
    return codes


def _frozen(codes: NDArray[Any]) -> NDArray[Any]:
    """Contiguous, in the machine's byte order, read-only."""
    frozen = np.ascontiguousarray(codes, codes.dtype.newbyteorder("="))
    frozen.flags.writeable = False
    return frozen
