"""Output folders that cannot be written to, or have something in the way."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from lowexp_gui.photo.naming import IfExists

from .scene import POSIX, Named, Scene, write_named


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
    (place / "real").mkdir()
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
