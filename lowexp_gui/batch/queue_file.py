"""The queue's file: an SQLite database that only one process at a time opens.

It uses a write-ahead log (WAL) and is flushed after each change, so that it survives a kill or a power cut.
SQLite's exclusive lock keeps other processes out and ends with the process.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.errors import quoted
from lowexp_gui.private_folder import make_private, make_private_file, make_private_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_VERSION = 3
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE settings (id INTEGER PRIMARY KEY, fields TEXT NOT NULL UNIQUE);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rank INTEGER NOT NULL,
    path BLOB NOT NULL,
    root BLOB,
    number INTEGER NOT NULL,
    size INTEGER,
    modified INTEGER,
    settings INTEGER NOT NULL REFERENCES settings (id),
    state TEXT NOT NULL,
    sentence TEXT NOT NULL DEFAULT '',
    result BLOB,
    stages TEXT NOT NULL DEFAULT '[]',
    seconds REAL NOT NULL DEFAULT 0,
    pixels INTEGER NOT NULL DEFAULT 0,
    intended TEXT NOT NULL DEFAULT '{}',
    tries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entries_by_rank ON entries (state, rank);
CREATE INDEX entries_by_path ON entries (path, settings);
CREATE TABLE made (
    path BLOB NOT NULL,
    settings INTEGER NOT NULL REFERENCES settings (id),
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    files TEXT NOT NULL,
    PRIMARY KEY (path, settings)
);
"""


class QueueError(UserError):
    """The queue cannot be read or written."""


class QueueBusyError(QueueError):
    """Another process is using the queue."""


class QueueDamagedError(QueueError):
    """The file is not a queue, is damaged, or is of a newer version; `set_queue_aside` moves it away."""


def connect(path: Path | None) -> sqlite3.Connection:
    """Open or create a queue's file; None for a queue in memory.

    Raises:
        QueueBusyError: another process has opened it.
        QueueDamagedError: it is not a valid queue.
        QueueError: it cannot be read or created.
    """
    try:
        if path is not None:
            make_private_folder(path.parent)
            # SQLite gives its companion files the same permissions.
            make_private_file(path)
            for end in ("-wal", "-shm"):
                make_private(path.with_name(path.name + end))
        # `Queue` synchronises its threads with its own lock.
        connection = sqlite3.connect(
            ":memory:" if path is None else path, timeout=0, isolation_level=None, check_same_thread=False
        )
    except (OSError, ValueError, sqlite3.Error) as error:
        raise QueueError(
            Sentence(QT_TRANSLATE_NOOP("sentences", "The queue cannot be saved: its folder is not writable."))
        ) from error
    try:
        with sentences():
            _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # This takes the lock until the file is closed.
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        elif version in (1, 2):
            if version == 1:
                connection.execute("ALTER TABLE entries ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")
            _keep_texts_as_json(connection)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise QueueDamagedError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "The queue is from another version of Lowexp; it was set aside."
                    )
                )
            )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _keep_texts_as_json(connection: sqlite3.Connection) -> None:
    """Convert sentences, which were plain texts up to version 2, to JSON."""
    rows = connection.execute("SELECT id, sentence FROM entries WHERE sentence != ''").fetchall()
    texts = [(json.dumps(sentence), number) for number, sentence in rows]
    connection.executemany("UPDATE entries SET sentence = ? WHERE id = ?", texts)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """An atomic group of changes.

    Raises:
        QueueError: the changes cannot be written.
    """
    with sentences():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """Convert errors of the database to messages.

    Raises:
        QueueError: as in `connect`.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        # Errors about invalid UTF-8 have no code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_ERROR:
            raise QueueDamagedError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "The queue is damaged; it was set aside."))
            ) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            sentence = Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Another Lowexp is working on this queue; wait until it is done, or close it.",
                )
            )
            raise QueueBusyError(sentence) from error
        if code == sqlite3.SQLITE_FULL:
            raise QueueError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "The queue cannot be saved: the disk is full; free some space."
                    )
                )
            ) from error
        raise QueueError(
            Sentence(QT_TRANSLATE_NOOP("sentences", "The queue cannot be read or written; check its disk."))
        ) from error
    except sqlite3.DatabaseError as error:
        raise QueueDamagedError(
            Sentence(QT_TRANSLATE_NOOP("sentences", "The queue is damaged; it was set aside."))
        ) from error


def set_queue_aside(path: Path) -> Path:
    """Rename an unreadable queue and its companion files. Returns the new path.

    Raises:
        QueueError: it cannot be renamed.
    """
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not aside.exists():
            break
    try:
        path.replace(aside)
        for end in ("-wal", "-shm", "-pictures"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{end}").replace(f"{aside}{end}")
    except OSError as error:
        raise QueueError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The damaged queue {file} cannot be renamed; delete it."),
                file=quoted(path),
            )
        ) from error
    return aside
