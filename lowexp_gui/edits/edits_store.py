"""The database of the user's edits: SQLite, indexed by the content of photos.

It contains no paths and no file names. It is opened only while it is used, so that several programs can share
it. Each change is flushed, so that it survives a kill or a power cut.
"""

import contextlib
import logging
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from lowexp_gui.edits.photo_edits import PhotoEdits
from lowexp_gui.errors import Sentence
from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.paths import edits_file
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.private_folder import make_private_file, make_private_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_PHOTOS = 500_000
_VERSION = 1
_LONGEST = 20_000
_AT_A_TIME = 500
_PATIENCE = 5.0
_TABLE = """
CREATE TABLE photos (
    content TEXT PRIMARY KEY,
    edits TEXT NOT NULL,
    waits_for_sidecar INTEGER NOT NULL,
    changed REAL NOT NULL
) WITHOUT ROWID
"""
_INDEX = "CREATE INDEX photos_by_time ON photos (changed)"
_log = logging.getLogger(__name__)


class _DamagedStore(Exception):
    """The file is not a database of edits, or is damaged."""


@dataclass(frozen=True)
class StoredEdits:
    """The stored edits of a photo.

    Attributes:
        edits: the edits.
        waits_for_sidecar: whether the sidecar still has to be written.
        weights: SHA-256 of the model's weights, hexadecimal; empty if unknown.
        stated: the rating in sidecars when the edits were stored; None if there was none. If they state
            another one later, another program has changed it.
    """

    edits: PhotoEdits
    waits_for_sidecar: bool = False
    weights: str = ""
    stated: int | None = None


@dataclass(frozen=True)
class _Row(PhotoEdits):
    """The edits of a row, the model's weights and the stated rating, which rows of earlier versions lack."""

    weights: str = ""
    stated: int | None = None


def edits_store() -> "EditsStore":
    """The store of the user's edits."""
    return EditsStore(edits_file())


@dataclass(frozen=True)
class EditsStore:
    """A database of edits, usable from any thread and by several programs at a time.

    Attributes:
        path: path of its file, which is created when it is needed.
    """

    path: Path

    def find(self, contents: Sequence[str]) -> dict[str, StoredEdits]:
        """The stored edits by the photos' content. Invalid rows are skipped and stay in the file.

        Raises:
            PhotoError: the database cannot be read, or was written by a newer version. A damaged one is moved
                aside, and the message says so.
        """
        # Reading must not create a file.
        if not os.path.lexists(self.path):
            return {}
        found: dict[str, StoredEdits] = {}
        with self._opened() as connection:
            for first in range(0, len(contents), _AT_A_TIME):
                some = contents[first : first + _AT_A_TIME]
                places = ",".join("?" * len(some))
                rows = connection.execute(
                    "SELECT content, edits, waits_for_sidecar FROM photos "  # noqa: S608
                    f"WHERE content IN ({places}) AND length(edits) <= {_LONGEST}",
                    some,
                )
                found |= {str(content): each for content, *row in rows if (each := _stored_edits(*row))}
        return found

    def keep(self, photos: Mapping[str, StoredEdits]) -> None:
        """Store edits by the photos' content. Above the limit, the oldest ones are deleted.

        Raises:
            PhotoError: they cannot be stored; see `find`.
        """
        now = time.time()
        rows = [
            (
                content,
                to_json(_Row(**vars(each.edits), weights=each.weights, stated=each.stated)),
                each.waits_for_sidecar,
                now,
            )
            for content, each in photos.items()
        ]
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO photos VALUES (?, ?, ?, ?)", rows)
            count = connection.execute("SELECT count(*) FROM photos").fetchone()[0]
            connection.execute(
                "DELETE FROM photos WHERE content IN (SELECT content FROM photos ORDER BY changed LIMIT ?)",
                (max(0, count - MOST_PHOTOS),),
            )
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._sentences(), contextlib.closing(self._connect()) as connection:
                yield connection
        except _DamagedStore as error:
            _log.warning("%s is damaged: %s", self.path, error)
            aside = self._set_aside()
            sentence = Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The file with the adjustments of your photos was damaged; it was "
                    "renamed to {file}, and a new file was started.",
                ),
                file=quoted(aside),
            )
            raise PhotoError(sentence, aside) from error

    def _connect(self) -> sqlite3.Connection:
        make_private_folder(self.path.parent)
        if os.path.lexists(self.path) and not self.path.is_file():
            raise _DamagedStore("it is not a file")
        make_private_file(self.path)
        connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = FULL")
        version = _version_of(connection)
        if version == 0:
            connection.execute("BEGIN IMMEDIATE")
            # Another program may have done it first.
            version = _version_of(connection)
            if version == 0:
                connection.execute(_TABLE)
                connection.execute(_INDEX)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
                version = _VERSION
            connection.execute("COMMIT")
        if version > _VERSION:
            sentence = Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The adjustments of your photos were saved by a newer version of "
                    "Lowexp; they are unchanged, and this version saves none. Update "
                    "Lowexp.",
                )
            )
            raise PhotoError(sentence, self.path)

    @contextlib.contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
                raise _DamagedStore(str(error)) from error
            reason = _DISK_FULL if code == sqlite3.SQLITE_FULL else _CHECK_DISK
            raise PhotoError(_not_kept(reason), self.path) from error
        except (OSError, ValueError) as error:
            raise PhotoError(_not_kept(_NO_FOLDER), self.path) from error

    def _set_aside(self) -> Path:
        """Rename an unusable file and its companion files. Returns the new path.

        Raises:
            PhotoError: it cannot be renamed.
        """
        number = 1
        while os.path.lexists(aside := self.path.with_name(f"{self.path.name}.damaged-{number}")):
            number += 1
        try:
            self.path.rename(aside)
            for end in ("-journal", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{self.path}{end}").rename(f"{aside}{end}")
        except OSError as error:
            raise PhotoError(_not_kept(_MOVE_AWAY), self.path) from error
        return aside


_DISK_FULL = Sentence(QT_TRANSLATE_NOOP("sentences", "the disk is full; free some space"))
_CHECK_DISK = Sentence(QT_TRANSLATE_NOOP("sentences", "check its disk"))
_NO_FOLDER = Sentence(QT_TRANSLATE_NOOP("sentences", "its folder is not writable"))
_MOVE_AWAY = Sentence(QT_TRANSLATE_NOOP("sentences", "the file is damaged; move it away"))


def _not_kept(reason: Sentence) -> Sentence:
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "The adjustments of your photos cannot be saved: {reason}."),
        reason=reason,
    )


def _version_of(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if version < 0 or (version == 0 and tables) or (version == _VERSION and tables != ["photos"]):
        raise _DamagedStore("it is another database")
    return version


def _stored_edits(edits: object, waits_for_sidecar: object) -> StoredEdits | None:
    try:
        row = from_json(_Row, str(edits))
        values = {each.name: getattr(row, each.name) for each in fields(PhotoEdits)}
        return StoredEdits(PhotoEdits(**values), bool(waits_for_sidecar), row.weights, row.stated)
    except ValueError as error:
        _log.warning("The stored edits of a photo are invalid: %s", error)
        return None
