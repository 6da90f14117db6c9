"""Photos and folders that change between queueing and running."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from job_samples import write_dark

from .scene import POSIX, Named, Scene, write_named


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
