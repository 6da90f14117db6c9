"""Reading photos from files."""

import atexit
import io
import logging
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.photo.colour import to_extended_srgb
from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.errors import PhotoError, memory_sentence, photo_name, quoted
from lowexp_gui.photo.formats.file_format import HEAD_LENGTH, PreviewKind
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.metadata import upright_metadata
from lowexp_gui.photo.photograph import Photo, Preview
from lowexp_gui.photo.profiles import usable_profile
from lowexp_gui.photo.raster import DAMAGED, Raster, UnreadableError
from lowexp_gui.photo.reader_process import ReaderProcesses
from lowexp_gui.photo.resolution import UNKNOWN, Resolution, resolution_of_exif
from lowexp_gui.photo.stated_colours import colours_of_exif, refuse_hdr_profile
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MAX_PIXELS = 250_000_000
_MAX_FILE_SIZE = 1 << 32
_log = logging.getLogger(__name__)


_readers = ReaderProcesses()
atexit.register(_readers.close)


def _go_on() -> None:
    """The default for `between`: do nothing."""


def read_photo(path: Path, *, max_pixels: int = MAX_PIXELS, between: Callable[[], None] = _go_on) -> Photo:
    """Read a photo in any format of `PhotoFormat`, regardless of the file's name.

    The photo is upright and in extended sRGB. If a file holds several pictures, one is read, and a notice
    says so. A truncated JPEG or PNG is read as far as possible; a notice gives the number of missing rows.
    Formats whose decoders may crash are decoded in another process.

    Args:
        path: the file.
        max_pixels: the most pixels allowed.
        between: called regularly while another process reads; an exception from it ends the reading and is
            passed on.

    Raises:
        DeadlyPhotoError: the reader process crashed at each attempt.
        PhotoError: the file does not exist, may not be read, is not a photo, is damaged, has more than
            `max_pixels` pixels, or is of an unsupported kind.
    """
    with _opened(path, path) as stream:
        photo_format = _format_of(stream, path)
        if photo_format.about.decoded_here:
            return _decoded(stream, photo_format, path, max_pixels)
    try:
        photo = _readers.read(path, max_pixels, between)
    except OSError as error:
        _log.warning("No process can be begun to read %s", path, exc_info=error)
        photo = None
    return photo or read_photo_here(path, max_pixels=max_pixels)


def read_preview(
    path: Path, kind: PreviewKind, *, max_pixels: int = MAX_PIXELS, between: Callable[[], None] = _go_on
) -> Preview | None:
    """A small picture of a photo, much sooner than the photo; None if its file has none of a kind.

    Args:
        path, max_pixels, between: as in `read_photo`.
        kind: which small picture.

    Raises:
        DeadlyPhotoError, PhotoError: as in `read_photo`.
    """
    with _opened(path, path) as stream:
        photo_format = _format_of(stream, path)
        if kind not in photo_format.about.previews:
            return None
        if photo_format.about.decoded_here:
            return _preview(stream, photo_format, kind, path, max_pixels)
    try:
        return _readers.preview(path, kind, max_pixels, between)
    except OSError as error:
        _log.warning("No process can be begun to read %s", path, exc_info=error)
        return None


def read_preview_here(
    path: Path, kind: PreviewKind, *, max_pixels: int = MAX_PIXELS, file: Path | None = None
) -> Preview | None:
    """Like `read_preview`, but in this process for every format; `file` as in `read_photo_here`."""
    with _opened(file or path, path) as stream:
        return _preview(stream, _format_of(stream, path), kind, path, max_pixels)


def read_photo_here(path: Path, *, max_pixels: int = MAX_PIXELS, file: Path | None = None) -> Photo:
    """Like `read_photo`, but in this process for every format.

    Args:
        path: the file's path for messages and for the photo.
        max_pixels: the most pixels allowed.
        file: the actual place of the file, if not `path`.
    """
    with _opened(file or path, path) as stream:
        return _decoded(stream, _format_of(stream, path), path, max_pixels)


def check_complete_isolated(path: Path, *, max_pixels: int = MAX_PIXELS) -> None:
    """Check in another process, for every format, whether `read_complete_photo` can read a photo.

    Raises:
        DeadlyPhotoError: the process crashed at each attempt.
        PhotoError: it cannot.
        OSError: no process can be started.
    """
    _readers.read(path, max_pixels, _go_on, look_only=True)


@contextmanager
def _opened(file: Path, path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; errors of the system and of the content become a PhotoError."""
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "{file} is a folder; open the photos in it."),
                    file=quoted(path),
                ),
                path,
            )
        if not stat.S_ISREG(status.st_mode):
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP("sentences", "{file} is not a photo file; choose another one."),
                    file=quoted(path),
                ),
                path,
            )
        with file.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} does not exist; it may have been moved, renamed or deleted."
                ),
                file=quoted(path),
            ),
            path,
        ) from error
    except PermissionError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read; change its permissions."),
                file=quoted(path),
            ),
            path,
        ) from error
    except (OSError, ValueError) as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {reason}."),
                file=quoted(path),
                reason=system_reason(error),
            ),
            path,
        ) from error


def read_complete_photo(
    path: Path, *, max_pixels: int = MAX_PIXELS, between: Callable[[], None] = _go_on
) -> Photo:
    """A complete photo without missing rows, for training and measuring; see `read_photo`.

    Raises:
        PhotoError: as in `read_photo`, or the file is truncated.
    """
    photo = read_photo(path, max_pixels=max_pixels, between=between)
    check_complete(photo)
    return photo


def check_complete(photo: Photo) -> None:
    """Raise PhotoError for a photo from a truncated file."""
    if photo.cut_short:
        raise PhotoError(DAMAGED.having(photo=photo_name(photo.path)), photo.path)


def read_photo_bytes(data: bytes, path: Path | None = None, *, max_pixels: int = MAX_PIXELS) -> Photo:
    """Read a photo from the bytes of a file, in this process; see `read_photo`."""
    stream = io.BytesIO(data)
    return _decoded(stream, _format_of(stream, path), path, max_pixels)


def _decoded(stream: BinaryIO, photo_format: PhotoFormat, path: Path | None, max_pixels: int) -> Photo:
    with _told_of(path), decoding(path):
        stream.seek(0)
        return _photo(photo_format.about.decode(stream, max_pixels), photo_format, path)


def _preview(
    stream: BinaryIO, photo_format: PhotoFormat, kind: PreviewKind, path: Path | None, max_pixels: int
) -> Preview | None:
    read = photo_format.about.previews.get(kind)
    if read is None:
        return None
    with _told_of(path), decoding(path):
        stream.seek(0)
        reduced = read(stream, max_pixels)
        if reduced is None:
            return None
        photo = _photo(reduced.raster, photo_format, path)
    # Upright, the long side is that of the small picture.
    turned = (photo.width < photo.height) != (reduced.width < reduced.height)
    size = (reduced.height, reduced.width) if turned else (reduced.width, reduced.height)
    return Preview(photo, *size)


def _format_of(stream: BinaryIO, path: Path | None) -> PhotoFormat:
    with _told_of(path):
        if stream.seek(0, 2) > _MAX_FILE_SIZE:
            raise UnreadableError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "{photo} is larger than four gigabytes; make it smaller or cut it into parts.",
                    )
                )
            )
        return _recognised(stream)


@contextmanager
def _told_of(path: Path | None) -> Iterator[None]:
    """Turn every error about the content of a file into a PhotoError."""
    try:
        yield
    except UnreadableError as error:
        raise PhotoError(error.sentence.having(photo=photo_name(path)), path) from error
    except MemoryError as error:
        raise PhotoError(memory_sentence(path), path) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise PhotoError(DAMAGED.having(photo=photo_name(path)), path) from error
    except Exception as error:
        # Decoders raise almost any exception for damaged data: struct.error, zlib.error, IndexError, their
        # own.
        raise PhotoError(DAMAGED.having(photo=photo_name(path)), path) from error


def _recognised(stream: BinaryIO) -> PhotoFormat:
    """The format by the file's first bytes. The position of the stream is undefined afterwards."""
    stream.seek(0)
    head = stream.read(HEAD_LENGTH)
    for photo_format in PhotoFormat:
        stream.seek(0)
        if photo_format.about.recognises(head, stream):
            return photo_format
    if not head:
        raise UnreadableError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{photo} is empty; copy it again from the card or the backup.")
            )
        )
    raise UnreadableError(
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "{photo} is not a picture in a known format; convert it to JPEG, PNG or TIFF first.",
            )
        )
    )


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
        notices=tuple(each.having(photo=photo_name(path)) for each in (*raster.notices, *upright.notices)),
        resolution=_upright_resolution(raster, orientation),
        texts=raster.texts,
        cut_short=raster.cut_short,
    )


def _upright_resolution(raster: Raster, orientation: int) -> Resolution | None:
    """The resolution from the file format, or from EXIF if the format has only its placeholder."""
    stated = [each for each in (raster.resolution, resolution_of_exif(raster.exif)) if each is not None]
    found = next((each for each in stated if each != UNKNOWN), stated[0] if stated else None)
    return found[::-1] if found and orientation >= 5 else found


def _upright(codes: NDArray[Any], orientation: int) -> NDArray[Any]:
    """The picture rotated upright, for an EXIF orientation from 1 to 8."""
    if orientation >= 5:
        codes = codes.swapaxes(0, 1)
    # Orientations 5 to 8 are 1 to 4 after mirroring at the diagonal.
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
