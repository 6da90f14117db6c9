"""A photo in a separate process, used after the program crashed while working on it.

It is tried once more there. If that process dies too, the photo was the reason, and it alone fails. The
process gets one line of JSON with the photo, and writes lines of JSON that say how far it is and how
the photo ended. It ends with the process that started it.
"""

import datetime
import logging
import os
import secrets
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock
from typing import IO, TextIO

from lowexp_gui.batch.photo_work import (
    LoadedModels,
    ProgressCallbacks,
    SharedByPhotos,
    ended_by,
    failure_sentence,
    found_again,
)
from lowexp_gui.batch.queue_entry import (
    EntryState,
    FileStamp,
    QueueEntry,
    QueueSettings,
    stamp_of,
)
from lowexp_gui.batch.written_files import WorkerResult, place_files, write_files
from lowexp_gui.bundled import command_line
from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import NO_SENTENCE, Sentence
from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.photo.errors import PhotoError, deadly_sentence
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.saving import remove_leftovers, writing_for

COMMAND = "enhance-isolated"
WRITER = "writer apart"
"""The queue's entry for the prefix of the process's temporary files."""
_LOOK_SECONDS = 0.1
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerOrder:
    """A photo as the process gets it; as in `QueueEntry`, and whose temporary files it writes."""

    id: int
    path: Path
    root: Path | None
    number: int
    settings: QueueSettings
    writer: str


@dataclass(frozen=True)
class WorkerFile:
    """A complete file under a temporary name."""

    stage: Stage
    path: Path


@dataclass(frozen=True)
class WorkerMessage:
    """A line that the process writes: how far it is, something worth knowing, or with `state` the end."""

    done: float | None = None
    notice: Sentence | None = None
    state: EntryState | None = None
    sentence: Sentence = NO_SENTENCE
    result: Path | None = None
    stamp: FileStamp | None = None
    pixels: int = 0
    format: PhotoFormat = PhotoFormat.PNG
    taken: str | None = None
    files: tuple[WorkerFile, ...] = ()


def work_isolated(
    entry: QueueEntry, turn: int, shared: SharedByPhotos, callbacks: ProgressCallbacks, cancel: Event
) -> QueueEntry:
    """Like `photo_work.work_on`, in a separate process."""
    writer = secrets.token_hex(4)
    try:
        return ended_by(lambda: _ended(entry, turn, writer, shared, callbacks, cancel), entry, turn, shared)
    finally:
        remove_leftovers(entry.folder, writer)


def _ended(
    entry: QueueEntry,
    turn: int,
    writer: str,
    shared: SharedByPhotos,
    callbacks: ProgressCallbacks,
    cancel: Event,
) -> QueueEntry:
    if shared.skip_done and (made := shared.queue.made(entry, stamp_of(entry.path))):
        return replace(entry, state=EntryState.SKIPPED, result=made[0], stages=made[1:], tries=0)
    if (found := found_again(entry)) is not None:
        return replace(found, tries=0)
    shared.queue.keep_fact(WRITER, writer)
    written = write_isolated(entry, writer, callbacks, cancel)
    if written is None:
        # `tries` stays 1, so that another try is isolated too.
        return replace(entry, state=EntryState.FAILED, sentence=deadly_sentence(entry.path), tries=1)
    with shared.gate.turn(turn):
        return replace(place_files(written, entry, shared), tries=0)


def write_isolated(
    entry: QueueEntry, writer: str, callbacks: ProgressCallbacks, cancel: Event
) -> WorkerResult | None:
    """Like `write_files`, in a separate process; None if that crashed.

    Raises:
        PhotoError: the photo failed there.
        Cancelled: `cancel` was set.
        OSError: the process cannot be started.
    """
    message = _run_worker(entry, writer, callbacks, cancel)
    return None if message is None else _written(entry, message)


def _run_worker(
    entry: QueueEntry, writer: str, callbacks: ProgressCallbacks, cancel: Event
) -> WorkerMessage | None:
    """The last message of the process; None if it died without one.

    Raises:
        Cancelled: `cancel` was set; the process was ended.
        OSError: it cannot be started.
    """
    order = WorkerOrder(entry.id, entry.path, entry.root, entry.number, entry.settings, writer)
    # In its own session, so that Ctrl-C reaches only this process, which then ends the other.
    with subprocess.Popen(
        [*command_line(), COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return _last_message(process, to_json(order), callbacks, cancel)
        finally:
            process.kill()


def _last_message(
    process: subprocess.Popen[bytes], order: str, callbacks: ProgressCallbacks, cancel: Event
) -> WorkerMessage | None:
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(f"{order}\n".encode())
            process.stdin.flush()
    while True:
        if cancel.is_set():
            raise Cancelled
        try:
            line = lines.get(timeout=_LOOK_SECONDS)
        except Empty:
            continue
        if line is None:
            process.kill()
            _log.warning("The isolated process ended with %s", process.wait())
            return None
        message = _parsed(line)
        if message.state is not None:
            return message
        if message.notice is not None:
            callbacks.on_notice(message.notice)
        if message.done is not None:
            callbacks.on_progress(message.done)
            callbacks.on_tile()


def _read(stream: IO[bytes] | None, lines: "SimpleQueue[bytes | None]") -> None:
    with suppress(OSError, ValueError):
        for line in stream or ():
            lines.put(line)
    lines.put(None)


def _parsed(line: bytes) -> WorkerMessage:
    try:
        return from_json(WorkerMessage, line.decode())
    except ValueError:
        # Libraries may print lines of their own.
        return WorkerMessage()


def _written(entry: QueueEntry, message: WorkerMessage) -> WorkerResult:
    if message.state is EntryState.FAILED:
        raise PhotoError(message.sentence, entry.path)
    return WorkerResult(
        replace(
            entry,
            state=message.state or EntryState.FAILED,
            result=message.result,
            stamp=message.stamp,
            pixels=message.pixels,
        ),
        message.format,
        None if message.taken is None else datetime.date.fromisoformat(message.taken),
        {each.stage: each.path for each in message.files},
    )


# The code below runs in the separate process.


def enhance_isolated(orders: TextIO, messages: TextIO) -> None:
    """Read an order, execute it, and report the outcome."""
    order = from_json(WorkerOrder, orders.readline())
    threading.Thread(target=_end_with, args=(orders,), daemon=True).start()

    def say(message: WorkerMessage) -> None:
        messages.write(f"{to_json(message)}\n")
        messages.flush()

    callbacks = ProgressCallbacks(
        lambda done: say(WorkerMessage(done=done)), lambda sentence: say(WorkerMessage(notice=sentence))
    )
    entry = QueueEntry(order.id, order.path, order.root, order.number, None, order.settings)
    try:
        with writing_for(order.writer):
            written = write_files(entry, LoadedModels(), callbacks, Event(), Lock())
    except Exception as error:
        say(WorkerMessage(state=EntryState.FAILED, sentence=failure_sentence(order.path, error)))
        return
    ended = written.entry
    say(
        WorkerMessage(
            state=ended.state,
            result=ended.result,
            stamp=ended.stamp,
            pixels=ended.pixels,
            format=written.format,
            taken=None if written.taken is None else written.taken.isoformat(),
            files=tuple(WorkerFile(stage, path) for stage, path in written.files.items()),
        )
    )


def _end_with(orders: TextIO) -> None:
    """End this process when the process that gave the order ends."""
    orders.read()
    sys.stdout.flush()
    os._exit(1)
