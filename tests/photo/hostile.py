"""Broken, odd and hostile picture files, made from sound ones of every format."""

import struct
from collections.abc import Iterator

import imagecodecs
import numpy as np
from photo_files import DATA, FILES, chunk, encoded, file_with_blocks, tiff, with_film, with_tag
from photo_samples import exif_block, picture, smooth_picture
from PIL import Image

from lowexp_gui.photo.formats.photo_format import PhotoFormat

_CUTS = (0.01, 0.1, 0.25, 0.5, 0.75, 0.95)
_FLIPS = 14
_HUGE = 60_000


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Names and contents, always the same ones."""
    random = np.random.default_rng(11)
    sound = {kind.value: data for kind, data in FILES.items()}
    sound |= {"jpeg-full": file_with_blocks("JPEG"), "webp-full": file_with_blocks("WEBP")}
    sound |= {"heic-p3": (DATA / "display-p3.heic").read_bytes(), "tiff-full": file_with_blocks("TIFF")}
    sound |= _with_more_inside()
    for name, data in sound.items():
        for cut in _CUTS:
            yield f"{name} cut at {cut}", data[: int(len(data) * cut)]
        for number in range(_FLIPS):
            yield f"{name} flipped {number}", _flipped(data, random, 1 + number % 4)
        yield f"{name} with a blank middle", _blank_middle(data)
        yield f"{name} twice", data + data
        yield f"{name} head of another", data[:12] + random.bytes(400)
        yield f"{name} of ones", data[:24] + b"\xff" * len(data[24:])
    yield from _by_hand()


def _with_more_inside() -> dict[str, bytes]:
    """Films, several pictures, and what tells colours, resolution and texts."""
    first, second = Image.fromarray(smooth_picture()), Image.fromarray(255 - smooth_picture())
    several = {"save_all": True, "append_images": [second, second]}
    png = FILES[PhotoFormat.PNG]
    text = b"\nexif\n%8d\n%s\n" % (len(exif_block(6)), exif_block(6).hex().encode())
    told = [
        chunk(b"cICP", bytes([12, 13, 0, 1])),
        chunk(b"gAMA", struct.pack(">I", 55_555)),
        chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000)),
        chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)),
        chunk(b"tEXt", b"Raw profile type exif\0" + text),
        chunk(b"iTXt", b"Description\0\0\0\0\0Night"),
    ]
    return {
        "avif film": encoded(first, "AVIF", **several),
        "avif film alone": with_film(FILES[PhotoFormat.AVIF], keep_still=False),
        "heic film": with_film(FILES[PhotoFormat.HEIC]),
        "webp film": encoded(first, "WEBP", **several),
        "png film": encoded(first, "PNG", **several),
        "png told": png[:33] + b"".join(told) + png[33:],
        "png told by gamma": png[:33] + b"".join(told[1:]) + png[33:],
        "mpo": encoded(first, "MPO", **several),
        "progressive jpeg": encoded(first, "JPEG", progressive=True, comment="Night", dpi=(300, 300)),
        "tiff of pages": encoded(
            Image.fromarray(smooth_picture()), "TIFF", save_all=True, append_images=[second.copy()]
        ),
        "bigtiff": tiff(picture(), photometric="rgb", bigtiff=True, resolution=(300, 300)),
        "lab": tiff(picture(), photometric="cielab"),
        "deep jpeg xl": imagecodecs.jpegxl_encode(picture(dtype=np.uint16), lossless=True),
    }


def _flipped(data: bytes, random: np.random.Generator, count: int) -> bytes:
    changed = bytearray(data)
    for place in random.integers(4, len(data), count):
        changed[place] ^= 1 << int(random.integers(8))
    return bytes(changed)


def _blank_middle(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + bytes(third) + data[2 * third :]


def _by_hand() -> Iterator[tuple[str, bytes]]:
    png, jpeg, plain = FILES[PhotoFormat.PNG], FILES[PhotoFormat.JPEG], FILES[PhotoFormat.TIFF]
    yield "nothing", b""
    yield "one byte", b"\xff"
    yield "zeros", bytes(4096)
    yield "text", b"Dear diary, today I took no photo.\n" * 30
    yield "a page", b"<!doctype html><script>alert(1)</script>"
    yield "a program", b"\x7fELF\x02\x01\x01" + bytes(900)
    yield "an archive", b"PK\x03\x04" + bytes(900)
    yield "a GIF", b"GIF89a" + bytes(200)
    yield "a film", b"\0\0\0\x18ftypmp42" + bytes(400)
    yield (
        "png of huge size",
        png[:8] + chunk(b"IHDR", struct.pack(">II", _HUGE, _HUGE) + png[24:29]) + png[33:],
    )
    yield "png of no size", png[:8] + chunk(b"IHDR", struct.pack(">II", 0, 0) + png[24:29]) + png[33:]
    yield "png of negative size", png[:8] + chunk(b"IHDR", b"\xff" * 8 + png[24:29]) + png[33:]
    yield "png with an endless chunk", png[:33] + b"\x7f\xff\xff\xff" + png[37:]
    for width, height in ((_HUGE, _HUGE), (0, 24), (40, 0)):
        size = struct.pack(">HH", height, width)
        yield f"jpeg of {width} x {height}", jpeg.replace(struct.pack(">HH", 24, 40), size, 1)
    for tag, value, what in (
        (256, _HUGE, "width"),
        (257, 0, "height"),
        (258, 0, "bits"),
        (259, 99, "compression"),
        (262, 77, "meaning"),
        (273, 0xFFFFFFF0, "place"),
        (277, 200, "channels"),
        (278, 0, "rows of a strip"),
        (279, 0xFFFFFFF0, "length"),
        (284, 9, "order of channels"),
    ):
        yield f"tiff with a wrong {what}", with_tag(plain, tag, value)
    yield "tiff whose directory leads to itself", plain[:-4] + plain[4:8]
    yield "tiff whose directory is outside", plain[:4] + b"\xf0\xff\xff\xff" + plain[8:]
    yield "tiff of one pixel with a large strip", tiff(picture(1, 1), photometric="rgb", rowsperstrip=1 << 20)
    loop = exif_block(1)
    yield "jpeg with a circle in its tags", _jpeg_with_exif(jpeg, loop[:-4] + struct.pack("<I", 8))
    yield "jpeg with tags of rubbish", _jpeg_with_exif(jpeg, b"II*\0\x08\0\0\0" + b"\xff" * 200)
    for kind in (PhotoFormat.HEIC, PhotoFormat.AVIF):
        data = FILES[kind]
        place = data.find(b"ispe") + 8
        for size in ((_HUGE, _HUGE), (0, 0), (0xFFFFFFFF, 1)):
            yield f"{kind} of {size}", data[:place] + struct.pack(">II", *size) + data[place + 8 :]
        yield f"{kind} whose first box is endless", b"\xff\xff\xff\xff" + data[4:]
    xl = FILES[PhotoFormat.JPEG_XL]
    yield "jpeg xl of huge size", xl[:2] + b"\xfe\xff\xff\xff\xff" + xl[7:]
    raw = FILES[PhotoFormat.RAW]
    for tag, value in ((256, _HUGE), (257, _HUGE), (258, 32), (273, 0xFFFFFF00), (279, 1), (277, 3)):
        yield f"raw with tag {tag} of {value}", with_tag(raw, tag, value)
    for head in (
        b"FUJIFILMCCD-RAW 0201",
        b"IIRO",
        b"MMOR",
        b"IIU\0",
        b"FOVb",
        b"\0MRM",
        b"\0\0\0\x18ftypcrx ",
    ):
        yield f"a maker's head {head!r}", head + bytes(2000)


def _jpeg_with_exif(jpeg: bytes, exif: bytes) -> bytes:
    body = b"Exif\0\0" + exif
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
