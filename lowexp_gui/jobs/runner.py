"""Running a job: its photos, some at a time, each failing alone."""

from pathlib import Path
from threading import Event

from lowexp_gui.jobs.job import JobSpec
from lowexp_gui.jobs.job_events import Failed, Report, Summary
from lowexp_gui.jobs.queue import Queue
from lowexp_gui.jobs.queue_entry import EntryState, settings_of
from lowexp_gui.jobs.queue_run import QueueRun, RunOptions
from lowexp_gui.jobs.saving import make_folder


def run_job(
    spec: JobSpec,
    report: Report,
    cancel: Event,
    options: RunOptions | None = None,
    queue: Queue | None = None,
) -> Summary:
    """Run a job to its end.

    A photo that fails is reported, and the others go on.

    Args:
        queue: of this job alone; what waits in it already is done too. None for one in memory.

    Raises:
        ModelError, DeviceError, PhotoError, ValueError: the job cannot begin at all: the model, the device,
            the output folder or the template; the message is a sentence.
        QueueError: the queue cannot be read or written.
        Cancelled: `cancel` was set; what was saved stays.
    """
    settings = settings_of(spec)
    own = queue or Queue(None)
    try:
        added = own.add(spec.inputs, settings, recursive=spec.recursive, mirrored=spec.mirrored)
        if own.ids(EntryState.WAITING):
            make_folder(spec.output.folder)
        for problem in added.problems:
            report(Failed(0, problem.path or Path(), str(problem)))
        summary = QueueRun(own, report, cancel, options).run()
    finally:
        if queue is None:
            own.close()
    return Summary(
        summary.saved, summary.skipped + added.made, summary.failed + len(added.problems), summary.cancelled
    )
