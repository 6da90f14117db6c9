"""A folder that is watched: new photos are enhanced as they arrive, once they are whole.

The folder is looked through again and again, since folders on a network tell nobody of what changes in them.
"""

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from lowexp_gui.batch.isolated_reading import Readable, is_readable
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.job_events import Noticed, Report, Summary
from lowexp_gui.batch.queue import Added, Queue
from lowexp_gui.batch.queue_entry import EntryState, FileStamp, settings_of, stamp_of
from lowexp_gui.batch.queue_run import QueueRun, RunOptions
from lowexp_gui.batch.runner import settings_source
from lowexp_gui.batch.saving import make_folder
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import Sentence
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.finding import find_photos, is_result, left_out_sentence
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)
USUAL_INTERVAL = 2.0
_MOST_LOOKS = 10
# Of programs that copy and synchronise; most of them hide such files, or give them endings of their own.
_TEMPORARY_STARTS = ("~", "._")


@dataclass
class _Seen:
    """A file that is not known to be whole yet.

    Attributes:
        stamp: at the last look.
        looks: looks since it changed last.
    """

    stamp: FileStamp
    looks: int = 0


class WatchedFolder:
    """Which photos of a folder are new and whole; each is said once, and again if it is written anew.

    Attributes:
        left_out: how many results of this program were among them, which are not said.
        deadly: those with which a process died that looked whether they can be read.
    """

    def __init__(
        self,
        folder: Path,
        output: Path,
        *,
        recursive: bool = True,
        existing: bool = False,
        look_at: Callable[[Path], Readable] = is_readable,
    ) -> None:
        """Begin to watch.

        Args:
            folder: it is there.
            output: what is in it is never looked at, wherever it is.
            recursive: whether folders in the folder are watched too.
            existing: whether the photos that are there now count as new.
            look_at: finds out whether a file is whole.
        """
        self._look_at = look_at
        self.deadly: set[Path] = set()
        self._folder, self._output, self._recursive = folder, Path(os.path.realpath(output)), recursive
        self.left_out = 0
        self._arriving: dict[Path, _Seen] = {}
        self._known: dict[Path, FileStamp] = {}
        if not existing:
            self._known = self._stamps()

    def look(self) -> tuple[Path, ...]:
        """The photos that are whole since the last look.

        A file is, if it did not change between two looks and can be read as a photo. One that cannot, and
        does not change for many looks, is said too, so that it is told what is wrong with it.
        """
        if not self._folder.is_dir():
            # On a network it may be away for a while, and all in it is still known when it comes back.
            return ()
        stamps = self._stamps()
        self._arriving = {path: seen for path, seen in self._arriving.items() if path in stamps}
        return tuple(path for path, stamp in stamps.items() if self._is_whole(path, stamp))

    def _is_whole(self, path: Path, stamp: FileStamp) -> bool:
        if self._known.get(path) == stamp:
            return False
        seen = self._arriving.get(path)
        if seen is None or seen.stamp != stamp:
            self._arriving[path] = _Seen(stamp)
            return False
        seen.looks += 1
        if seen.looks < _MOST_LOOKS:
            readable = self._look_at(path)
            if readable is Readable.NO:
                return False
            (self.deadly.add if readable is Readable.DEADLY else self.deadly.discard)(path)
        del self._arriving[path]
        self._known[path] = stamp
        if is_result(path):
            self.left_out += 1
            return False
        return True

    def _stamps(self) -> dict[Path, FileStamp]:
        """All photos there, but those of the output folder and of programs that are still copying."""
        found = {}
        for path in find_photos([self._folder], self._recursive).photos:
            if path.name.startswith(_TEMPORARY_STARTS) or self._is_output(path):
                continue
            stamp = stamp_of(path)
            if stamp is not None:
                found[path] = stamp
        return found

    def _is_output(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self._output)


def watch(
    spec: JobSpec,
    queue: Queue,
    report: Report,
    cancel: Event,
    *,
    existing: bool = False,
    options: RunOptions | None = None,
    edits: EditsPlace = EditsPlace.NOWHERE,
    wait: Callable[[], object],
) -> Summary:
    """Enhance the photos that arrive in a folder until `cancel` is set.

    Args:
        spec: with the folder as its one input.
        queue: of this watch alone; what waits in it is done first.
        existing: whether the photos that are there at the start are enhanced too.
        edits: as `run_job`.
        wait: called between two looks, until it is time for the next; it returns soon after `cancel` is set.

    Returns:
        What was done until then.

    Raises:
        ModelError, DeviceError, ValueError: as `run_job`.
        PhotoError: there is no such folder, or the output would go right into it.
        QueueError: the queue cannot be read or written.
    """
    settings = settings_of(spec)
    folder = folder_to_watch(spec)
    make_folder(spec.output.folder)
    watched = WatchedFolder(folder, spec.output.folder, recursive=spec.recursive, existing=existing)
    add = partial(
        queue.add,
        settings=settings,
        mirrored=spec.mirrored,
        root=folder,
        own=settings_source(settings, edits, cancel, report),
    )
    return _enhance_arriving(watched, folder, add, queue, report, cancel, options, wait)


def _enhance_arriving(
    watched: WatchedFolder,
    folder: Path,
    add: Callable[[Sequence[Path]], Added],
    queue: Queue,
    report: Report,
    cancel: Event,
    options: RunOptions | None,
    wait: Callable[[], object],
) -> Summary:
    outcomes: list[Summary] = []
    left_out = 0
    while not cancel.is_set():
        if queue.ids(EntryState.WAITING):
            run = QueueRun(queue, report, cancel, options)
            with suppress(Cancelled):
                run.run()
            outcomes.append(run.summary)
        wait()
        arrived = watched.look()
        if watched.left_out > left_out:
            report(Noticed(0, folder, left_out_sentence(watched.left_out - left_out)))
            left_out = watched.left_out
        added = add(arrived)
        queue.suspect(watched.deadly.intersection(arrived))
        for problem in added.problems:
            # It was there at the look; whoever took it away may bring it back.
            _log.info("%s", problem)
    return _sum(outcomes)


def _sum(outcomes: Sequence[Summary]) -> Summary:
    return Summary(
        sum(each.saved for each in outcomes),
        sum(each.skipped for each in outcomes),
        sum(each.failed for each in outcomes),
        sum(each.cancelled for each in outcomes),
    )


def folder_to_watch(spec: JobSpec) -> Path:
    """The one folder of a job.

    Raises:
        PhotoError: there is none, or results would arrive in it as new photos.
    """
    folder = Path(os.path.abspath(spec.inputs[0]))  # noqa: PTH100
    if not folder.is_dir():
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The folder {folder} does not exist; choose another folder to watch."
                ),
                folder=quoted(folder),
            ),
            folder,
        )
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(spec.output.folder)):
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Results in the watched folder {folder} would be enhanced again; "
                    "choose another output folder.",
                ),
                folder=quoted(folder),
            ),
            folder,
        )
    return folder
