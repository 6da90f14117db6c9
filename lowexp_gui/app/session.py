"""The session: the photos that are open, what is wanted of them, and the threads that do it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.activity_feed import ActivityFeed
from lowexp_gui.app.compared_methods import ComparedMethods
from lowexp_gui.app.compared_models import ComparedModels
from lowexp_gui.app.editing import Editing
from lowexp_gui.app.edits_keeper import EditsKeeper
from lowexp_gui.app.exports import Exports
from lowexp_gui.app.figures import Figures
from lowexp_gui.app.folder_watch import FolderWatch
from lowexp_gui.app.keeping_worker import KeepWindow
from lowexp_gui.app.kept_results import KeptResults
from lowexp_gui.app.licence_list import LicenceList
from lowexp_gui.app.model_shelf import ModelShelf
from lowexp_gui.app.notices import Notice
from lowexp_gui.app.open_results import OpenResults
from lowexp_gui.app.opening import Opening
from lowexp_gui.app.photo_in_view import InView, PhotoInView
from lowexp_gui.app.photo_queue import PhotoQueue
from lowexp_gui.app.queue_outcome import QueueOutcome
from lowexp_gui.app.queue_saves import QueueSaves
from lowexp_gui.app.references import References
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.roll import Roll, RollPhoto
from lowexp_gui.app.save_choice import SaveChoice
from lowexp_gui.app.saver import Saver
from lowexp_gui.app.sentences import filled
from lowexp_gui.app.sentences_below import in_window_language
from lowexp_gui.app.storage_limits import StorageLimits
from lowexp_gui.app.taking_out import TakingOut
from lowexp_gui.app.teaching import Teaching
from lowexp_gui.app.view_feed import ViewFeed
from lowexp_gui.app.work_queue import Wish, WorkQueue
from lowexp_gui.app.worker_thread import stop_threads
from lowexp_gui.app.workers import Workers
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.jobs.kept_edits import gone_model_sentence
from lowexp_gui.jobs.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.jobs.window_state import WindowState
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_USUAL_LIMITS = StorageLimits()
# Fewer photos than these are looked up at once.
_WORTH_SAYING = 200


class Session(QObject):
    """All that the window does, without widgets.

    Attributes:
        roll: the photos.
        in_view: the photo that is looked at.
        editing: what is done to photos, and taken back.
        edits: what was chosen for photos, on disk.
        view: what the viewer shows.
        compared_models: whose results are shown beside each other.
        references: that photos are compared with.
        methods: that results are compared with.
        figures: of what is shown.
        taking_out: results for other programs.
        kept: results on disk.
        models: what results can be made with.
        teaching: of new ones.
        queue: photos that are done one after the other, and saved.
        watching: a folder whose photos are queued as they arrive.
        licences: of all parts of the program.
    """

    noticed = Signal(object)
    """Notice"""
    current_changed = Signal()
    """Another photo is in view, or its pixels or its result are there now."""
    activity_changed = Signal(object)
    """Activity, or None when there is nothing to do"""
    model_changed = Signal(str)
    """name of the model that is in use now"""
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
        # They have no parents: they last as long as this.
        self._workers = workers = Workers()
        self._disk, self._enhancer = workers.disk, workers.enhancer
        self.roll = Roll(self)
        self._shelf = ResultShelf(limits.memory_bytes)
        self.view = ViewFeed(workers.view, self)
        self.kept = KeptResults(workers.saving, limits.disk_bytes, self)
        self._work = WorkQueue(
            self.roll, self._shelf, self._disk, self._enhancer, self.kept, self.view.focus, self
        )
        self._opening = Opening(self.roll, self._disk, self)
        self._at_hand = OpenResults(lambda: self.kept.cache)
        self._connect_results_at_hand()
        # Before the photo in view: what has failed is known to have when that is shown again.
        self.compared_models = ComparedModels(self._shelf, self._work, self.view, self)
        self.in_view = PhotoInView(self.roll, self._shelf, self._work, self.view, model, device, self)
        self.editing = Editing(self.roll, self.in_view, self)
        self.edits = EditsKeeper(self.roll, workers.keeping, edits_place, self)
        self._keeping, self._saves_all_once_known = workers.keeping, False
        self._told_gone: set[str] = set()
        self._saver = Saver(self.roll, self._shelf, workers.saving, self._work, self)
        self.queue = PhotoQueue(self._at_hand, self)
        self.watching = FolderWatch(self.queue, self)
        queue_saves = QueueSaves(self.roll, self._shelf, self._work, self.queue, self._at_hand, self)
        self.references = References(self._disk, self._shelf, self._work, self.view, self)
        self.methods = ComparedMethods(workers.methods, self.view, self)
        self.figures = Figures(workers.figures, self.view, self)
        self.taking_out = TakingOut(workers.saving, self)
        self._exports = Exports(
            self.in_view, self.roll, self._saver, queue_saves, self.taking_out, choice, self
        )
        self._activity = ActivityFeed(self._work, self.queue, self.methods, self)
        self.models = ModelShelf(self._disk, self)
        self.teaching = Teaching(self.models, self)
        self.licences = LicenceList(self._disk, self)
        self._connect()
        queue_saves.noticed.connect(self.noticed)
        self._threads = workers.start()

    def _connect_results_at_hand(self) -> None:
        self._work.finished.connect(self._on_finished)
        self.roll.added.connect(self._on_roll)
        self.roll.removed.connect(self._on_roll)

    def _connect(self) -> None:
        self._warm_up.connect(self._enhancer.warm_up)
        self._enhancer.devices_found.connect(self.devices_found)
        self._enhancer.devices_found.connect(self.teaching.set_devices)
        self._enhancer.noticed.connect(self.noticed)
        self._disk.noticed.connect(self.noticed)
        self._workers.saving.noticed.connect(self.noticed)
        self._opening.noticed.connect(self.noticed)
        self._opening.added.connect(self.edits.look_up)
        self._opening.opened.connect(self.in_view.select)
        self.edits.found.connect(self._on_edits_found)
        self.edits.settled.connect(self._on_edits_settled)
        self.edits.noticed.connect(self.noticed)
        self.editing.edited.connect(self.edits.note)
        self.in_view.looked_at.connect(self._on_looked_at)
        self.in_view.changed.connect(self.current_changed)
        self.in_view.model_changed.connect(self.model_changed)
        self.in_view.removed.connect(self.references.forget)
        self._work.failed.connect(self._on_failed)
        self._work.began.connect(self._on_work_began)
        self._work.idle.connect(self._on_work_idle)
        self._activity.changed.connect(self.activity_changed)
        self.queue.ended.connect(self._on_queue_ended)
        self.queue.noticed.connect(self.noticed)
        self.watching.noticed.connect(self.noticed)
        self._saver.noticed.connect(self.noticed)
        self.taking_out.failed.connect(self.noticed)
        self.models.noticed.connect(self.noticed)
        self.models.replaced.connect(self._on_models_replaced)
        self.models.changed.connect(self._on_models_changed)
        self.models.renamed.connect(self._on_model_renamed)
        self.editing.restored.connect(self._opening.renew_thumbnail)
        self.editing.removed.connect(self._activity.tell)
        self.compared_models.offer(self.models.models)

    @property
    def current(self) -> RollPhoto | None:
        """The photo in view."""
        return self.in_view.on_roll

    @property
    def current_photo(self) -> Photo | None:
        """Its pixels, once they are read."""
        return self.in_view.photo

    @property
    def model(self) -> str:
        """Name of the model in use."""
        return self.in_view.model

    @property
    def save_choice(self) -> SaveChoice:
        """Format, folder and encoding of what is saved."""
        return self._exports.choice

    @property
    def device(self) -> str:
        """Name of the device in use, or "auto"."""
        return self.in_view.device

    @property
    def adjustments(self) -> Adjustments:
        """How the result of the photo in view is rendered."""
        return self.in_view.adjustments

    @property
    def is_busy(self) -> bool:
        """Whether something is being enhanced or saved."""
        return self._activity.is_busy

    @property
    def can_save(self) -> bool:
        """Whether the photo in view has its result."""
        return self.in_view.result is not None

    def warm_up(self) -> None:
        """Load torch and the model on their thread."""
        self._warm_up.emit(self.model)
        self.queue.open()

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open files and folders; the first photo among them comes into view."""
        self._opening.open_paths(paths)

    def open_picture(self, picture: QImage) -> None:
        """Open a picture that is no file, such as one from the clipboard."""
        self._opening.open_picture(picture)

    def select(self, key: int) -> None:
        """Bring a photo into view, and work on it if that has not been done."""
        self.in_view.select(key)

    def select_row(self, row: int) -> None:
        """Bring the photo of a row into view."""
        self.in_view.select_row(row)

    def select_next(self) -> None:
        """Bring the next photo into view."""
        self.in_view.step(1)

    def select_previous(self) -> None:
        """Bring the photo before into view."""
        self.in_view.step(-1)

    def remove_current(self) -> None:
        """Take the photo in view off the roll, and show its neighbour; the file stays where it is."""
        self.editing.remove()

    def run_again(self) -> None:
        """Work on the photo in view from the start, as its file is now; until that is read, all stays."""
        current = self.current
        if current is not None:
            self.in_view.run_again()
            self._opening.renew_thumbnail(current.key)
            self.edits.look_up((current,))
            if current.edits != UNTOUCHED:
                self.edits.note((current.key,))

    def set_model(self, name: str) -> None:
        """Use another model, for the photo in view and for those that nobody has worked on."""
        self.editing.use_model(name)

    def set_usual_model(self, name: str) -> None:
        """Use another model for photos without one of their own; those are done again when looked at."""
        self.in_view.set_model(name)

    def set_device(self, name: str) -> None:
        """Use another device: all photos are done again when they are looked at."""
        self.in_view.set_device(name)

    def set_adjustments(self, adjustments: Adjustments) -> None:
        """Render the result in view in another way, at once and without the model."""
        self.editing.adjust(adjustments)

    def adjust_all(self, adjustments: Adjustments) -> None:
        """Render the results of all photos in the same way."""
        self.editing.adjust_all(adjustments)

    def set_save_choice(self, choice: SaveChoice) -> None:
        """Save in another format or folder from now on."""
        self._exports.choice = choice

    def set_edits_place(self, place: EditsPlace) -> None:
        """Keep what is chosen for photos elsewhere from now on."""
        self.edits.set_place(place)

    def keep_window(self, change: Callable[[WindowState], WindowState]) -> None:
        """Change what is kept of the window, soon."""
        self._keeping.ask(KeepWindow(change))

    def set_limits(self, limits: StorageLimits) -> None:
        """Let photos and results take so much from now on."""
        self._work.set_memory(limits.memory_bytes)
        self.kept.set_max_bytes(limits.disk_bytes)
        # There may be room for more to compare with.
        self.in_view.show()

    def save_current(self) -> None:
        """Save the photo in view."""
        self._exports.save_current()

    def save_all(self) -> None:
        """Queue everything, as the adjustments are now.

        Where it is not known yet what was kept of some photos, this waits for it.
        """
        self._saves_all_once_known = not self.edits.is_settled
        if not self._saves_all_once_known:
            self._exports.save_all()
        elif self.edits.unknown > _WORTH_SAYING:
            text = self.tr("Looking up how %1 photos were adjusted; they are saved after that.")
            self.noticed.emit(Notice(filled(text, self.edits.unknown)))

    def copy_current(self) -> None:
        """Make a picture of the result in view, to be copied."""
        self._exports.copy_current()

    def drag_current(self) -> None:
        """Make a file of the result in view, to be dragged out."""
        self._exports.drag_current()

    def cancel(self) -> None:
        """Stop all work, within a tile."""
        self._saves_all_once_known = False
        self.compared_models.cancel()
        self.methods.cancel()
        self._saver.cancel()
        self._work.cancel()
        self.queue.cancel_all()
        self.in_view.show()

    def close(self) -> None:
        """Stop all work and end the threads; nothing may be asked of the session any more."""
        if not self._closed:
            self._closed = True
            self.blockSignals(True)
            self._saver.cancel()
            self._work.cancel()
            self.methods.close()
            self.figures.close()
            self._at_hand.close()
            self.watching.close()
            self.queue.close()
            self.kept.close()
            self.teaching.close()
            self._disk.forget_requests()
            self._workers.saving.forget_requests()
            stop_threads(*self._threads)
            self.edits.close()
            self.taking_out.close()

    @Slot(object)
    def _on_looked_at(self, looked: InView) -> None:
        self.compared_models.look_at(looked)
        if looked.key is not None:
            self.edits.look_at(looked.key)
        self.references.look_at(looked)
        self.methods.look_at(looked.key, looked.photo)

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
    def _on_roll(self) -> None:
        paths = (photo.path for photo in self.roll if photo.path is not None)
        self._at_hand.set_open(frozenset(map(os.path.abspath, paths)))

    @Slot(object)
    def _on_models_replaced(self, names: frozenset[str]) -> None:
        self._shelf.drop_models(names)
        self._work.begin_again(names.intersection(self.models.names))
        self.compared_models.offer(self.models.models)
        if self.model in names and self.models.find(self.model) is not None:
            self.in_view.begin_anew()
        else:
            self.in_view.show()

    @Slot(object)
    def _on_edits_found(self, kept: dict[int, PhotoEdits]) -> None:
        names = self.models.names
        gone = {each.model for each in kept.values()} - {"", *names}
        for model in sorted(gone - self._told_gone):
            sentence = gone_model_sentence(model, self.in_view.usual_model)
            self.noticed.emit(Notice(in_window_language(sentence)))
        self._told_gone |= gone
        self.editing.begin_with(
            {key: replace(each, model="") if each.model in gone else each for key, each in kept.items()}
        )

    @Slot()
    def _on_edits_settled(self) -> None:
        if self._saves_all_once_known:
            self.save_all()

    @Slot(str, str)
    def _on_model_renamed(self, before: str, now: str) -> None:
        self.editing.rename_models({before: now})

    @Slot()
    def _on_models_changed(self) -> None:
        names = {photo.edits.model for photo in self.roll} - {"", *self.models.names}
        self.editing.rename_models(dict.fromkeys(names, ""))
        self.compared_models.offer(self.models.models)

    @Slot(int, object)
    def _on_finished(self, _: int, enhancement: "Enhancement") -> None:
        self._at_hand.remember(enhancement)

    @Slot(object, object)
    def _on_failed(self, wish: Wish, notice: Notice) -> None:
        # Of what is compared with, its pane tells.
        if not wish.aside:
            self.noticed.emit(notice)
