"""A new format: farbfeld, uncompressed 16-bit RGBA."""

import struct
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from lowexp_gui.photo.formats.file_format import FileFormat, Writing

if TYPE_CHECKING:
    from lowexp_gui.photo.encoding import Encoding
    from lowexp_gui.photo.raster import Raster

_MAGIC = b"farbfeld"


def _decode(stream: BinaryIO, max_pixels: int) -> "Raster":
    from lowexp_gui.photo.raster import check_size, raster_from_samples, read_whole

    width, height = struct.unpack(">II", stream.read(16)[8:])
    check_size(width, height, max_pixels)
    data = read_whole(stream, width * height, 8)
    samples = np.frombuffer(data, ">u2", width * height * 4, 16).reshape(height, width, 4)
    return raster_from_samples(samples.astype(np.uint16))


def _encode(raster: "Raster", encoding: "Encoding", _software: str | None) -> bytes:
    from lowexp_gui.photo.raster import to_depth

    assert encoding.effort in range(1, 10)
    colour = to_depth(raster.colour, 16)
    opaque = np.full(colour.shape[:2], 65535, np.uint16)
    alpha = opaque if raster.alpha is None else to_depth(raster.alpha, 16)
    height, width = alpha.shape
    return _MAGIC + struct.pack(">II", width, height) + np.dstack([colour, alpha]).astype(">u2").tobytes()


FORMAT = FileFormat(
    name="farbfeld",
    title="Farbfeld",
    media_types={"image/x-farbfeld": (".ff",)},
    recognises=lambda head, _stream: head.startswith(_MAGIC),
    decode=_decode,
    writing=Writing(_encode, frozenset({"bit_depth", "effort"}), grey=False),
    aliases=("ff",),
    codecs=("farbfeldcodec",),
)
