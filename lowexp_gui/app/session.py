"""The session: the open photos, their parts of the program, and the worker threads."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.editing.editing import Editing
from lowexp_gui.app.editing.edits_saver import EditsSaver
from lowexp_gui.app.editing.snapshots import Snapshots
from lowexp_gui.app.editing.store_worker import StoreWindowState
from lowexp_gui.app.enhancing.compared_methods import ComparedMethods
from lowexp_gui.app.enhancing.compared_models import ComparedModels
from lowexp_gui.app.enhancing.disk_cache import DiskCache
from lowexp_gui.app.enhancing.enhancing_ahead import EnhancingAhead
from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.enhancing.work_queue import EnhanceRequest, WorkQueue
from lowexp_gui.app.finetuning.finetuning import FineTuning
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import filled, in_window_language
from lowexp_gui.app.models.model_library import ModelLibrary
from lowexp_gui.app.photos.brightened_thumbnails import BrightenedThumbnails
from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.opening import Opening
from lowexp_gui.app.photos.references import References
from lowexp_gui.app.photos.selection import Selection
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.app.queueing.folder_watch import FolderWatch
from lowexp_gui.app.queueing.photo_queue import PhotoQueue
from lowexp_gui.app.queueing.queue_outcome import QueueOutcome
from lowexp_gui.app.queueing.queue_saves import QueueSaves
from lowexp_gui.app.saving.copy_and_drag import CopyAndDrag
from lowexp_gui.app.saving.exports import Exports
from lowexp_gui.app.saving.open_photo_results import OpenPhotoResults
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.app.saving.saver import Saver
from lowexp_gui.app.threads.activity_feed import ActivityFeed
from lowexp_gui.app.threads.worker_thread import stop_threads
from lowexp_gui.app.threads.workers import Workers
from lowexp_gui.app.viewing.figures import Figures
from lowexp_gui.app.viewing.first_pictures import FirstPictures
from lowexp_gui.app.viewing.photo_in_view import InView, PhotoInView
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.config.window_state import WindowState
from lowexp_gui.edits.kept_edits import gone_model_sentence
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_USUAL_LIMITS = StorageLimits()
# Looking up the edits of fewer photos takes no noticeable time.
_NOTICEABLE_COUNT = 200


class Session(QObject):
    """Everything that the window does, without widgets.

    Attributes:
        open_photos: the photos.
        shown: those in filmstrip and grid, sorted and filtered.
        selection: those that actions apply to.
        thumbnails: brightens thumbnails in the background.
        ahead: enhances the next photos in the background.
        opening: finds and adds files and pasted pictures.
        in_view: the photo in view, its model and device.
        editing: edits of photos, undo and redo.
        edits: stores edits on disk.
        view: renders what the viewer shows.
        snapshots: remembered states of photos.
        first_pictures: soft pictures of the photo in view, until it is read.
        compared_models: results of other models for the photo in view.
        references: well-exposed photos to compare with.
        methods: results of classical methods.
        figures: measured quality of what is shown.
        exports: saves, copies and drags results.
        copy_and_drag: makes results for other programs.
        activity: progress of all work.
        disk_cache: cached results on disk.
        models: the model library.
        finetuning: fine-tunes models.
        queue: enhances and saves many photos.
        watching: the watched folder, whose new photos are queued.
        disk: reads files on its own thread.
    """

    noticed = Signal(object)
    """Notice"""
    devices_found = Signal(object)
    """tuple[DeviceChoice, ...]"""
    _warm_up = Signal(str)

    def __init__(
        self,
        model: str,
        device: str,
        choice: SaveChoice,
        parent: QObject | None = None,
        limits: StorageLimits = _USUAL_LIMITS,
        edits_place: EditsPlace = EditsPlace.STORE,
    ) -> None:
        """A session without photos; its threads run until `close`."""
        super().__init__(parent)
        self._closed = False
        # They have no parents because they move to other threads; this keeps them alive.
        self._workers = workers = Workers()
        self.disk, self._enhancer = workers.disk, workers.enhancer
        self.open_photos = OpenPhotos(self)
        self.shown = ShownPhotos(self.open_photos, self)
        self.selection = Selection(self.shown, self)
        self._memory_cache = MemoryCache(limits.memory_bytes)
        self.view = ViewFeed(workers.view, self)
        self.disk_cache = DiskCache(workers.saving, limits.disk_bytes, self)
        self._work = WorkQueue(
            self.open_photos,
            self._memory_cache,
            self.disk,
            self._enhancer,
            self.disk_cache,
            self.view.focus,
            self,
        )
        self.opening = Opening(self.open_photos, self.disk, self)
        self._available_results = OpenPhotoResults(lambda: self.disk_cache.cache)
        self._connect_results_at_hand()
        # Before the photo in view: what has failed is known to have when that is shown again.
        self.compared_models = ComparedModels(self._memory_cache, self._work, self.view, self)
        self.in_view = PhotoInView(
            self.open_photos, self.shown, self._memory_cache, self._work, self.view, model, device, self
        )
        self.first_pictures = FirstPictures(self.in_view, workers.previews, workers.enhancer, self)
        self.thumbnails = BrightenedThumbnails(
            self.open_photos, self.shown, self.in_view, self._work, self._enhancer, self
        )
        self.editing = Editing(self.open_photos, self.in_view, self)
        self.snapshots = Snapshots(self.editing, self.in_view, self)
        self.edits = EditsSaver(self.open_photos, workers.storing, edits_place, self)
        self._store_worker = workers.storing
        self._reported_gone: set[str] = set()
        self._saver = Saver(self.open_photos, self._memory_cache, workers.saving, self._work, self)
        self.queue = PhotoQueue(self._available_results, self)
        self.watching = FolderWatch(self.queue, self)
        queue_saves = QueueSaves(
            self.open_photos, self._memory_cache, self._work, self.queue, self._available_results, self
        )
        self.references = References(self.disk, self._memory_cache, self._work, self.view, self)
        self.methods = ComparedMethods(workers.methods, self.view, self)
        self.figures = Figures(workers.figures, self.view, self)
        self.copy_and_drag = CopyAndDrag(workers.saving, self)
        self.exports = Exports(
            self.in_view, self.open_photos, self._saver, queue_saves, self.copy_and_drag, choice, self
        )
        self.activity = ActivityFeed(self._work, self.queue, self.methods, self.exports, self)
        self.ahead = EnhancingAhead(
            self.open_photos,
            self.shown,
            self.in_view,
            self._memory_cache,
            self._work,
            self.thumbnails,
            lambda: not self.activity.is_busy and self.finetuning.process_id == 0,
            self,
        )
        self.activity.changed.connect(self.ahead.look_again)
        self.models = ModelLibrary(self.disk, self)
        self.finetuning = FineTuning(self.models, self)
        self._connect()
        queue_saves.noticed.connect(self.noticed)
        self._threads = workers.start()

    def _connect_results_at_hand(self) -> None:
        self._work.finished.connect(self._on_finished)
        self.open_photos.added.connect(self._on_photos_changed)
        self.open_photos.removed.connect(self._on_photos_changed)

    def _connect(self) -> None:
        self._warm_up.connect(self._enhancer.warm_up)
        self._enhancer.devices_found.connect(self.devices_found)
        self._enhancer.devices_found.connect(self.finetuning.set_devices)
        self._enhancer.noticed.connect(self.noticed)
        self.disk.noticed.connect(self.noticed)
        self._workers.saving.noticed.connect(self.noticed)
        self.opening.noticed.connect(self.noticed)
        self.opening.added.connect(self.edits.look_up)
        self.opening.opened.connect(self.in_view.select)
        self.edits.found.connect(self._on_edits_found)
        self.edits.settled.connect(self.exports.save_known)
        self.edits.noticed.connect(self.noticed)
        self.editing.edited.connect(self.edits.note)
        self.editing.edited.connect(self.shown.note)
        self.editing.begun.connect(self.shown.note)
        self.editing.edited.connect(self.thumbnails.note)
        self.editing.begun.connect(self.thumbnails.note)
        self.shown.renewed.connect(self._on_shown_renewed)
        self.in_view.looked_at.connect(self._on_looked_at)
        self.in_view.removed.connect(self.references.forget)
        self._work.failed.connect(self._on_failed)
        self._work.began.connect(self._on_work_began)
        self._work.idle.connect(self._on_work_idle)
        self.queue.ended.connect(self._on_queue_ended)
        self.queue.noticed.connect(self.noticed)
        self.watching.noticed.connect(self.noticed)
        self._saver.noticed.connect(self.noticed)
        self.copy_and_drag.failed.connect(self.noticed)
        self.models.noticed.connect(self.noticed)
        self.models.replaced.connect(self._on_models_replaced)
        self.models.changed.connect(self._on_models_changed)
        self.models.renamed.connect(self._on_model_renamed)
        self.editing.restored.connect(self.opening.renew_thumbnail)
        self.editing.removed.connect(self.activity.tell)
        self.compared_models.offer(self.models.models)

    def warm_up(self) -> None:
        """Load torch and the model on their thread."""
        self._warm_up.emit(self.in_view.model)
        self.queue.open()

    def run_again(self) -> None:
        """Read and enhance the photo in view again; the old result stays until the file is read."""
        current = self.in_view.open_photo
        if current is not None:
            self.in_view.run_again()
            self.opening.renew_thumbnail(current.key)
            self.edits.look_up((current,))
            if current.edits != UNTOUCHED:
                self.edits.note((current.key,))

    def keep_window(self, change: Callable[[WindowState], WindowState]) -> None:
        """Store a change of the window state soon."""
        self._store_worker.ask(StoreWindowState(change))

    def set_limits(self, limits: StorageLimits) -> None:
        """Set the limits of memory and disk for results."""
        self._work.set_memory(limits.memory_bytes)
        self.disk_cache.set_max_bytes(limits.disk_bytes)
        # There may now be memory for more compared models.
        self.in_view.show()

    def save_all(self) -> None:
        """Queue all photos with their current edits.

        Photos whose stored edits are still being loaded are queued after that.
        """
        unknown = self.edits.unknown
        self.exports.save_all(settled=not unknown)
        if len(unknown) > _NOTICEABLE_COUNT:
            text = self.tr("Loading the adjustments of %1 photos. The photos are saved after that.")
            self.noticed.emit(Notice(filled(text, len(unknown))))

    def save_selected(self) -> None:
        """Save the photo in view, or queue the selected photos if there are several."""
        if len(self.targets) > 1:
            self.queue_selected()
        else:
            self.exports.save_current()

    def queue_selected(self) -> None:
        """Queue the selected photos with their current edits."""
        self.exports.save_photos(self.targets, settled=not self.edits.unknown.intersection(self.targets))

    def remove_selected(self) -> None:
        """Close the selected photos; their files are not changed."""
        self.editing.remove(self.targets)

    def cancel(self) -> None:
        """Cancel all work within a tile."""
        self.ahead.pause()
        self.exports.forget_waiting()
        self.compared_models.cancel()
        self.methods.cancel()
        self._saver.cancel()
        self._work.cancel()
        self.queue.cancel_all()
        self.in_view.show()

    def close(self) -> None:
        """Cancel all work and end the threads; the session cannot be used afterwards."""
        if not self._closed:
            self._closed = True
            for each in (self, self.in_view, self.activity):
                each.blockSignals(True)
            self.ahead.close()
            self._saver.cancel()
            self._work.cancel()
            self.first_pictures.close()
            self.methods.close()
            self.figures.close()
            self._available_results.close()
            self.watching.close()
            self.queue.close()
            self.disk_cache.close()
            self.finetuning.close()
            self.disk.forget_requests()
            self._workers.saving.forget_requests()
            stop_threads(*self._threads)
            self.editing.end_gesture()
            self.view.close()
            self.shown.close()
            self.thumbnails.close()
            self.edits.close()
            self.copy_and_drag.close()

    @Slot(object)
    def _on_looked_at(self, looked: InView) -> None:
        self.first_pictures.look_at(looked)
        self.compared_models.look_at(looked)
        if looked.key is not None:
            self.edits.look_at(looked.key)
        self.references.look_at(looked)
        self.methods.look_at(looked.key, looked.photo)

    @Slot()
    def _on_shown_renewed(self) -> None:
        """View the neighbour of a photo that a filter has hidden."""
        before = self.shown.gone_beside
        if self.in_view.open_photo is not None and before is not None:
            self.in_view.select(before)

    @property
    def targets(self) -> tuple[int, ...]:
        """Keys of the photos that an action applies to: the selected ones, otherwise the one in view."""
        return self.selection.targets(self.in_view.key)

    @Slot(object, float)
    def _on_queue_ended(self, outcome: QueueOutcome, _: float) -> None:
        if outcome.settled:
            self.noticed.emit(outcome.notice())

    @Slot()
    def _on_work_began(self) -> None:
        self.queue.set_yielding(True)

    @Slot()
    def _on_work_idle(self) -> None:
        self.queue.set_yielding(False)

    @Slot()
    def _on_photos_changed(self) -> None:
        self._available_results.set_open(photo.path for photo in self.open_photos if photo.path is not None)

    @Slot(object)
    def _on_models_replaced(self, names: frozenset[str]) -> None:
        self._memory_cache.drop_models(names)
        self._work.begin_again(names.intersection(self.models.names))
        self.compared_models.offer(self.models.models)
        model = self.in_view.model
        if model in names and self.models.find(model) is not None:
            self.in_view.begin_anew()
        else:
            self.in_view.show()

    @Slot(object)
    def _on_edits_found(self, kept: dict[int, PhotoEdits]) -> None:
        names = self.models.names
        gone = {each.model for each in kept.values()} - {"", *names}
        for model in sorted(gone - self._reported_gone):
            sentence = gone_model_sentence(model, self.in_view.usual_model)
            self.noticed.emit(Notice(in_window_language(sentence)))
        self._reported_gone |= gone
        usable = {key: replace(each, model="") if each.model in gone else each for key, each in kept.items()}
        self.exports.note_kept(usable)
        self.editing.begin_with(usable)

    @Slot(str, str)
    def _on_model_renamed(self, before: str, now: str) -> None:
        self.editing.rename_models({before: now})

    @Slot()
    def _on_models_changed(self) -> None:
        names = {photo.edits.model for photo in self.open_photos} - {"", *self.models.names}
        self.editing.rename_models(dict.fromkeys(names, ""))
        self.compared_models.offer(self.models.models)

    @Slot(int, object)
    def _on_finished(self, _: int, enhancement: "Enhancement") -> None:
        self._available_results.remember(enhancement)

    @Slot(object, object)
    def _on_failed(self, request: EnhanceRequest, notice: Notice) -> None:
        # Of what is compared with, its pane tells.
        if not request.aside and not request.ahead:
            self.noticed.emit(notice)
