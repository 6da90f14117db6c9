"""The queue on disk: photos to be enhanced, each with the settings at the time it was added.

It is thread-safe. Each change is on disk when the call returns, so the window must not call it on its own
thread. `queue_run` processes the photos.
"""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from threading import RLock

from lowexp_gui.batch.queue_adding import Added, NewPhoto, insert_photos, known_paths, root_of
from lowexp_gui.batch.queue_entry import (
    MOST_TRIES,
    EntryState,
    FileStamp,
    QueueCounts,
    QueueEntry,
    QueueSettings,
    stamp_of,
)
from lowexp_gui.batch.queue_file import connect, sentences, transaction
from lowexp_gui.batch.queue_pictures import QueuePictures
from lowexp_gui.batch.queue_results import record_results, recorded_results
from lowexp_gui.batch.queue_rows import (
    ENTRY_COLUMNS,
    StoredSettings,
    entry_from,
    path_blob,
    read_column,
    sentence_text,
    stamp_values,
)
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.paths import absolute
from lowexp_gui.photo.errors import deadly_sentence
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.photograph import Photo

_NEEDS_NO_PHOTO = (EntryState.DONE, EntryState.SKIPPED)


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
        self._settings = StoredSettings(self._connection)
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
        suspects: Iterable[Path] = (),
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
            suspects: photos that crashed another process; they are treated as if they had crashed this one.
            own: returns the photos with their own settings. Waiting entries of these photos with other
                settings are removed.

        Raises:
            QueueError: the queue cannot be written.
        """
        given = [absolute(path) for path in inputs]
        found = find_photos(given, recursive, outputs=[settings.output.folder])
        roots = frozenset(given if root is None else [absolute(root)])
        new = [
            NewPhoto(photo, root_of(photo, roots) if mirrored else None, stamp_of(photo))
            for photo in found.photos
        ]
        overrides = own(found.photos)
        ids: list[int] = []
        made = waiting = 0
        with self._lock, transaction(self._connection):
            self._remove_other_settings(overrides)
            keys = tuple(self._settings.key_of(each) for each in {settings, *overrides.values()})
            for each, group in groupby(new, lambda photo: overrides.get(photo.path, settings)):
                added, already_made, already_waiting = self._add(
                    tuple(group), self._settings.key_of(each), keys
                )
                ids += added
                made, waiting = made + already_made, waiting + already_waiting
            self._suspect(suspects)
        return Added(tuple(ids), waiting, made, found.problems, found.left_out)

    def _remove_other_settings(self, overrides: Mapping[Path, QueueSettings]) -> None:
        """Remove waiting entries of the photos that have other settings."""
        self._connection.executemany(
            "DELETE FROM entries WHERE path = ? AND state = ? AND settings != ?",
            [
                (path_blob(path), EntryState.WAITING, self._settings.key_of(each))
                for path, each in overrides.items()
            ],
        )

    def _add(
        self, new: Sequence[NewPhoto], key: int, numbered_together: Collection[int]
    ) -> tuple[tuple[int, ...], int, int]:
        """Add photos with the same settings. Returns the ids, and how many were already done or waiting.

        Args:
            numbered_together: as in `insert_photos`.
        """
        waiting, failed = known_paths(self._connection, key)
        absent = [each for each in new if os.fsencode(each.path) not in waiting]
        fresh = [
            each for each in absent if not recorded_results(self._connection, each.path, key, each.stamp)
        ]
        known = [(failed[path], each.stamp) for each in fresh if (path := os.fsencode(each.path)) in failed]
        again = [number for number, stamp in known if self._may_wait_again(number, stamp)]
        self._set_state(again, EntryState.WAITING)
        never_failed = [each for each in fresh if os.fsencode(each.path) not in failed]
        ids = insert_photos(self._connection, never_failed, key, numbered_together)
        return (*again, *ids), len(absent) - len(fresh), len(new) - len(absent)

    def _suspect(self, paths: Iterable[Path]) -> None:
        sql = "UPDATE entries SET tries = max(tries, 1) WHERE path = ? AND state = ?"
        values = [(path_blob(absolute(path)), EntryState.WAITING) for path in paths]
        self._connection.executemany(sql, values)

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
                values = (path_blob(path), *_NEEDS_NO_PHOTO)
                if path in self._pictures and not self._connection.execute(sql, values).fetchone():
                    self._pictures.drop(path)

    def _paths_of(self, ids: Collection[int]) -> frozenset[Path]:
        with self._lock, sentences():
            rows = self._connection.execute("SELECT id, path FROM entries")
            chosen = frozenset(ids)
            return frozenset(Path(os.fsdecode(path)) for each, path in rows if each in chosen)

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
            rows = self._connection.execute(f"SELECT {ENTRY_COLUMNS} FROM entries ORDER BY rank, id")  # noqa: S608
            chosen = None if ids is None else frozenset(ids)
            return tuple(
                entry_from(row, self._settings) for row in rows if chosen is None or row[0] in chosen
            )

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
        self._settings.forget()
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

    def intend(self, id: int, targets: Mapping[Stage, Path]) -> None:  # noqa: A002
        """Record the files that will be written, so that they are not written twice after a crash.

        Earlier records stay until the entry is settled, because a resumed run may be interrupted too.
        """
        with self._lock, transaction(self._connection):
            row = self._connection.execute("SELECT intended FROM entries WHERE id = ?", (id,)).fetchone()
            intended: dict[str, list[str]] = read_column(row[0]) if row else {}
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
            sentence_text(entry.sentence),
            path_blob(entry.result),
            json.dumps([str(path) for path in entry.stages]),
            entry.seconds,
            entry.pixels,
            *stamp_values(entry.stamp),
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
                record_results(self._connection, entry, self._settings.key_of(entry.settings), entry.stamp)
        if entry.state in _NEEDS_NO_PHOTO:
            self._drop_pictures((entry.path,))

    def made(self, entry: QueueEntry, stamp: FileStamp | None) -> tuple[Path, ...]:
        """The existing files of the photo with the same settings, result first; empty if one is missing."""
        with self._lock, sentences():
            return recorded_results(
                self._connection, entry.path, self._settings.key_of(entry.settings), stamp
            )

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
            paths += map(Path, read_column(stages))
        return (rows[-1][0] if rows else id), tuple(paths)

    def results_of(self, path: Path) -> tuple[Path, ...]:
        """All result files of a photo."""
        with self._lock, sentences():
            rows = self._connection.execute(
                "SELECT result, stages FROM entries WHERE path = ? AND result IS NOT NULL", (path_blob(path),)
            ).fetchall()
        return tuple(
            each
            for result, stages in rows
            for each in (Path(os.fsdecode(result)), *map(Path, read_column(stages)))
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
            row = self._connection.execute(f"SELECT {ENTRY_COLUMNS} FROM entries {rest}", values).fetchone()  # noqa: S608
            return None if row is None else entry_from(row, self._settings)

    def _set_state(
        self, ids: Collection[int], state: EntryState, only: Collection[EntryState] = tuple(EntryState)
    ) -> None:
        self._connection.executemany(
            f"UPDATE entries SET state = ?, sentence = '' WHERE id = ? AND state IN ({_places(only)})",  # noqa: S608
            [(state, each, *only) for each in ids],
        )


def _places(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
