"""Photos that are none, damaged, of another kind than they say, or of odd sizes."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from job_samples import write_dark
from PIL import Image

from .scene import Named, Scene, Situation, write_named


def contents() -> Iterator[Named]:
    """Photos that are none, damaged, of another kind than they say, or of odd sizes."""
    for title, data in {
        "empty": b"",
        "one byte": b"\xff",
        "text": b"no picture at all",
        "zeros": bytes(5000),
        "html": b"<!doctype html><img src=x>",
        "zip": b"PK\x03\x04" + bytes(100),
        "jpeg start": b"\xff\xd8\xff",
        "png start": b"\x89PNG\r\n\x1a\n",
        "tiff start": b"II*\0\x08\0\0\0",
        "riff start": b"RIFF\xff\xff\xff\xffWEBP",
        "png of no size": _png_header(0, 0),
        "png bomb": _png_header(2_000_000, 2_000_000),
        "png wide bomb": _png_header(2**31 - 1, 1),
    }.items():
        for suffix in (".jpg", ".png") if title in ("empty", "text") else (".jpg",):

            def broken(place: Path, data: bytes = data, suffix: str = suffix) -> Scene:
                path = place / "in" / f"bad{suffix}"
                path.parent.mkdir()
                path.write_bytes(data)
                return Scene((write_named(place / "in" / "good.png"), path), saved=1, failed=1, words="bad")

            yield f"content: {title} {suffix}", broken
    for suffix in (".jpg", ".png", ".webp", ".tif"):
        for part in (0.1, 0.5, 0.9):

            def cut(place: Path, suffix: str = suffix, part: float = part) -> Scene:
                path = write_dark(place / f"cut{suffix}")
                whole = path.read_bytes()
                path.write_bytes(whole[: int(len(whole) * part)])
                return Scene((path,), saved=None, failed=None, words="cut")

            yield f"content: cut {suffix} {part}", cut

        def flipped(place: Path, suffix: str = suffix) -> Scene:
            random = np.random.default_rng(len(suffix))
            for number in range(5):
                path = write_dark(place / f"{number}{suffix}")
                data = bytearray(path.read_bytes())
                for index in random.integers(0, len(data), 8):
                    data[index] ^= 1 << int(random.integers(8))
                path.write_bytes(data)
            return Scene((place,), {"folder": place.parent / f"{place.name} out"}, saved=None, failed=None)

        yield f"content: flipped {suffix}", flipped
        yield f"content: called otherwise {suffix}", _another_ending(suffix)
    for width, height in ((1, 1), (1, 300), (300, 1), (2, 2), (7, 5)):

        def small(place: Path, width: int = width, height: int = height) -> Scene:
            return Scene((write_dark(place / "small.png", width, height),), saved=1)

        yield f"content: {width} x {height}", small
    for mode in ("L", "LA", "RGBA", "P", "1", "I;16"):

        def of_mode(place: Path, mode: str = mode) -> Scene:
            path = place / "mode.png"
            codes = np.full((20, 30), 9, np.uint16 if mode == "I;16" else np.uint8)
            image = Image.fromarray(codes)
            (image if mode == "I;16" else image.convert(mode)).save(path)
            return Scene((path,), saved=1)

        yield f"content: mode {mode}", of_mode


def _another_ending(suffix: str) -> Situation:
    def situation(place: Path) -> Scene:
        path = write_dark(place / f"x{suffix}")
        return Scene((path.replace(place / f"x{suffix}.jpg"),), saved=1)

    return situation


def _png_header(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + bytes(20)
