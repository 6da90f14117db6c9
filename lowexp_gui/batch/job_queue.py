"""The queue of one command, so that the same command can resume after an interruption."""

import hashlib
import re
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_file import QueueDamagedError, set_queue_aside
from lowexp_gui.batch.queue_run import clear_leftovers
from lowexp_gui.field_coding import to_key
from lowexp_gui.paths import absolute, queue_folder

_KEPT_SECONDS = 30 * 24 * 3600
_START = "job-"
_WITH_EDITS = "with edits"
_OURS = re.compile(_START + r"[0-9a-f]{24}\.queue(\.damaged-[0-9]+)?(-wal|-shm)?")


def job_queue_path(spec: JobSpec, *, with_edits: bool = False) -> Path:
    """The queue file of a job; jobs with the same inputs, settings and output share it.

    Args:
        with_edits: whether edits of single photos have priority over the settings.
    """
    output = replace(spec.output, folder=absolute(spec.output.folder))
    same = replace(spec, inputs=tuple(map(absolute, spec.inputs)), output=output)
    text = to_key(same) + (_WITH_EDITS if with_edits else "")
    return queue_folder() / f"{_START}{hashlib.sha256(text.encode()).hexdigest()[:24]}.queue"


def open_job_queue(spec: JobSpec, *, resume: bool, with_edits: bool = False) -> Queue:
    """Open the queue of a job. Leftovers of an interrupted process are removed.

    Args:
        resume: whether to continue it; otherwise it is emptied.
        with_edits: as in `job_queue_path`.

    Raises:
        QueueBusyError: the same job is running.
        QueueError: the queue cannot be read or written.
    """
    _forget_old()
    path = job_queue_path(spec, with_edits=with_edits)
    try:
        queue = Queue(path)
    except QueueDamagedError:
        set_queue_aside(path)
        queue = Queue(path)
    if not resume:
        try:
            clear_leftovers(queue)
            queue.empty()
        except BaseException:
            queue.close()
            raise
    return queue


def _forget_old() -> None:
    """Delete queues that have not been used for a month."""
    with suppress(OSError):
        for path in queue_folder().glob(f"{_START}*"):
            with suppress(OSError):
                if _OURS.fullmatch(path.name) and time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                    path.unlink()
