"""Odd and hostile situations for a batch, each made in an empty folder.

A situation makes its files and says what to run. Some change things while the batch runs.
"""

import os
import socket
import stat
import struct
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from job_samples import write_dark
from PIL import Image

from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.photograph import PhotoFormat

POSIX = os.name == "posix"


@dataclass(frozen=True)
class Scene:
    """What is run, and what must come of it.

    Attributes:
        inputs: of the job.
        rule: fields of its output rule; the folder is "out" unless it is here.
        saved: results that must be new; None where a decoder may decide.
        failed: photos or paths that must fail; None likewise.
        words: what a failure must say.
        queued: called when the photos are queued and none is begun.
        begun: called when the first photo is begun.
        job: further fields of the job.
    """

    inputs: tuple[Path, ...]
    rule: dict[str, object] = field(default_factory=dict)
    saved: int | None = None
    failed: int | None = 0
    words: str = ""
    queued: Callable[[], object] = lambda: None
    begun: Callable[[], object] = lambda: None
    job: dict[str, object] = field(default_factory=dict)


Situation = Callable[[Path], Scene]
Named = tuple[str, Situation]

_NAMES = {
    "NFD": unicodedata.normalize("NFD", "né à Åre.png"),
    "NFC": unicodedata.normalize("NFC", "né à Åre.png"),
    "emoji": "😀🌃.png",
    "family": "👨‍👩‍👧‍👦 night.png",
    "flag": "🏴󠁧󠁢󠁳󠁣󠁴󠁿.png",
    "255 bytes": "a" * 251 + ".png",
    "255 bytes of three": "夜" * 83 + "ab.png",
    "255 bytes of marks": "a" + "\u0301" * 125 + ".png",
    "trailing space": "dark .png",
    "trailing dots": "dark...png",
    "spaces alone": "   .png",
    "leading dash": "-rf.png",
    "an option": "--help.png",
    "new line": "one\ntwo.png",
    "return": "one\rtwo.png",
    "tab": "one\ttwo.png",
    "escape": "\x1b[31mred\x1b[0m.png",
    "bell": "\x07.png",
    "delete": "\x7f.png",
    "turned": "\u202egnp.exe.png",
    "unseen": "\u200b\u200d\ufeff.png",
    "single quote": "it's.png",
    "double quote": 'so "dark".png',
    "backslash": "a\\b.png",
    "percent": "100%s%n%d.png",
    "braces": "{stem}{0}{n:99}.png",
    "unclosed brace": "{.png",
    "dollar": "$HOME.png",
    "backtick": "`id`.png",
    "semicolon": "a; rm -r b.png",
    "star": "*.png",
    "question": "what?.png",
    "brackets": "[a-z].png",
    "pipe": "a|b.png",
    "angles": "<b>.png",
    "colon": "12:30.png",
    "con": "con.png",
    "nul": "NUL.png",
    "tilde": "~root.png",
    "Arabic": "ليل ١٢.png",
    "Hebrew": "לילה.png",
    "Thai": "กลางคืน.png",
    "dotted I": "İstanbul ıŞ.PNG",
    "sharp s": "STRAßE.Png",
    "full width": "\uff29\uff2d\uff27\uff3f\uff11.png",
    "comma and equals": "=1+1,2.png",
    "no text": os.fsdecode(b"caf\xe9 \xff.png") if POSIX else "cafe.png",
    "many dots": "a.b.c.d.e.jpeg.png",
    "its own result": "a_lowexp.png",
    "numbered": "a (2).png",
}


def names() -> Iterator[Named]:
    """Photos of every kind of name, each in a folder and given by itself."""
    for title, name in _NAMES.items():

        def situation(place: Path, name: str = name) -> Scene:
            return Scene((write_named(place / "in" / name), place / "in"), saved=1)

        yield f"name: {title}", situation
    yield "name: both forms of é", _both_forms
    yield "name: only in case another", _cases
    yield "name: hidden, given", lambda place: Scene((write_named(place / ".dark.png"),), saved=1)


def write_named(path: Path, seed: int = 0) -> Path:
    """A small dark PNG of any name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_dark(path.parent / "x.png", 24, 16, seed)
    return (path.parent / "x.png").replace(path)


def _both_forms(place: Path) -> Scene:
    folder = place / "in"
    for seed, form in enumerate(("NFC", "NFD")):
        write_named(folder / unicodedata.normalize(form, "é.png"), seed)
    return Scene((folder,), saved=len(list(folder.iterdir())))


def _cases(place: Path) -> Scene:
    folder = place / "in"
    for seed, name in enumerate(("a.png", "A.png", "a.PNG", "A.Png")):
        write_named(folder / name, seed)
    return Scene((folder,), saved=len(list(folder.iterdir())))


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


def kinds() -> Iterator[Named]:
    """Things that are no files, and ways that lead nowhere or round in a circle."""
    yield "kind: a folder called as a photo", _folder_as_photo
    yield "kind: an empty folder", lambda place: _only(place, _made(place / "empty"), "no photos")
    yield "kind: a path that is not there", lambda place: _only(place, place / "gone.png", "gone.png")
    yield "kind: below a file", lambda place: _only(place, write_named(place / "a.png") / "b.png", "b.png")
    yield "kind: a name too long", lambda place: _only(place, place / ("x" * 300), "is not there")
    yield "kind: a path too long", lambda place: _only(place, place / "/".join(["x" * 200] * 30), "not there")
    yield "kind: a NUL in the name", lambda place: _only(place, place / "a\0b.png", "not there")
    yield "kind: the same photo twice", _twice
    if not POSIX:
        return
    yield "kind: a FIFO, given", lambda place: _only(place, _fifo(place / "a.png"), "neither")
    yield "kind: a FIFO among photos", lambda place: _among(place, _fifo)
    yield "kind: a socket, given", lambda place: _only(place, _socket(place / "a.png"), "neither")
    yield "kind: a socket among photos", lambda place: _among(place, _socket)
    for device in ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/tty"):
        yield f"kind: {device}", lambda place, device=device: _only(place, Path(device), "")
        yield (
            f"kind: a link to {device} among photos",
            lambda place, device=device: _among(place, _link(device)),
        )
    yield (
        "kind: a link to nowhere, given",
        lambda place: _only(place, _link("nowhere")(place / "a.png"), "a.png"),
    )
    yield "kind: a link to nowhere among photos", lambda place: _among(place, _link("nowhere"))
    yield "kind: a link to itself", lambda place: _only(place, _link("a.png")(place / "a.png"), "a.png")
    yield "kind: a link to itself among photos", lambda place: _among(place, _link("other.png"))
    yield "kind: a link to the folder in it", lambda place: _among(place, _link("."), "loop")
    yield "kind: a link to the folder above", lambda place: _among(place, _link(".."), "up", deep=True)
    yield "kind: two links that lead to each other", _links_to_each_other
    yield "kind: a link to a photo beside it", _link_beside
    yield "kind: a second name of the same file", _second_name
    yield "kind: a deep folder", _deep
    if sys.platform == "linux":
        yield "kind: /proc/self/mem", lambda place: _only(place, Path("/proc/self/mem"), "")
        yield "kind: /proc/self/fdinfo", lambda place: _only(place, Path("/proc/self/fdinfo"), "no photos")
        yield (
            "kind: a link to /proc",
            lambda place: _among(place, _link("/proc/self/maps"), "maps.png", failed=1),
        )


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _only(place: Path, path: Path, words: str) -> Scene:
    return Scene((write_named(place / "good" / "good.png"), path), saved=None, failed=1, words=words)


def _among(
    place: Path, make: Callable[[Path], Path], name: str = "other.png", *, deep: bool = False, failed: int = 0
) -> Scene:
    folder = place / "in"
    write_named(folder / "good.png")
    make(folder / ("deep" if deep else "") / name if not deep else _made(folder / "deep") / name)
    return Scene((folder,), saved=1, failed=failed)


def _fifo(path: Path) -> Path:
    os.mkfifo(path)
    return path


def _socket(path: Path) -> Path:
    # Its address may have 108 bytes only.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
    return path


def _link(target: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.symlink_to(target)
        return path

    return make


def _folder_as_photo(place: Path) -> Scene:
    write_named(place / "in" / "folder.png" / "inside.png")
    return Scene((place / "in",), saved=1)


def _twice(place: Path) -> Scene:
    photo = write_named(place / "in" / "a.png")
    return Scene((photo, photo, photo.parent, photo.parent / ".." / "in" / "a.png"), saved=1)


def _links_to_each_other(place: Path) -> Scene:
    for first, second in (("x", "y"), ("y", "x")):
        (_made(place / "in" / first) / second).symlink_to(f"../{second}")
    write_named(place / "in" / "x" / "a.png")
    return Scene((place / "in",), saved=1)


def _link_beside(place: Path) -> Scene:
    write_named(place / "in" / "a.png")
    (place / "in" / "b.png").symlink_to("a.png")
    return Scene((place / "in",), saved=1)


def _second_name(place: Path) -> Scene:
    os.link(write_named(place / "in" / "a.png"), place / "in" / "b.png")
    return Scene((place / "in",), saved=2)


def _deep(place: Path) -> Scene:
    folder = place / "in" / "/".join(["d"] * 60)
    write_named(folder / "a.png")
    return Scene((place / "in",), saved=1)


def places() -> Iterator[Named]:
    """Output folders that cannot be written to, or have something in the way."""
    yield "place: the photos' own folder", lambda place: _to(place, place / "in", 2)
    yield "place: below the photos' folder", lambda place: _to(place, place / "in" / "out", 2)
    yield "place: above the photos' folder", lambda place: _to(place, place, 2)
    yield "place: a folder to be made, deep", lambda place: _to(place, place / "/".join(["o"] * 20), 2)
    yield "place: a folder of a strange name", lambda place: _to(place, place / "out 😀 \n{n}%s", 2)
    for if_exists in IfExists:
        yield f"place: own names, {if_exists}", lambda place, rule=if_exists: _own_names(place, rule)
        yield (
            f"place: a folder in the way, {if_exists}",
            lambda place, rule=if_exists: _in_the_way(place, rule, lambda path: path.mkdir()),
        )
        if POSIX:
            yield (
                f"place: a FIFO in the way, {if_exists}",
                lambda place, rule=if_exists: _in_the_way(place, rule, os.mkfifo),
            )
            yield (
                f"place: a dead link in the way, {if_exists}",
                lambda place, rule=if_exists: _in_the_way(
                    place, rule, lambda path: path.symlink_to("nowhere")
                ),
            )
            yield (
                f"place: a link to the photo in the way, {if_exists}",
                lambda place, rule=if_exists: _in_the_way(
                    place, rule, lambda path: path.symlink_to("../in/a.png")
                ),
            )
            yield (
                f"place: another name of the photo in the way, {if_exists}",
                (
                    lambda place, rule=if_exists: _in_the_way(
                        place, rule, lambda path: os.link(path.parent.parent / "in" / "a.png", path)
                    )
                ),
            )
    if POSIX:
        yield "place: a link to a folder", _to_a_link
    yield "place: it goes away", lambda place: _changing_place(place, _gone)
    yield "place: a file takes it", lambda place: _changing_place(place, _file_instead)


def _to(place: Path, folder: Path, saved: int) -> Scene:
    for seed, name in enumerate(("a.png", "b.png")):
        write_named(place / "in" / name, seed)
    return Scene((place / "in",), {"folder": folder}, saved=saved)


def _own_names(place: Path, if_exists: IfExists) -> Scene:
    scene = _to(place, place / "in", 2)
    # Whatever the rule: no photo is taken for a result that may be replaced or left.
    return Scene(scene.inputs, {**scene.rule, "template": "{stem}", "if_exists": if_exists}, saved=2)


def _in_the_way(place: Path, if_exists: IfExists, make: Callable[[Path], object]) -> Scene:
    write_named(place / "in" / "a.png")
    (place / "out").mkdir()
    make(place / "out" / "a_lowexp.png")
    return Scene((place / "in",), {"if_exists": if_exists}, saved=None, failed=None, words="a_lowexp")


def _to_a_link(place: Path) -> Scene:
    _made(place / "real")
    (place / "link").symlink_to("real")
    return _to(place, place / "link", 2)


def _changing_place(place: Path, change: Callable[[Path], object]) -> Scene:
    for number in range(4):
        write_named(place / "in" / f"{number}.png", number)
    out = place / "out"
    return Scene((place / "in",), saved=None, failed=None, words="out", begun=lambda: change(out))


def _gone(folder: Path) -> None:
    folder.rename(folder.with_name("taken away"))


def _file_instead(folder: Path) -> None:
    _gone(folder)
    folder.write_text("a file")


def moments() -> Iterator[Named]:
    """Photos and folders that change between queueing and running."""
    for title, change, failed in (
        ("vanishes", lambda path: path.unlink(), 1),
        ("is emptied", lambda path: path.write_bytes(b""), 1),
        ("becomes text", lambda path: path.write_text("text"), 1),
        ("becomes another photo", lambda path: write_dark(path, 50, 40, 9), 0),
        ("is renamed", lambda path: path.rename(path.with_name("other.png")), 1),
        ("becomes a folder", _into_folder, 1),
        ("becomes a FIFO", _into_fifo, 1),
        ("loses its folder", lambda path: path.parent.rename(path.parent.with_name("gone")), 1),
        ("becomes a link to nowhere", _into_link, 1),
        ("grows a tail", lambda path: path.write_bytes(path.read_bytes() + bytes(100)), 0),
        ("is touched", lambda path: os.utime(path, (1, 1)), 0),
        ("is from the future", lambda path: os.utime(path, (2**33, 2**33)), 0),
        ("may not be written", lambda path: path.chmod(stat.S_IREAD), 0),
    ):
        if POSIX or "FIFO" not in title:

            def situation(
                place: Path, change: Callable[[Path], object] = change, failed: int = failed
            ) -> Scene:
                other, photo = write_named(place / "b" / "b.png", 3), write_named(place / "a" / "a.png")
                words = "a.png" if failed else ""
                return Scene(
                    (photo, other), saved=2 - failed, failed=failed, words=words, queued=lambda: change(photo)
                )

            yield f"moment: the photo {title}", situation


def _into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _into_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _into_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def clashes() -> Iterator[Named]:
    """Results that would have the same name."""
    for if_exists in IfExists:
        for mirrored in (True, False):

            def same(place: Path, if_exists: IfExists = if_exists, mirrored: bool = mirrored) -> Scene:
                for seed, folder in enumerate("xyz"):
                    write_named(place / "in" / folder / "a.png", seed)
                return Scene((place / "in",), {"if_exists": if_exists}, 3, job={"mirrored": mirrored})

            yield f"clash: one name in three folders, {if_exists}, {mirrored}", same

        def one_name(place: Path, if_exists: IfExists = if_exists) -> Scene:
            for seed, name in enumerate(("a.png", "b.jpg", "c.png", "d.webp")):
                (place / "in").mkdir(exist_ok=True)
                write_dark(place / "in" / name, 30, 20, seed)
            rule = {"if_exists": if_exists, "template": "night", "format": PhotoFormat.PNG}
            return Scene((place / "in",), rule, 4)

        yield f"clash: a template without a field, {if_exists}", one_name

        def own_stage(place: Path, if_exists: IfExists = if_exists) -> Scene:
            write_named(place / "in" / "a.png")
            write_named(place / "in" / "a_enhanced.png", 1)
            rule = {"if_exists": if_exists, "template": "{stem}_enhanced", "stages": True}
            return Scene((place / "in",), {**rule, "folder": place / "in"}, 2)

        yield f"clash: a photo named as a stage, {if_exists}", own_stage

        def in_case(place: Path, if_exists: IfExists = if_exists) -> Scene:
            for seed, folder in enumerate(("x", "y")):
                write_named(place / "in" / folder / ("a.png" if seed else "A.png"), seed)
            return Scene((place / "in",), {"if_exists": if_exists}, 2, job={"mirrored": False})

        yield f"clash: only in case another, {if_exists}", in_case
    yield "clash: two roots of one inside", _roots
    yield "clash: long names that are cut alike", _cut_alike


def _roots(place: Path) -> Scene:
    for seed, folder in enumerate(("p/q", "r/q")):
        write_named(place / folder / "a.png", seed)
    return Scene((place / "p", place / "r"), {}, 2)


def _cut_alike(place: Path) -> Scene:
    for seed, end in enumerate(("1", "2", "3")):
        write_named(place / "in" / ("a" * 250 + end + ".png"), seed)
    return Scene((place / "in",), {}, 3)


SITUATIONS: dict[str, Situation] = dict(
    each for family in (names, contents, kinds, places, moments, clashes) for each in family()
)
