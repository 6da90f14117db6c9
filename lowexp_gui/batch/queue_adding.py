"""New photos for the queue, and how they are stored in its file."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.batch.queue_entry import UNFINISHED, EntryState, FileStamp
from lowexp_gui.batch.queue_rows import path_blob, stamp_values
from lowexp_gui.photo.errors import PhotoError


@dataclass(frozen=True)
class Added:
    """The outcome of adding photos.

    Attributes:
        ids: ids of the new entries, in order.
        waiting: number of photos that were already waiting.
        made: number of photos already done with the same settings.
        problems: messages about paths without photos.
        left_out: number of results of this program that were skipped in folders.
    """

    ids: tuple[int, ...]
    waiting: int
    made: int
    problems: tuple[PhotoError, ...]
    left_out: int = 0


@dataclass(frozen=True)
class NewPhoto:
    """A photo to be added.

    Attributes:
        path: the file.
        root: the folder that is mirrored below the output folder; None for none.
        stamp: of the file; None if it cannot be read.
    """

    path: Path
    root: Path | None
    stamp: FileStamp | None


def insert_photos(
    connection: sqlite3.Connection,
    photos: Sequence[NewPhoto],
    settings: int,
    numbered_together: Collection[int],
) -> tuple[int, ...]:
    """Store photos as waiting entries at the end. Returns their ids.

    Args:
        settings: the key of the settings of these photos.
        numbered_together: the keys of settings whose photos are numbered in one sequence.
    """
    rank = connection.execute("SELECT coalesce(max(rank), 0) FROM entries").fetchone()[0]
    last_number = "SELECT coalesce(max(number), 0) FROM entries WHERE settings = ?"
    number = max(connection.execute(last_number, (key,)).fetchone()[0] for key in numbered_together)
    ids = []
    for place, photo in enumerate(photos, start=1):
        cursor = connection.execute(
            "INSERT INTO entries (rank, path, root, number, size, modified, settings, state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                rank + place,
                path_blob(photo.path),
                path_blob(photo.root),
                number + place,
                *stamp_values(photo.stamp),
                settings,
                EntryState.WAITING,
            ),
        )
        ids.append(int(cursor.lastrowid or 0))
    return tuple(ids)


def known_paths(connection: sqlite3.Connection, settings: int) -> tuple[frozenset[bytes], dict[bytes, int]]:
    """The photos with the given settings that wait or run, and the ids of those that failed."""
    rows = connection.execute("SELECT path, state, id FROM entries WHERE settings = ?", (settings,))
    unfinished, failed = set(), {}
    for path, state, number in rows:
        if state in UNFINISHED:
            unfinished.add(path)
        elif state == EntryState.FAILED:
            failed[path] = number
    return frozenset(unfinished), failed


def root_of(photo: Path, roots: Collection[Path]) -> Path:
    """The outermost input folder of a photo; its own folder if the photo was given directly."""
    return next((folder for folder in reversed(photo.parents) if folder in roots), photo.parent)
