"""The result files of photos, as recorded in the queue's file."""

import json
import logging
import sqlite3
from pathlib import Path

from lowexp_gui.batch.queue_entry import FileStamp, QueueEntry, stamp_of
from lowexp_gui.batch.queue_rows import path_blob, read_column

_log = logging.getLogger(__name__)


def record_results(
    connection: sqlite3.Connection, entry: QueueEntry, settings: int, stamp: FileStamp
) -> None:
    """Record the existing result files of a finished entry.

    Args:
        settings: the key of its settings.
        stamp: of the photo.
    """
    files = [
        (str(path), found.size, found.modified)
        for path in (entry.result, *entry.stages)
        if path is not None and (found := stamp_of(path)) is not None
    ]
    connection.execute(
        "INSERT OR REPLACE INTO made (path, settings, size, modified, files) VALUES (?, ?, ?, ?, ?)",
        (path_blob(entry.path), settings, stamp.size, stamp.modified, json.dumps(files)),
    )


def recorded_results(
    connection: sqlite3.Connection, path: Path, settings: int, stamp: FileStamp | None
) -> tuple[Path, ...]:
    """The recorded result files of a photo, the main one first; empty if one is missing or has changed.

    Args:
        settings: the key of the settings they were made with.
        stamp: of the photo, which must be the recorded one.
    """
    if stamp is None:
        return ()
    row = connection.execute(
        "SELECT files FROM made WHERE path = ? AND settings = ? AND size = ? AND modified = ?",
        (path_blob(path), settings, stamp.size, stamp.modified),
    ).fetchone()
    try:
        files = [(Path(name), FileStamp(*stamps)) for name, *stamps in read_column(row[0])] if row else []
    except (ValueError, TypeError) as error:
        _log.warning("The recorded results of a photo are invalid", exc_info=error)
        return ()
    return tuple(file for file, _ in files) if all(stamp_of(file) == was for file, was in files) else ()
