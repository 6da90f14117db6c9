"""A result as a safetensors file. Only the exact layout that is written here is read.

The header follows from the photo and the model, so a file is either exactly as expected or damaged. It is not
interpreted, and no more memory is allocated than a run of the model needs. The data are written and read in
strips, because the library's own functions hold Python's lock for the whole file and would freeze the window.
"""

import json
import math
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region
from lowexp_gui.private_folder import make_private

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel

FORMAT = "lowexp result 1"
_STRIP_PIXELS = 1_000_000
_BYTES = {"F32": 4, "I16": 2, "U8": 1}
_BYTES_OF_CHECKSUM = 4
_ORDER: Literal["little"] = "little"


class DamagedResult(Exception):
    """A file does not contain the expected result; the message is for the log."""


def result_size(enhancement: "Enhancement", key: str) -> int:
    """The size of a result's file, bytes."""
    return _Layout.of(enhancement.photo, enhancement.illumination.shape, key).size


def write_result(enhancement: "Enhancement", key: str, path: Path, cancel: Event) -> None:
    """Write a result to a new file. It is not flushed to disk, because damage is detected when it is read.

    Args:
        enhancement: a result with complete noise.
        key: the key of the result.

    Raises:
        OSError: the file cannot be written; a part of it may remain.
        Cancelled: `cancel` was set; a part of the file may remain.
    """
    photo, light, noise = enhancement.photo, enhancement.illumination, enhancement.noise.level(0)
    with path.open("xb") as stream:
        make_private(path)
        stream.write(_Layout.of(photo, light.shape, key).header)
        checksum = _write(stream, light, "<f4", 0)
        for strip in _strips(photo):
            check(cancel)
            checksum = _write(stream, noise[strip.rows], "<i2", checksum)
        stream.write(checksum.to_bytes(_BYTES_OF_CHECKSUM, _ORDER))


def read_result(
    path: Path, key: str, photo: Photo, model: "DualModel", device: str, cancel: Event
) -> "Enhancement":
    """Read a result, equal to what a run of the model on the photo gives.

    Args:
        key: the key of the result.
        device: name of the device on which it was computed.

    Raises:
        DamagedResult: the file contains something else.
        OSError: it cannot be read.
        Cancelled: `cancel` was set.
    """
    # Imported here so that torch is loaded with the first result, not with the window.
    from lowexp_gui.enhancing.illumination import working_copy
    from lowexp_gui.enhancing.running import with_light

    copy = working_copy(photo, model.card.working_size)
    layout = _Layout.of(photo, copy.shape, key)
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size != layout.size:
            raise DamagedResult("its size is not that of the result")
        if stream.read(len(layout.header)) != layout.header:
            raise DamagedResult("its header is not that of the result")
        illumination, checksum = _read(stream, copy.shape, "<f4", 0)
        if not ((illumination > 0) & (illumination <= 1)).all():
            raise DamagedResult("its light is out of range")
        illumination.flags.writeable = False
        enhancement = with_light(photo, copy, illumination, model, device)
        for strip in _strips(photo):
            check(cancel)
            codes, checksum = _read(stream, (strip.height, strip.width, 3), "<i2", checksum)
            enhancement.noise.write(strip, codes)
        if stream.read(_BYTES_OF_CHECKSUM) != checksum.to_bytes(_BYTES_OF_CHECKSUM, _ORDER):
            raise DamagedResult("its checksum is wrong")
    return enhancement


@dataclass(frozen=True)
class _Layout:
    """The header and the length of a result's file.

    Attributes:
        header: its first bytes.
        size: size size of the whole file, bytes.
    """

    header: bytes
    size: int

    @staticmethod
    def of(photo: Photo, light: tuple[int, ...], key: str) -> "_Layout":
        """The layout for a photo and the shape of its illumination map."""
        fields: dict[str, Any] = {"__metadata__": {"format": FORMAT, "key": key}}
        end = 0
        for name, kind, shape in (
            ("illumination", "F32", light),
            ("noise", "I16", (photo.height, photo.width, 3)),
            ("checksum", "U8", (_BYTES_OF_CHECKSUM,)),
        ):
            start, end = end, end + _BYTES[kind] * math.prod(shape)
            fields[name] = {"dtype": kind, "shape": shape, "data_offsets": (start, end)}
        text = json.dumps(fields).encode()
        # As in safetensors: the length first, padded with spaces to a multiple of 8 bytes.
        text += b" " * (-len(text) % 8)
        header = len(text).to_bytes(8, _ORDER) + text
        return _Layout(header, len(header) + end)


def _strips(photo: Photo) -> Iterator[Region]:
    rows = max(2, _STRIP_PIXELS // photo.width // 2 * 2)
    for top in range(0, photo.height, rows):
        yield Region(0, top, photo.width, min(rows, photo.height - top))


def _write(stream: BinaryIO, values: NDArray[Any], kind: str, checksum: int) -> int:
    """Write values as a type. Returns the running checksum."""
    data = np.ascontiguousarray(values, kind).data
    stream.write(data)
    return zlib.crc32(data, checksum)


def _read(stream: BinaryIO, shape: tuple[int, ...], kind: str, checksum: int) -> tuple[NDArray[Any], int]:
    """Read values of a type. Returns them and the running checksum.

    Raises:
        DamagedResult: the file ends too early.
    """
    values = np.empty(shape, kind)
    if stream.readinto(values.data.cast("B")) != values.nbytes:  # type: ignore[attr-defined]
        raise DamagedResult("it ends too early")
    return values.astype(values.dtype.newbyteorder("="), copy=False), zlib.crc32(values.data, checksum)
