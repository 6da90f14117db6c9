"""Watching a folder: new photos are enhanced after they have been copied completely.

The folder is scanned repeatedly, because network folders do not report changes.
"""

import logging
import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from lowexp_gui.batch.isolated_reading import Readable, is_readable
from lowexp_gui.batch.job import JobSpec
from lowexp_gui.batch.job_events import Noticed, Report, Summary
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_adding import Added
from lowexp_gui.batch.queue_entry import EntryState, FileStamp, settings_of, stamp_of
from lowexp_gui.batch.queue_run import QueueRun, RunOptions
from lowexp_gui.batch.runner import settings_source
from lowexp_gui.batch.saving import make_folder
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import absolute
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.finding import find_photos, is_result, left_out_sentence
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_log = logging.getLogger(__name__)
USUAL_INTERVAL = 2.0
_MOST_LOOKS = 10
# Name prefixes of temporary files of copy and sync programs; most programs hide such files or use own
# suffixes.
_TEMPORARY_STARTS = ("~", "._")


@dataclass
class _PendingFile:
    """A file that may still be incomplete.

    Attributes:
        stamp: its stamp at the last scan.
        looks: number of scans since its last change.
    """

    stamp: FileStamp
    looks: int = 0


class WatchedFolder:
    """Finds new, complete photos in a folder; each is reported once, and again after it has changed.

    Attributes:
        left_out: number of results of this program that were skipped.
        deadly: photos that crashed the checking process.
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
        """Start watching.

        Args:
            folder: an existing folder.
            output: the output folder, whose content is ignored.
            recursive: whether subfolders are watched too.
            existing: whether existing photos count as new.
            look_at: checks whether a file is complete.
        """
        self._look_at = look_at
        self.deadly: set[Path] = set()
        self._folder, self._output, self._recursive = folder, Path(os.path.realpath(output)), recursive
        self.left_out = 0
        self._arriving: dict[Path, _PendingFile] = {}
        self._known: dict[Path, FileStamp] = {}
        if not existing:
            self._known = self._stamps()

    def look(self) -> tuple[Path, ...]:
        """Scan the folder. Returns the photos that have become complete since the last scan.

        A file is complete if it has not changed between two scans and can be read as a photo. An unreadable
        file that stays unchanged for many scans is returned too, so that its error is reported.
        """
        if not self._folder.is_dir():
            # A network folder may be offline for a while; its known files are kept.
            return ()
        stamps = self._stamps()
        self._arriving = {path: seen for path, seen in self._arriving.items() if path in stamps}
        return tuple(path for path, stamp in stamps.items() if self._is_whole(path, stamp))

    def _is_whole(self, path: Path, stamp: FileStamp) -> bool:
        if self._known.get(path) == stamp:
            return False
        seen = self._arriving.get(path)
        if seen is None or seen.stamp != stamp:
            self._arriving[path] = _PendingFile(stamp)
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
        """All photos, except in the output folder and temporary files of copy programs."""
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
    """Enhance photos that arrive in a folder, until `cancel` is set.

    Args:
        spec: a job with the folder as its only input.
        queue: the watch's own queue; waiting entries are processed first.
        existing: whether photos that exist at the start are enhanced too.
        edits: as in `run_job`.
        wait: blocks until the next scan, or until `cancel` is set.

    Returns:
        The outcome up to then.

    Raises:
        ModelError, DeviceError, ValueError: as in `run_job`.
        PhotoError: the folder does not exist, or results would be written directly into it.
        QueueError: the queue cannot be read or written.
    """
    settings = settings_of(spec)
    folder = folder_to_watch(spec)
    make_folder(spec.output.folder)
    watched = WatchedFolder(folder, spec.output.folder, recursive=spec.recursive, existing=existing)
    own = settings_source(settings, edits, cancel, report)

    def add(photos: Sequence[Path], suspects: Collection[Path]) -> Added:
        mirrored = spec.mirrored
        return queue.add(photos, settings, mirrored=mirrored, root=folder, suspects=suspects, own=own)

    return _enhance_arriving(watched, folder, add, queue, report, cancel, options, wait)


def _enhance_arriving(
    watched: WatchedFolder,
    folder: Path,
    add: Callable[[Sequence[Path], Collection[Path]], Added],
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
        added = add(arrived, watched.deadly.intersection(arrived))
        for problem in added.problems:
            # The file has disappeared since the scan; it may come back.
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
    """The only input folder of a job.

    Raises:
        PhotoError: there is no folder, or results would appear in it as new photos.
    """
    folder = absolute(spec.inputs[0])
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
