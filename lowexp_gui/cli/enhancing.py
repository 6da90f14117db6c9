"""`lowexp enhance`: a job run in the terminal."""

import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Event

from lowexp_gui.batch.cluster import ClusterAddress, cluster_options
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.job_events import Summary
from lowexp_gui.batch.job_queue import open_job_queue
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_file import QueueBusyError, QueueError
from lowexp_gui.batch.queue_run import RunOptions
from lowexp_gui.batch.queue_summary import save_summary
from lowexp_gui.batch.runner import run_job
from lowexp_gui.cli.batch_choice import BatchChoice
from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.job_reporters import Reporter, reporter_for
from lowexp_gui.config.settings import load_settings
from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import UserError
from lowexp_gui.photo.errors import PhotoError

STOPPED = "Stopped. Finished photos are saved. Run the same command with --resume to continue."


def enhance_and_exit(spec: JobSpec, batch: BatchChoice, as_json: bool) -> None:
    """Run a job. Exits with 0 if every photo succeeded, with 1 if not, or with 130 if interrupted."""
    reporter = reporter_for(as_json, batch.quiet)
    try:
        with log_to_file(), cancelled_by_interrupt() as cancel:
            summary = _run(spec, batch, reporter, cancel)
    except Cancelled:
        reporter.fail(STOPPED)
        sys.exit(INTERRUPTED)
    except UserError as error:
        reporter.fail(str(error))
        sys.exit(1)
    reporter.end(summary)
    sys.exit(1 if summary.failed else 0)


def _run(spec: JobSpec, batch: BatchChoice, reporter: Reporter, cancel: Event) -> Summary:
    with ExitStack() as stack:
        queue = stack.enter_context(_queue(spec, batch, reporter))
        if batch.summary is not None:
            stack.callback(_write_summary, queue, batch.summary, reporter)
        options = RunOptions(jobs=batch.jobs, keep_awake=True)
        if batch.cluster is not None:
            address = ClusterAddress(batch.cluster, batch.tls_ca, batch.tls_cert, batch.tls_key)
            options = stack.enter_context(cluster_options(address, options, reporter.notice))
        return run_job(spec, reporter.tell, cancel, options, queue, edits_for(batch.use_edits))


def _queue(spec: JobSpec, batch: BatchChoice, reporter: Reporter) -> Queue:
    """The queue on disk. If none can be created, one in memory, except for a resumed run."""
    try:
        return open_job_queue(spec, resume=batch.resume, with_edits=batch.use_edits)
    except QueueBusyError:
        raise
    except QueueError as error:
        if batch.resume:
            raise
        reporter.notice(f"{error} This job cannot be resumed.")
        return Queue(None)


def edits_for(use_edits: bool) -> EditsPlace:
    """Where to look for edits: as in the user's settings, if the command uses edits."""
    if not use_edits:
        return EditsPlace.NOWHERE
    place = load_settings().edits
    return EditsPlace.STORE if place is EditsPlace.NOWHERE else place


def _write_summary(queue: Queue, target: Path, reporter: Reporter) -> None:
    try:
        save_summary(queue.entries(), target)
    except PhotoError as error:
        reporter.notice(str(error))
