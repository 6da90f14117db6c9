"""The rows of the queue's file and the values in them."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lowexp_gui.batch.queue_entry import EntryState, FileStamp, QueueEntry, QueueSettings
from lowexp_gui.batch.queue_file import QueueDamagedError
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.errors import NO_SENTENCE, Sentence, sentence_from
from lowexp_gui.field_coding import from_json, to_json, to_key
from lowexp_gui.strict_json import Json, JsonLimits, parse_json
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LIMITS = JsonLimits(size=10_000_000, values=1_000_000, paths=True)
ENTRY_COLUMNS = (
    "id, path, root, number, size, modified, settings, state, sentence, "
    "result, stages, seconds, pixels, intended, tries"
)
"""The columns of an entry, in the order that `entry_from` takes."""
_TYPES = (
    *(int, bytes, bytes | None, int, int | None, int | None, int, str, str),
    *(bytes | None, str, int | float, int, str, int),
)


class StoredSettings:
    """The settings in the queue's file, each stored once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The settings in an open file; the caller synchronises its threads."""
        self._connection = connection
        self._known: dict[int, QueueSettings] = {}

    def key_of(self, settings: QueueSettings) -> int:
        """The key of settings, which are stored if they are new."""
        text = to_key(settings)
        self._connection.execute("INSERT OR IGNORE INTO settings (fields) VALUES (?)", (text,))
        row = self._connection.execute("SELECT id FROM settings WHERE fields = ?", (text,)).fetchone()
        return int(row[0])

    def with_key(self, key: int) -> QueueSettings:
        """Stored settings; raises ValueError or TypeError for invalid ones."""
        known = self._known.get(key)
        if known is None:
            row = self._connection.execute("SELECT fields FROM settings WHERE id = ?", (key,)).fetchone()
            known = self._known[key] = from_json(QueueSettings, row[0])
        return known

    def forget(self) -> None:
        """Forget what was read; the stored settings have been deleted."""
        self._known.clear()


def entry_from(row: Sequence[Any], settings: StoredSettings) -> QueueEntry:
    """The entry in a row of ENTRY_COLUMNS.

    Raises:
        QueueDamagedError: it is none.
    """
    try:
        _check_types(row)
        return QueueEntry(
            id=row[0],
            path=Path(os.fsdecode(row[1])),
            root=None if row[2] is None else Path(os.fsdecode(row[2])),
            number=row[3],
            stamp=None if row[4] is None else FileStamp(row[4], row[5]),
            settings=settings.with_key(row[6]),
            state=EntryState(row[7]),
            sentence=_sentence(row[8]),
            result=None if row[9] is None else Path(os.fsdecode(row[9])),
            stages=_paths(read_column(row[10])),
            seconds=row[11],
            pixels=row[12],
            intended={Stage(stage): _paths(paths) for stage, paths in read_column(row[13]).items()},
            tries=row[14],
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise QueueDamagedError(
            Sentence(QT_TRANSLATE_NOOP("sentences", "The queue is damaged; it was set aside."))
        ) from error


def read_column(text: str) -> Json:
    """Parse the JSON of a column; raises ValueError for invalid data."""
    return parse_json(text, _LIMITS)


def sentence_text(sentence: Sentence) -> str:
    """A sentence as stored in a column; empty for none."""
    return to_json(sentence) if sentence else ""


def _sentence(text: str) -> Sentence:
    return sentence_from(parse_json(text, _LIMITS)) if text else NO_SENTENCE


def _check_types(row: Sequence[Any]) -> None:
    """Raise TypeError if a row has values of wrong types."""
    for value, kinds in zip(row, _TYPES, strict=True):
        if not isinstance(value, kinds):
            raise TypeError(f"a value is no {kinds}")


def _paths(names: object) -> tuple[Path, ...]:
    if not isinstance(names, list):
        raise TypeError("no list of names")
    return tuple(map(Path, names))


def path_blob(path: Path | None) -> bytes | None:
    """A path as stored in a column, in the system's encoding of file names."""
    return None if path is None else os.fsencode(path)


def stamp_values(stamp: FileStamp | None) -> tuple[int | None, int | None]:
    """Size in bytes and time of change in nanoseconds, as stored in two columns."""
    return (None, None) if stamp is None else (stamp.size, stamp.modified)
