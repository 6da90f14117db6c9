"""The queue on disk: photos to be enhanced, each with the settings at the time it was added.

It is thread-safe. Each change is on disk when the call returns, so the window must not call it on its own
thread. `queue_run` processes the photos.
"""

import json
import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any

from lowexp_gui.batch.queue_entry import (
    MOST_TRIES,
    UNFINISHED,
    EntryState,
    FileStamp,
    QueueCounts,
    QueueEntry,
    QueueSettings,
    stamp_of,
)
from lowexp_gui.batch.queue_file import QueueDamagedError, connect, sentences, transaction
from lowexp_gui.batch.queue_pictures import QueuePictures
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.errors import NOTHING_SAID, Sentence, sentence_from
from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.paths import absolute
from lowexp_gui.photo.errors import PhotoError, deadly_sentence
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.strict_json import Json, JsonLimits, parse_json
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LIMITS = JsonLimits(size=10_000_000, values=1_000_000, paths=True)
_COLUMNS = (
    "id, path, root, number, size, modified, settings, state, sentence, "
    "result, stages, seconds, pixels, intended, tries"
)
_TYPES = (
    *(int, bytes, bytes | None, int, int | None, int | None, int, str, str),
    *(bytes | None, str, int | float, int, str, int),
)
_NEEDS_NO_PHOTO = (EntryState.DONE, EntryState.SKIPPED)
_log = logging.getLogger(__name__)


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


def _none(_photos: Sequence[Path]) -> Mapping[Path, QueueSettings]:
    return {}


class Queue:
    """The entries of one queue, in processing order.

    Attributes:
        cut_off: ids of the entries that were running when the last process ended.
        given_up: ids of the entries that crashed the process too often; the next run reports and skips them.
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create a queue; None for one in memory.

        Entries that were running when the process ended wait again, last in order, unless that happened too
        often.

        Raises:
            QueueBusyError: another process is using it.
            QueueDamagedError: it is damaged; `set_queue_aside` moves it away.
            QueueError: the queue cannot be read or written.
        """
        self._connection = connect(path)
        self._pictures = QueuePictures(path)
        self._lock = RLock()
        self._settings: dict[int, QueueSettings] = {}
        self.given_up: tuple[int, ...] = ()
        try:
            self._check()
            self.cut_off = self.ids(EntryState.RUNNING)
            self.set_state(self.cut_off, EntryState.WAITING)
            self._give_up_deadly(self.entries(self.cut_off))
            states = frozenset(EntryState).difference(_NEEDS_NO_PHOTO)
            self._pictures.drop_all_but(self._paths_of(self.ids(*states)))
        except BaseException:
            self.close()
            raise

    def _give_up_deadly(self, entries: Iterable[QueueEntry]) -> None:
        """Fail the entries that crashed the process too often."""
        for entry in entries:
            if entry.tries >= MOST_TRIES:
                self.settle(replace(entry, state=EntryState.FAILED, sentence=deadly_sentence(entry.path)))
                self.given_up += (entry.id,)

    def close(self) -> None:
        """Close and unlock the file."""
        with self._lock:
            self._connection.close()
            self._pictures.close()

    def __enter__(self) -> "Queue":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        inputs: Iterable[Path],
        settings: QueueSettings,
        *,
        recursive: bool = True,
        mirrored: bool = True,
        root: Path | None = None,
        own: Callable[[Sequence[Path]], Mapping[Path, QueueSettings]] = _none,
    ) -> Added:
        """Add photos, and the photos in folders, at the end.

        Skipped are results of this program that are not given explicitly, photos that already wait with the
        same settings, and unchanged photos that are done with them and whose results all exist. A failed
        photo waits again. If it crashed the process too often, it waits again only if its file has changed.

        Args:
            recursive: whether subfolders are searched.
            mirrored: whether the folders of the photos are recreated below the output folder.
            root: the folder that is mirrored; None for the folders among the inputs.
            own: returns the photos with their own settings. Waiting entries of these photos with other
                settings are removed.

        Raises:
            QueueError: the queue cannot be written.
        """
        given = [absolute(path) for path in inputs]
        found = find_photos(given, recursive, outputs=[settings.output.folder])
        roots = frozenset(given if root is None else [absolute(root)])
        new: list[tuple[Path, Path | None, FileStamp | None]] = [
            (photo, _root(photo, roots) if mirrored else None, stamp_of(photo)) for photo in found.photos
        ]
        others = own(found.photos)
        ids: list[int] = []
        made = waits = 0
        with self._lock, transaction(self._connection):
            self._leave(others)
            alike = tuple(self._settings_key(each) for each in {settings, *others.values()})
            for each, group in groupby(new, lambda photo: others.get(photo[0], settings)):
                added, made_before, waiting = self._add(tuple(group), self._settings_key(each), alike)
                ids += added
                made, waits = made + made_before, waits + waiting
        return Added(tuple(ids), waits, made, found.problems, found.left_out)

    def _leave(self, others: Mapping[Path, QueueSettings]) -> None:
        """Remove waiting entries of the photos that have other settings."""
        self._connection.executemany(
            "DELETE FROM entries WHERE path = ? AND state = ? AND settings != ?",
            [(_blob(path), EntryState.WAITING, self._settings_key(each)) for path, each in others.items()],
        )

    def _add(
        self, new: Sequence[tuple[Path, Path | None, FileStamp | None]], key: int, alike: Collection[int]
    ) -> tuple[tuple[int, ...], int, int]:
        """Add photos with the same settings. Returns the ids, and how many were already done and waiting.

        Args:
            alike: keys of settings that share the numbering.
        """
        waiting, failed = self._known_paths(key)
        absent = [each for each in new if os.fsencode(each[0]) not in waiting]
        fresh = [each for each in absent if not self._made(each[0], key, each[2])]
        known = [(failed[path], each[2]) for each in fresh if (path := os.fsencode(each[0])) in failed]
        again = [number for number, stamp in known if self._may_wait_again(number, stamp)]
        self._set_state(again, EntryState.WAITING)
        ids = self._insert([each for each in fresh if os.fsencode(each[0]) not in failed], key, alike)
        return (*again, *ids), len(absent) - len(fresh), len(new) - len(absent)

    def add_picture(
        self, picture: Photo, settings: QueueSettings, kept: Path | None = None
    ) -> tuple[Path, Added]:
        """Add an 8-bit sRGB picture without a file. It is stored as a file until no entry needs it.

        Args:
            kept: the file from an earlier call, which is reused if it still exists.

        Returns:
            Its file, and the outcome.

        Raises:
            PhotoError: the file cannot be written.
            QueueError: the queue cannot be written.
        """
        with self._lock:
            if kept is not None and kept in self._pictures and kept.is_file():
                return kept, self.add((kept,), settings, mirrored=False)
        path = self._pictures.keep(picture)
        try:
            return path, self.add((path,), settings, mirrored=False)
        except BaseException:
            self._pictures.drop(path)
            raise

    def _drop_pictures(self, paths: Collection[Path]) -> None:
        """Delete the pictures that no entry needs."""
        sql = f"SELECT 1 FROM entries WHERE path = ? AND state NOT IN ({_places(_NEEDS_NO_PHOTO)}) LIMIT 1"  # noqa: S608
        with self._lock, sentences():
            for path in paths:
                values = (_blob(path), *_NEEDS_NO_PHOTO)
                if path in self._pictures and not self._connection.execute(sql, values).fetchone():
                    self._pictures.drop(path)

    def _paths_of(self, ids: Collection[int]) -> frozenset[Path]:
        with self._lock, sentences():
            rows = self._connection.execute("SELECT id, path FROM entries")
            wanted = frozenset(ids)
            return frozenset(Path(os.fsdecode(path)) for each, path in rows if each in wanted)

    def _may_wait_again(self, id: int, stamp: FileStamp | None) -> bool:  # noqa: A002
        """Whether a failed entry may be tried again; a changed file resets its tries."""
        entry = self.entry(id)
        if entry is None or entry.tries < MOST_TRIES:
            return entry is not None
        if stamp == entry.stamp:
            self.given_up += () if id in self.given_up else (id,)
            return False
        self._connection.execute("UPDATE entries SET tries = 0 WHERE id = ?", (id,))
        return True

    def entries(self, ids: Collection[int] | None = None) -> tuple[QueueEntry, ...]:
        """All entries, or those with the given ids, in order."""
        with self._lock, sentences():
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM entries ORDER BY rank, id")  # noqa: S608
            wanted = None if ids is None else frozenset(ids)
            return tuple(self._entry(row) for row in rows if wanted is None or row[0] in wanted)

    def entry(self, id: int) -> QueueEntry | None:  # noqa: A002
        """The entry with an id, or None."""
        return self._first("WHERE id = ?", id)

    def next_waiting(self) -> QueueEntry | None:
        """The first waiting entry; entries that crashed the process come last."""
        return self._first("WHERE state = ? ORDER BY tries > 0, rank, id LIMIT 1", EntryState.WAITING)

    def ids(self, *states: EntryState) -> tuple[int, ...]:
        """The ids of the entries in some states, in order."""
        with self._lock, sentences():
            sql = f"SELECT id FROM entries WHERE state IN ({_places(states)}) ORDER BY rank, id"  # noqa: S608
            return tuple(row[0] for row in self._connection.execute(sql, states))

    def counts(self) -> QueueCounts:
        """The number of entries in each state."""
        with self._lock, sentences():
            rows = self._connection.execute("SELECT state, count(*) FROM entries GROUP BY state")
            return QueueCounts(**dict(rows.fetchall()))

    def waiting_bytes(self) -> int:
        """The size of all waiting photos, bytes."""
        with self._lock, sentences():
            sql = "SELECT coalesce(sum(size), 0) FROM entries WHERE state = ?"
            return int(self._connection.execute(sql, (EntryState.WAITING,)).fetchone()[0])

    def move(self, ids: Sequence[int], before: int | None) -> None:
        """Move entries, in the given order, before another entry or to the end.

        Raises:
            QueueError: the queue cannot be written.
        """
        with self._lock, transaction(self._connection):
            rows = self._connection.execute("SELECT id FROM entries ORDER BY rank, id")
            order = [row[0] for row in rows]
            here = frozenset(order)
            moved = [each for each in dict.fromkeys(ids) if each in here and each != before]
            taken = frozenset(moved)
            rest = [each for each in order if each not in taken]
            place = rest.index(before) if before in rest else len(rest)
            order[:] = rest[:place] + moved + rest[place:]
            ranks = [(rank, each) for rank, each in enumerate(order, start=1)]
            self._connection.executemany("UPDATE entries SET rank = ? WHERE id = ?", ranks)

    def remove(self, ids: Collection[int]) -> None:
        """Remove entries, except running ones. Their results stay and still count as done."""
        paths = self._paths_of(ids)
        with self._lock, transaction(self._connection):
            self._connection.executemany(
                "DELETE FROM entries WHERE id = ? AND state != ?",
                [(each, EntryState.RUNNING) for each in ids],
            )
        self._drop_pictures(paths)

    def clear(self, *states: EntryState) -> None:
        """Remove all entries in some states, except running ones."""
        self.remove(self.ids(*states))

    def cancel(self, ids: Collection[int]) -> None:
        """Cancel waiting entries; `QueueRun.cancel` cancels running ones."""
        self.set_state(ids, EntryState.CANCELLED, only=(EntryState.WAITING,))

    def retry(self, ids: Collection[int] | None = None) -> None:
        """Let failed and cancelled entries with the given ids wait again; None for all failed ones."""
        chosen = self.ids(EntryState.FAILED) if ids is None else ids
        self.set_state(chosen, EntryState.WAITING, only=(EntryState.FAILED, EntryState.CANCELLED))
        with self._lock, transaction(self._connection):
            sql = "UPDATE entries SET tries = min(tries, 1) WHERE id = ? AND state = ?"
            self._connection.executemany(sql, [(each, EntryState.WAITING) for each in chosen])

    def empty(self) -> None:
        """Remove all entries and the record of results."""
        with self._lock, transaction(self._connection):
            for table in ("entries", "made", "settings", "facts"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608
        self._pictures.drop_all_but(())
        self._settings.clear()
        self.cut_off = ()

    def set_state(
        self, ids: Collection[int], state: EntryState, *, only: Collection[EntryState] = tuple(EntryState)
    ) -> None:
        """Change the state of entries that are in one of the states `only`; their messages are cleared."""
        if ids:
            with self._lock, transaction(self._connection):
                self._set_state(ids, state, only)

    def claim(self, id: int, *, at_risk: bool = True) -> bool:  # noqa: A002
        """Mark an entry as running if it is still waiting. Returns whether it was.

        Args:
            at_risk: whether this process works on it and could crash; the try is recorded before it starts.
        """
        with self._lock, transaction(self._connection):
            sql = "UPDATE entries SET state = ?, tries = tries + ? WHERE id = ? AND state = ?"
            values = (EntryState.RUNNING, int(at_risk), id, EntryState.WAITING)
            return self._connection.execute(sql, values).rowcount == 1

    def suspect(self, paths: Iterable[Path]) -> None:
        """Treat waiting photos like photos that crashed the process."""
        with self._lock, transaction(self._connection):
            sql = "UPDATE entries SET tries = max(tries, 1) WHERE path = ? AND state = ?"
            self._connection.executemany(sql, [(_blob(path), EntryState.WAITING) for path in paths])

    def intend(self, id: int, targets: Mapping[Stage, Path]) -> None:  # noqa: A002
        """Record the files that will be written, so that they are not written twice after a crash.

        Earlier records stay until the entry is settled, because a resumed run may be interrupted too.
        """
        with self._lock, transaction(self._connection):
            row = self._connection.execute("SELECT intended FROM entries WHERE id = ?", (id,)).fetchone()
            intended: dict[str, list[str]] = _read(row[0]) if row else {}
            for stage, path in targets.items():
                paths = intended.setdefault(stage, [])
                paths += [] if str(path) in paths else [str(path)]
            sql = "UPDATE entries SET intended = ? WHERE id = ?"
            self._connection.execute(sql, (json.dumps(intended), id))

    def settle(self, entry: QueueEntry) -> None:
        """Store the outcome of an entry: state, message, result, seconds, pixels and tries.

        The files of a finished entry are recorded with the photo's stamp in `entry`.
        """
        values = (
            entry.state,
            _sentence_text(entry.sentence),
            _blob(entry.result),
            json.dumps([str(path) for path in entry.stages]),
            entry.seconds,
            entry.pixels,
            *_stamp_values(entry.stamp),
            entry.tries,
            entry.id,
        )
        with self._lock, transaction(self._connection):
            self._connection.execute(
                "UPDATE entries SET state = ?, sentence = ?, result = ?, stages = ?, seconds = ?, "
                "pixels = ?, size = ?, modified = ?, tries = ?, intended = '{}' WHERE id = ?",
                values,
            )
            if entry.state is EntryState.DONE and entry.stamp is not None:
                self._remember(entry, entry.stamp)
        if entry.state in _NEEDS_NO_PHOTO:
            self._drop_pictures((entry.path,))

    def made(self, entry: QueueEntry, stamp: FileStamp | None) -> tuple[Path, ...]:
        """The existing files of the photo with the same settings, result first; empty if one is missing.

        The result comes first.
        """
        with self._lock, sentences():
            return self._made(entry.path, self._settings_key(entry.settings), stamp)

    def paths_after(self, id: int) -> tuple[int, tuple[Path, ...]]:  # noqa: A002
        """The newest id, and the photos and result files of the entries after the given one."""
        with self._lock, sentences():
            rows = self._connection.execute(
                "SELECT id, path, result, stages FROM entries WHERE id > ? ORDER BY id", (id,)
            ).fetchall()
        paths: list[Path] = []
        for _, path, result, stages in rows:
            paths.append(Path(os.fsdecode(path)))
            paths += [Path(os.fsdecode(result))] if result is not None else []
            paths += map(Path, _read(stages))
        return (rows[-1][0] if rows else id), tuple(paths)

    def results_of(self, path: Path) -> tuple[Path, ...]:
        """All result files of a photo."""
        with self._lock, sentences():
            rows = self._connection.execute(
                "SELECT result, stages FROM entries WHERE path = ? AND result IS NOT NULL", (_blob(path),)
            ).fetchall()
        return tuple(
            each for result, stages in rows for each in (Path(os.fsdecode(result)), *map(Path, _read(stages)))
        )

    def fact(self, name: str) -> str | None:
        """A value that is stored with the queue."""
        with self._lock, sentences():
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
            return None if row is None else str(row[0])

    def keep_fact(self, name: str, value: str) -> None:
        """Store a value with the queue."""
        with self._lock, transaction(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def _check(self) -> None:
        """Raise QueueDamagedError if stored data are invalid."""
        self.entries()
        with self._lock, sentences():
            for table in ("facts", "made"):
                self._connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608

    def _first(self, rest: str, *values: object) -> QueueEntry | None:
        with self._lock, sentences():
            row = self._connection.execute(f"SELECT {_COLUMNS} FROM entries {rest}", values).fetchone()  # noqa: S608
            return None if row is None else self._entry(row)

    def _set_state(
        self, ids: Collection[int], state: EntryState, only: Collection[EntryState] = tuple(EntryState)
    ) -> None:
        self._connection.executemany(
            f"UPDATE entries SET state = ?, sentence = '' WHERE id = ? AND state IN ({_places(only)})",  # noqa: S608
            [(state, each, *only) for each in ids],
        )

    def _insert(
        self,
        photos: Sequence[tuple[Path, Path | None, FileStamp | None]],
        settings: int,
        alike: Collection[int],
    ) -> tuple[int, ...]:
        one = self._connection.execute
        rank = one("SELECT coalesce(max(rank), 0) FROM entries").fetchone()[0]
        numbers = [
            one("SELECT coalesce(max(number), 0) FROM entries WHERE settings = ?", (each,)).fetchone()[0]
            for each in alike
        ]
        number = max(numbers)
        ids = []
        for place, (path, root, stamp) in enumerate(photos, start=1):
            cursor = one(
                "INSERT INTO entries (rank, path, root, number, size, modified, settings, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    rank + place,
                    _blob(path),
                    _blob(root),
                    number + place,
                    *_stamp_values(stamp),
                    settings,
                    EntryState.WAITING,
                ),
            )
            ids.append(int(cursor.lastrowid or 0))
        return tuple(ids)

    def _known_paths(self, settings: int) -> tuple[frozenset[bytes], dict[bytes, int]]:
        """The photos with the given settings that wait or run, and the ids of those that failed."""
        rows = self._connection.execute("SELECT path, state, id FROM entries WHERE settings = ?", (settings,))
        unfinished, failed = set(), {}
        for path, state, number in rows:
            if state in UNFINISHED:
                unfinished.add(path)
            elif state == EntryState.FAILED:
                failed[path] = number
        return frozenset(unfinished), failed

    def _settings_key(self, settings: QueueSettings) -> int:
        text = to_json(settings)
        self._connection.execute("INSERT OR IGNORE INTO settings (fields) VALUES (?)", (text,))
        row = self._connection.execute("SELECT id FROM settings WHERE fields = ?", (text,)).fetchone()
        return int(row[0])

    def _remember(self, entry: QueueEntry, stamp: FileStamp) -> None:
        files = [
            (str(path), found.size, found.modified)
            for path in (entry.result, *entry.stages)
            if path is not None and (found := stamp_of(path)) is not None
        ]
        self._connection.execute(
            "INSERT OR REPLACE INTO made (path, settings, size, modified, files) VALUES (?, ?, ?, ?, ?)",
            (
                _blob(entry.path),
                self._settings_key(entry.settings),
                stamp.size,
                stamp.modified,
                json.dumps(files),
            ),
        )

    def _made(self, path: Path, settings: int, stamp: FileStamp | None) -> tuple[Path, ...]:
        if stamp is None:
            return ()
        row = self._connection.execute(
            "SELECT files FROM made WHERE path = ? AND settings = ? AND size = ? AND modified = ?",
            (_blob(path), settings, stamp.size, stamp.modified),
        ).fetchone()
        try:
            files = [(Path(name), FileStamp(*stamps)) for name, *stamps in _read(row[0])] if row else []
        except (ValueError, TypeError) as error:
            _log.warning("What was made of a photo is not understood", exc_info=error)
            return ()
        return tuple(file for file, _ in files) if all(stamp_of(file) == was for file, was in files) else ()

    def _entry(self, row: Sequence[Any]) -> QueueEntry:
        try:
            _check_types(row)
            return QueueEntry(
                id=row[0],
                path=Path(os.fsdecode(row[1])),
                root=None if row[2] is None else Path(os.fsdecode(row[2])),
                number=row[3],
                stamp=None if row[4] is None else FileStamp(row[4], row[5]),
                settings=self._settings_of(row[6]),
                state=EntryState(row[7]),
                sentence=_sentence(row[8]),
                result=None if row[9] is None else Path(os.fsdecode(row[9])),
                stages=_paths(_read(row[10])),
                seconds=row[11],
                pixels=row[12],
                intended={Stage(stage): _paths(paths) for stage, paths in _read(row[13]).items()},
                tries=row[14],
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise QueueDamagedError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "The queue is damaged; it was set aside."))
            ) from error

    def _settings_of(self, key: int) -> QueueSettings:
        known = self._settings.get(key)
        if known is None:
            row = self._connection.execute("SELECT fields FROM settings WHERE id = ?", (key,)).fetchone()
            known = self._settings[key] = from_json(QueueSettings, row[0])
        return known


def _read(text: str) -> Json:
    """Parse the JSON of a column; raises ValueError for invalid data."""
    return parse_json(text, _LIMITS)


def _sentence_text(sentence: Sentence) -> str:
    return to_json(sentence) if sentence else ""


def _sentence(text: str) -> Sentence:
    return sentence_from(parse_json(text, _LIMITS)) if text else NOTHING_SAID


def _root(photo: Path, roots: Collection[Path]) -> Path:
    """The outermost input folder of a photo; its own folder if the photo was given directly."""
    return next((folder for folder in reversed(photo.parents) if folder in roots), photo.parent)


def _check_types(row: Sequence[Any]) -> None:
    """Raise TypeError if a row has values of wrong types."""
    for value, kinds in zip(row, _TYPES, strict=True):
        if not isinstance(value, kinds):
            raise TypeError(f"a value is no {kinds}")


def _paths(names: object) -> tuple[Path, ...]:
    if not isinstance(names, list):
        raise TypeError("no list of names")
    return tuple(map(Path, names))


def _blob(path: Path | None) -> bytes | None:
    return None if path is None else os.fsencode(path)


def _stamp_values(stamp: FileStamp | None) -> tuple[int | None, int | None]:
    return (None, None) if stamp is None else (stamp.size, stamp.modified)


def _places(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
