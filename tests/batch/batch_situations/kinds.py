"""Things that are no files, and ways that lead nowhere or round in a circle."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .scene import POSIX, Named, Scene, write_named


def kinds() -> Iterator[Named]:
    """Things that are no files, and ways that lead nowhere or round in a circle."""
    yield "kind: a folder called as a photo", _folder_as_photo
    yield "kind: an empty folder", lambda place: _only(place, _made(place / "empty"), "no photos")
    yield "kind: a path that is not there", lambda place: _only(place, place / "gone.png", "gone.png")
    yield "kind: below a file", lambda place: _only(place, write_named(place / "a.png") / "b.png", "b.png")
    yield "kind: a name too long", lambda place: _only(place, place / ("x" * 300), "does not exist")
    yield (
        "kind: a path too long",
        lambda place: _only(place, place / "/".join(["x" * 200] * 30), "does not exist"),
    )
    yield "kind: a NUL in the name", lambda place: _only(place, place / "a\0b.png", "does not exist")
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
