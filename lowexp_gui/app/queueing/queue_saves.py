"""“Save all” through the queue: queues open photos and shows their state in the filmstrip."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import WorkQueue
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_status import PhotoState, PhotoStatus
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_requests import AddPhotos, AddResult, PastedPicture
from lowexp_gui.app.queueing.queue_runner import QueueProgress
from lowexp_gui.app.saving.open_photo_results import OpenPhotoResults
from lowexp_gui.app.saving.save_choice import SaveChoice, SavedWith
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.paths import absolute

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class QueueSaves(QObject):
    """Queues open photos and updates their status; lives on the window's thread."""

    noticed = Signal(object)
    """Notice"""

    def __init__(
        self,
        open_photos: OpenPhotos,
        memory_cache: MemoryCache,
        work: WorkQueue,
        queue: PhotoQueue,
        available_results: OpenPhotoResults,
        parent: QObject | None = None,
    ) -> None:
        """Start with nothing queued."""
        super().__init__(parent)
        self._open_photos, self._memory_cache, self._work, self._queue = (
            open_photos,
            memory_cache,
            work,
            queue,
        )
        self._available_results = available_results
        self._choices: dict[tuple[int, OutputRule], SaveChoice] = {}
        self._keys: dict[Path, int] = {}
        self._pictures: dict[int, Path] = {}
        self._asked: AddPhotos | None = None
        queue.picture_kept.connect(self._on_picture_kept)
        queue.entries_changed.connect(self._on_entries)
        queue.progressed.connect(self._on_progress)
        queue.added.connect(self._on_added)
        work.finished.connect(self._on_enhanced)

    def add(self, photos: Iterable[tuple[OpenPhoto, SavedWith]], device: str) -> None:
        """Queue photos, each with its model, adjustments and save options."""
        files: list[JobSpec] = []
        pictures: list[PastedPicture] = []
        for photo, how in photos:
            choice = how.choice
            rule = choice.rule_for(photo.path)
            inputs = () if photo.path is None else (photo.path,)
            spec = JobSpec(
                inputs, how.model, device, how.adjustments, rule, mirrored=False, geometry=how.geometry
            )
            self._choices[photo.key, rule] = choice
            if photo.path is not None:
                self._keys[absolute(photo.path)] = photo.key
                files.append(spec)
            elif photo.pasted is not None:
                pictures.append(PastedPicture(photo.key, photo.pasted, spec))
        if files or pictures:
            self._asked = AddPhotos(_joined(files), tuple(pictures))
            self._queue.add(self._asked)
        else:
            self._report_all_saved()

    def _open_photo(self, entry: QueueEntry) -> OpenPhoto | None:
        """The open photo of an entry; None if the entry was not queued here or the photo was closed."""
        key = self._keys.get(entry.path)
        asked_for = key is not None and (key, entry.settings.output) in self._choices
        return self._open_photos.find(key) if asked_for else None

    def _show(self, photo: OpenPhoto, status: PhotoStatus) -> None:
        """Set the status of a photo, unless it is being enhanced for the view."""
        if self._work.current != photo.key:
            self._open_photos.set_status(photo.key, status)

    @Slot(object)
    def _on_entries(self, entries: tuple[QueueEntry, ...]) -> None:
        if not self._choices:
            return
        for entry in entries:
            photo = self._open_photo(entry)
            if photo is not None:
                self._follow(photo, entry, self._choices[photo.key, entry.settings.output])

    def _follow(self, photo: OpenPhoto, entry: QueueEntry, choice: SaveChoice) -> None:
        match entry.state:
            case EntryState.RUNNING:
                self._show(photo, PhotoStatus(PhotoState.WORKING))
            case EntryState.DONE | EntryState.SKIPPED:
                settings = entry.settings
                photo.saved_with = SavedWith(settings.model, settings.adjustments, choice, settings.geometry)
                self._show(photo, PhotoStatus(PhotoState.SAVED, 1.0))
            case EntryState.FAILED:
                # The result is still usable: saving to another folder may succeed.
                state = PhotoState.DONE if self._has_result(photo, entry) else PhotoState.FAILED
                self._show(photo, PhotoStatus(state, sentence=in_window_language(entry.sentence)))
            case EntryState.CANCELLED if photo.status.state is PhotoState.WORKING:
                self._show(photo, PhotoStatus(PhotoState.CANCELLED))
            case _:
                pass

    def _has_result(self, photo: OpenPhoto, entry: QueueEntry) -> bool:
        held = self._memory_cache.get(photo.key)
        return held is not None and held.of(entry.settings.model) is not None

    @Slot(object)
    def _on_progress(self, progress: QueueProgress) -> None:
        entry = self._queue.at(self._queue.row_of(progress.id))
        photo = self._open_photo(entry)
        if photo is not None:
            self._show(photo, PhotoStatus(PhotoState.WORKING, progress.done))

    @Slot(object)
    def _on_added(self, added: AddResult) -> None:
        if added.request is self._asked and added.made and not added.new and not added.waiting:
            self._report_all_saved()

    def _report_all_saved(self) -> None:
        self.noticed.emit(Notice(self.tr("All photos are already saved.")))

    @Slot(int, object)
    def _on_picture_kept(self, key: int, path: Path) -> None:
        self._keys[path], self._pictures[key] = key, path
        held = self._memory_cache.get(key)
        for result in () if held is None else held.results:
            self._available_results.remember(result, path)

    @Slot(int, object)
    def _on_enhanced(self, key: int, enhancement: "Enhancement") -> None:
        if key in self._pictures:
            self._available_results.remember(enhancement, self._pictures[key])


def _joined(specs: Iterable[JobSpec]) -> tuple[JobSpec, ...]:
    """Merge neighbouring jobs that differ only in their photos."""
    joined = []
    for _, group in groupby(specs, key=lambda spec: replace(spec, inputs=())):
        each = tuple(group)
        inputs = tuple(path for spec in each for path in spec.inputs)
        first = each[0]
        joined.append(replace(first, inputs=inputs))
    return tuple(joined)
