"""Running a job: several photos at a time; an error fails only its photo."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event

from lowexp_gui.batch.edited_settings import EditedSettings
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.job_events import Failed, Noticed, Report, Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import EntryState, QueueSettings, settings_of
from lowexp_gui.batch.queue_run import QueueRun, RunOptions
from lowexp_gui.batch.saving import make_folder
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.photo.finding import left_out_sentence


def run_job(
    spec: JobSpec,
    report: Report,
    cancel: Event,
    options: RunOptions | None = None,
    queue: Queue | None = None,
    edits: EditsPlace = EditsPlace.NOWHERE,
) -> Summary:
    """Run a job.

    A photo that fails is reported, and the others go on.

    Args:
        queue: the job's own queue; entries that already wait are processed too. None for a queue in memory.
        edits: where edits of single photos are stored; they have priority over `spec`.

    Raises:
        ModelError, DeviceError, PhotoError, ValueError: the job cannot start because of the model, the
            device, the output folder, the template or the database of edits; the message is for the user.
        QueueError: the queue cannot be read or written.
        Cancelled: `cancel` was set; what was saved stays.
    """
    settings = settings_of(spec)
    own = queue or Queue(None)
    try:
        chosen = settings_source(settings, edits, cancel, report)
        added = own.add(spec.inputs, settings, recursive=spec.recursive, mirrored=spec.mirrored, own=chosen)
        if own.ids(EntryState.WAITING):
            make_folder(spec.output.folder)
        for problem in added.problems:
            report(Failed(0, problem.path or Path(), problem.sentence))
        if added.left_out:
            report(Noticed(0, _first_folder(spec.inputs), left_out_sentence(added.left_out)))
        summary = QueueRun(own, report, cancel, options).run()
    finally:
        if queue is None:
            own.close()
    return Summary(
        summary.saved, summary.skipped + added.made, summary.failed + len(added.problems), summary.cancelled
    )


def settings_source(
    settings: QueueSettings, edits: EditsPlace, cancel: Event, report: Report
) -> Callable[[Sequence[Path]], Mapping[Path, QueueSettings]]:
    """The `own` argument of `Queue.add`: finds photos with their own settings."""
    if edits is EditsPlace.NOWHERE:
        return lambda _: {}
    return EditedSettings(settings, edits, cancel, lambda path, sentence: report(Noticed(0, path, sentence)))


def _first_folder(inputs: tuple[Path, ...]) -> Path:
    return next((path for path in inputs if path.is_dir()), inputs[0])
