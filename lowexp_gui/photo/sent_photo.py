"""The transfer of a photo from the reader process to the process that asked for it.

Orders and answers are lines of JSON. Pixels and metadata are in shared memory, which avoids a second copy.
The memory cannot outlive the processes: on Windows it is freed with the last handle; elsewhere it is a
nameless file that is passed on open.
"""

import mmap
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.errors import NO_SENTENCE, Sentence
from lowexp_gui.field_coding import from_fields, to_json
from lowexp_gui.photo.formats.file_format import PreviewKind
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Metadata, Photo, Quantisation
from lowexp_gui.strict_json import JsonLimits, parse_json

LONGEST_LINE = 64 << 20
"""The most bytes in an order or answer."""
_LIMITS = JsonLimits(size=LONGEST_LINE, values=1_000_000, text=LONGEST_LINE, paths=True)
# Profiles, EXIF, XMP and IPTC together, bytes.
_MOST_BLOCKS = 1 << 30


@dataclass(frozen=True)
class ReadOrder:
    """An order to read a photo.

    Attributes:
        file: the place of the file.
        path: the file's path for messages and for the photo.
        max_pixels: the most pixels allowed.
        memory: the name for the shared memory during the transfer, on systems where it has one.
        look_only: whether to check the file without returning pixels.
        preview: the kind of small picture to be read in place of the photo, or None.
    """

    file: Path
    path: Path
    max_pixels: int
    memory: str
    look_only: bool = False
    preview: PreviewKind | None = None


@dataclass(frozen=True)
class ReadAnswer:
    """A photo without its arrays and blocks, or the reason why it cannot be read.

    Attributes:
        sentence: why the file cannot be read; if set, the other fields have no meaning.
        nothing: there is no small picture of that kind; the other fields have no meaning.
        whole: width and height of the photo of which this is a small picture; 0 for the photo itself.
        pixel_bytes, alpha_bytes: bytes per code; 0 for no alpha.
        blocks: lengths of profile, EXIF, XMP and IPTC; -1 for none.
        The other fields are as in `Photo`.
    """

    sentence: Sentence = NO_SENTENCE
    width: int = 0
    height: int = 0
    pixel_bytes: int = 1
    alpha_bytes: int = 0
    lowest: float = 0.0
    step: float = 1.0
    bit_depth: int = 8
    format: PhotoFormat = PhotoFormat.PNG
    grey: bool = False
    blocks: tuple[int, int, int, int] = (-1, -1, -1, -1)
    notices: tuple[Sentence, ...] = ()
    resolution: tuple[float, float] | None = None
    texts: tuple[tuple[str, str], ...] = ()
    cut_short: bool = False
    nothing: bool = False
    whole: tuple[int, int] = (0, 0)

    @property
    def lengths(self) -> tuple[int, ...]:
        """The lengths in bytes of pixels, alpha and blocks, in their order in memory."""
        area = self.width * self.height
        return (3 * area * self.pixel_bytes, area * self.alpha_bytes, *(max(0, each) for each in self.blocks))

    def check(self, max_pixels: int, *, is_small: bool = False) -> None:
        """Raise ValueError for values that no photo of at most `max_pixels` pixels can have.

        Args:
            is_small: whether it is a small picture, which tells the size of its photo.
        """
        if self.width < 1 or self.height < 1 or self.width * self.height > max_pixels:
            raise ValueError("a photo of another size")
        if min(self.whole) < int(is_small) or self.whole[0] * self.whole[1] > max_pixels:
            raise ValueError("a small picture of a photo of another size")
        if self.pixel_bytes not in (1, 2) or self.alpha_bytes not in (0, 1, 2):
            raise ValueError("codes of another size")
        if self.bit_depth not in (8, 16):
            raise ValueError("samples of another size")
        if sum(self.lengths[2:]) > _MOST_BLOCKS:
            raise ValueError("far too long blocks")


def order_from(line: bytes) -> ReadOrder:
    """Decode an order made by `encoded`; ValueError for anything else."""
    return from_fields(ReadOrder, parse_json(line, _LIMITS))


def answer_from(line: bytes) -> ReadAnswer:
    """Decode an answer made by `encoded`; ValueError for anything else."""
    return from_fields(ReadAnswer, parse_json(line, _LIMITS))


def encoded(message: ReadOrder | ReadAnswer) -> bytes:
    """An order or an answer as one line of JSON."""
    return to_json(message).encode()


def answer_of(photo: Photo, whole: tuple[int, int] = (0, 0)) -> ReadAnswer:
    """The answer that describes a photo, or a small picture of one with a size."""
    return ReadAnswer(
        width=photo.width,
        height=photo.height,
        pixel_bytes=photo.pixels.itemsize,
        alpha_bytes=0 if photo.alpha is None else photo.alpha.itemsize,
        lowest=photo.quantisation.lowest,
        step=photo.quantisation.step,
        bit_depth=photo.bit_depth,
        format=photo.format,
        grey=photo.grey,
        blocks=_four([-1 if each is None else len(each) for each in _blocks(photo)]),
        notices=photo.notices,
        resolution=photo.resolution,
        texts=photo.texts,
        cut_short=photo.cut_short,
        whole=whole,
    )


def _four(numbers: list[int]) -> tuple[int, int, int, int]:
    profile, exif, xmp, iptc = numbers
    return profile, exif, xmp, iptc


def _blocks(photo: Photo) -> tuple[bytes | None, ...]:
    said = photo.metadata
    return photo.profile, said.exif, said.xmp, said.iptc


def parts_of(photo: Photo) -> list[memoryview]:
    """The parts of a photo for shared memory, in the order of `ReadAnswer.lengths`."""
    arrays = [photo.pixels, *(() if photo.alpha is None else (photo.alpha,))]
    views = (np.ascontiguousarray(each).reshape(-1).view(np.uint8) for each in arrays)
    return [*(each.data for each in views), *(memoryview(each) for each in _blocks(photo) if each)]


def photo_from(answer: ReadAnswer, memory: mmap.mmap, path: Path) -> Photo:
    """The photo of a checked answer. Its arrays are views of the memory and keep it alive."""
    pixels, alpha, *blocks = _pieces(memory, answer.lengths)
    codes = _codes(pixels, answer.pixel_bytes, (answer.height, answer.width, 3))
    opacity = _codes(alpha, answer.alpha_bytes, (answer.height, answer.width)) if answer.alpha_bytes else None
    profile, exif, xmp, iptc = (
        None if length < 0 else block.tobytes() for length, block in zip(answer.blocks, blocks, strict=True)
    )
    return Photo(
        pixels=codes,
        quantisation=Quantisation(answer.lowest, answer.step),
        bit_depth=answer.bit_depth,
        format=answer.format,
        alpha=opacity,
        grey=answer.grey,
        profile=profile,
        metadata=Metadata(exif, xmp, iptc),
        path=path,
        notices=answer.notices,
        resolution=answer.resolution,
        texts=answer.texts,
        cut_short=answer.cut_short,
    )


def _pieces(memory: mmap.mmap, lengths: Sequence[int]) -> list[NDArray[np.uint8]]:
    whole = np.frombuffer(memory, np.uint8)
    ends = np.cumsum(lengths).tolist()
    return [whole[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _codes(piece: NDArray[np.uint8], size: int, shape: tuple[int, ...]) -> NDArray[Any]:
    codes = piece.view(np.uint8 if size == 1 else np.uint16).reshape(shape)
    # The memory is read-only, and so are its views.
    codes.flags.writeable = False
    return codes


if sys.platform == "win32":

    class SharedMemory:
        """Memory that another process may read while this one holds it."""

        def __init__(self, parts: Sequence[memoryview], name: str) -> None:
            """Allocate memory and copy the parts into it, one after the other.

            Raises:
                OSError, MemoryError: there is not enough memory.
            """
            self._memory = mmap.mmap(-1, sum(part.nbytes for part in parts), tagname=name)
            for part in parts:
                self._memory.write(part)

        def hand_over(self, _connection: Connection) -> None:
            """Share it with the other process; this one must hold it until the next order."""

        def let_go(self) -> None:
            """Release it."""
            self._memory.close()

    def take_over(size: int, name: str, _connection: Connection) -> mmap.mmap:
        """Map the memory of `size` bytes that was handed over.

        Raises:
            OSError, EOFError, ValueError: it was not handed over.
            MemoryError: this process has no space for it.
        """
        return mmap.mmap(-1, size, tagname=name, access=mmap.ACCESS_READ)

else:
    import fcntl

    class SharedMemory:
        """Memory that another process may read."""

        def __init__(self, parts: Sequence[memoryview], name: str) -> None:
            """Allocate memory and copy the parts into it, one after the other.

            Raises:
                OSError, MemoryError: there is not enough memory.
            """
            self._descriptor = _nameless(name)
            try:
                for part in parts:
                    written = 0
                    while written < part.nbytes:
                        # Writing needs fewer system calls than mapping, and fills each page only once.
                        written += os.write(self._descriptor, part[written:])
            except BaseException:
                self.let_go()
                raise

        def hand_over(self, connection: Connection) -> None:
            """Share it with the other process."""
            with socket.socket(fileno=os.dup(connection.fileno())) as wire:
                socket.send_fds(wire, [b"\0"], [self._descriptor])

        def let_go(self) -> None:
            """Release it."""
            os.close(self._descriptor)

    def take_over(size: int, name: str, connection: Connection) -> mmap.mmap:
        """Map the memory of `size` bytes that was handed over.

        Raises:
            OSError, EOFError, ValueError: it was not handed over.
            MemoryError: this process has no space for it.
        """
        with socket.socket(fileno=os.dup(connection.fileno())) as wire:
            _, descriptors, _, _ = socket.recv_fds(wire, 1, 1)
        if len(descriptors) != 1:
            raise EOFError(name)
        try:
            if sys.platform == "linux":
                # Otherwise the other process could make the file shorter, and reading would crash this one.
                fcntl.fcntl(descriptors[0], fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)
            return _mapped(descriptors[0], size)
        finally:
            os.close(descriptors[0])

    def _mapped(descriptor: int, size: int) -> mmap.mmap:
        try:
            # `mmap` also checks the size of the file.
            return mmap.mmap(descriptor, size, access=mmap.ACCESS_READ)
        except OSError as error:
            raise MemoryError from error

    def _nameless(name: str) -> int:
        """A nameless file, in memory if the system supports that."""
        if sys.platform == "linux":
            return os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        with tempfile.TemporaryFile() as file:
            return os.dup(file.fileno())
