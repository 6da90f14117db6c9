"""The session: the photos that are open, what is wanted of them, and the threads that do it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.activity import Activity, activity_of
from lowexp_gui.app.compared_methods import ComparedMethods
from lowexp_gui.app.comparison import Comparison
from lowexp_gui.app.disk_requests import FindRequest, PictureRequest, ThumbnailRequest
from lowexp_gui.app.disk_worker import DiskWorker
from lowexp_gui.app.enhance_worker import EnhanceWorker, TileProgress
from lowexp_gui.app.figures import Figures
from lowexp_gui.app.figures_worker import FiguresWorker
from lowexp_gui.app.folder_watch import FolderWatch
from lowexp_gui.app.kept_results import KeptResults
from lowexp_gui.app.licence_list import LicenceList
from lowexp_gui.app.method_worker import MethodWorker
from lowexp_gui.app.model_shelf import ModelShelf
from lowexp_gui.app.notices import Notice
from lowexp_gui.app.open_results import OpenResults
from lowexp_gui.app.photo_queue import PhotoQueue
from lowexp_gui.app.photo_status import WAITING, PhotoState, PhotoStatus
from lowexp_gui.app.queue_outcome import QueueOutcome
from lowexp_gui.app.queue_saves import QueueSaves
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.roll import Roll, RollPhoto
from lowexp_gui.app.save_choice import SaveChoice
from lowexp_gui.app.saver import SavedWith, Saver
from lowexp_gui.app.storage_limits import StorageLimits
from lowexp_gui.app.taking_out import TakingOut
from lowexp_gui.app.teaching import Teaching
from lowexp_gui.app.view_feed import ViewFeed
from lowexp_gui.app.view_worker import ViewWorker
from lowexp_gui.app.work_queue import Wish, WorkQueue
from lowexp_gui.app.worker_thread import start_thread, stop_threads
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_RESTING = (PhotoState.FAILED, PhotoState.CANCELLED)
_USUAL_LIMITS = StorageLimits()


class Session(QObject):
    """All that the window does, without widgets.

    Attributes:
        roll: the photos.
        view: what the viewer shows.
        comparison: what results are compared with.
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
    ) -> None:
        """A session without photos; its threads run until `close`."""
        super().__init__(parent)
        self._model, self._device, self._choice = model, device, choice
        self._current: int | None = None
        self._progress: TileProgress | None = None
        self._closed = False
        self.roll = Roll(self)
        self._shelf = ResultShelf(limits.memory_bytes)
        self._disk, self._enhancer, self._viewing = DiskWorker(), EnhanceWorker(), ViewWorker()
        self.view = ViewFeed(self._viewing, self)
        self.kept = KeptResults(self._disk, limits.disk_bytes, self)
        self._work = WorkQueue(
            self.roll, self._shelf, self._disk, self._enhancer, self.kept, self.view.focus, self
        )
        self._saver = Saver(self.roll, self._shelf, self._disk, self._work, self)
        self._at_hand = OpenResults(lambda: self.kept.cache)
        self.queue = PhotoQueue(self._at_hand, self)
        self.watching = FolderWatch(self.queue, self)
        self._queue_saves = QueueSaves(self.roll, self._shelf, self._work, self.queue, self)
        self.comparison = Comparison(self._shelf, self._disk, self._work, self.view, self)
        self._measurer, self._method_runner = FiguresWorker(), MethodWorker()
        self.methods = ComparedMethods(self._method_runner, self.view, self)
        self.figures = Figures(self._measurer, self.view, self)
        self.taking_out = TakingOut(self._disk, self)
        self.models = ModelShelf(self._disk, self)
        self.teaching = Teaching(self.models, self)
        self.licences = LicenceList(self._disk, self)
        self._connect()
        self._threads = (
            start_thread("disk", self._disk),
            start_thread("enhancing", self._enhancer),
            start_thread("view", self._viewing),
            start_thread("methods", self._method_runner),
            start_thread("figures", self._measurer),
        )

    def _connect(self) -> None:
        self._warm_up.connect(self._enhancer.warm_up)
        self._enhancer.devices_found.connect(self.devices_found)
        self._enhancer.devices_found.connect(self.teaching.set_devices)
        self._enhancer.noticed.connect(self.noticed)
        self._disk.found.connect(self._on_found)
        self._disk.thumbnail_made.connect(self.roll.set_thumbnail)
        self._disk.unreadable.connect(self._on_unreadable)
        self._disk.picture_taken.connect(self._on_picture)
        self._disk.picture_refused.connect(self.noticed)
        self._disk.noticed.connect(self.noticed)
        self._work.photo_read.connect(self._on_photo_read)
        self._work.light_found.connect(self._on_result)
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)
        self._work.began.connect(self._on_work_began)
        self._work.idle.connect(self._on_work_idle)
        self.queue.noticed.connect(self.noticed)
        self.queue.state_changed.connect(self._tell_activity)
        self.queue.ended.connect(self._on_queue_ended)
        self._queue_saves.noticed.connect(self.noticed)
        self.watching.noticed.connect(self.noticed)
        self.roll.added.connect(self._on_roll)
        self.roll.removed.connect(self._on_roll)
        self._saver.noticed.connect(self.noticed)
        self._saver.all_saved.connect(self.noticed)
        self._saver.counted.connect(self._tell_activity)
        self.taking_out.failed.connect(self.noticed)
        self.models.noticed.connect(self.noticed)
        self.models.renamed.connect(self.comparison.rename)
        self.models.replaced.connect(self._on_models_replaced)
        self.comparison.offer(self.models.names)
        self.methods.progressed.connect(self._tell_activity)

    @property
    def current(self) -> RollPhoto | None:
        """The photo in view."""
        return self.roll.find(self._current)

    @property
    def current_photo(self) -> Photo | None:
        """Its pixels, once they are read."""
        held = None if self._current is None else self._shelf.get(self._current)
        return None if held is None else held.photo

    @property
    def model(self) -> str:
        """Name of the model in use."""
        return self._model

    @property
    def save_choice(self) -> SaveChoice:
        """Format, folder and encoding of what is saved."""
        return self._choice

    @property
    def device(self) -> str:
        """Name of the device in use, or "auto"."""
        return self._device

    @property
    def adjustments(self) -> Adjustments:
        """How the result of the photo in view is rendered."""
        current = self.current
        return NEUTRAL if current is None else current.adjustments

    @property
    def is_busy(self) -> bool:
        """Whether something is being enhanced or saved."""
        return (
            self._work.current is not None
            or self._saver.job is not None
            or self.queue.is_active
            or self.methods.is_busy
        )

    @property
    def can_save(self) -> bool:
        """Whether the photo in view has its result."""
        return self._result_of(self._current) is not None

    def warm_up(self) -> None:
        """Load torch and the model on their thread."""
        self._warm_up.emit(self._model)
        self.queue.open()

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open files and folders; the first photo among them comes into view."""
        self._disk.ask(FindRequest(tuple(paths)))

    def open_picture(self, picture: QImage) -> None:
        """Open a picture that is no file, such as one from the clipboard."""
        self._disk.ask(PictureRequest(QImage(picture)))

    def select(self, key: int) -> None:
        """Bring a photo into view, and work on it if that has not been done."""
        photo = self.roll.find(key)
        if photo is None or key == self._current:
            return
        self._current = self._shelf.pinned = key
        self.view.clear()
        self.view.set_adjustments(photo.adjustments)
        self._show_current()
        if self._result_of(key) is None and photo.status.state not in _RESTING:
            self._want_current()

    def select_row(self, row: int) -> None:
        """Bring the photo of a row into view."""
        if 0 <= row < len(self.roll):
            self.select(self.roll.at(row).key)

    def select_next(self) -> None:
        """Bring the next photo into view."""
        self.select_row(self.roll.row_of(self._current) + 1)

    def select_previous(self) -> None:
        """Bring the photo before into view."""
        self.select_row(self.roll.row_of(self._current) - 1)

    def remove_current(self) -> None:
        """Take the photo in view off the roll, and show its neighbour; the file stays where it is."""
        key = self._current
        if key is None:
            return
        row = self.roll.row_of(key)
        self._current = self._shelf.pinned = None
        self.view.clear()
        self.roll.remove(key)
        self._work.forget(key)
        self._shelf.drop(key)
        self._saver.forget(key)
        self.comparison.forget(key)
        self.select_row(min(row, len(self.roll) - 1))
        self._tell_activity()

    def run_again(self) -> None:
        """Work on the photo in view from the start, as its file is now; until that is read, all stays."""
        current = self.current
        if current is not None:
            self._want_current(anew=True)
            current.saved_with = None
            if current.path is not None:
                self._disk.ask(ThumbnailRequest(current.key, current.path))

    def set_model(self, name: str) -> None:
        """Use another model: photos that it has not done are done again when they are looked at."""
        if name != self._model:
            self._model = name
            self.model_changed.emit(name)
            self._begin_anew()

    def set_device(self, name: str) -> None:
        """Use another device: all photos are done again when they are looked at."""
        if name != self._device:
            self._device = name
            self._shelf.drop_results()
            self._begin_anew()

    def set_adjustments(self, adjustments: Adjustments) -> None:
        """Render the result in view in another way, at once and without the model."""
        current = self.current
        if current is not None:
            current.adjustments = adjustments
            self.view.set_adjustments(adjustments)

    def adjust_all(self, adjustments: Adjustments) -> None:
        """Render the results of all photos in the same way."""
        for photo in self.roll:
            photo.adjustments = adjustments
        self.view.set_adjustments(adjustments)

    def set_save_choice(self, choice: SaveChoice) -> None:
        """Save in another format or folder from now on."""
        self._choice = choice

    def set_limits(self, limits: StorageLimits) -> None:
        """Let photos and results take so much from now on."""
        self._work.set_memory(limits.memory_bytes)
        self.kept.set_max_bytes(limits.disk_bytes)

    def save_current(self) -> None:
        """Save the photo in view."""
        enhancement = self._result_of(self._current)
        if self._current is not None and enhancement is not None:
            how = SavedWith(enhancement.model, self.adjustments, self._choice)
            self._saver.save(self._current, enhancement, how)

    def save_all(self) -> None:
        """Queue everything, as the adjustments are now; pasted pictures are saved by themselves."""
        photos = [
            photo
            for photo in self.roll
            if photo.status.state is not PhotoState.FAILED
            and photo.saved_with != SavedWith(self._model, photo.adjustments, self._choice)
        ]
        files = [photo for photo in photos if photo.path is not None]
        pasted = [photo for photo in photos if photo.path is None]
        self._queue_saves.add(files, self._model, self._device, self._choice)
        if pasted or not files:
            self._saver.save_all(pasted, self._model, self._device, self._choice)

    def copy_current(self) -> None:
        """Make a picture of the result in view, to be copied."""
        enhancement = self._result_of(self._current)
        if enhancement is not None:
            self.taking_out.make_picture(enhancement, self.adjustments)

    def drag_current(self) -> None:
        """Make a file of the result in view, to be dragged out."""
        enhancement = self._result_of(self._current)
        if enhancement is not None:
            self.taking_out.make_file(enhancement, self.adjustments, self._choice)

    def cancel(self) -> None:
        """Stop all work, within a tile."""
        self.methods.cancel()
        self._saver.cancel()
        self._work.cancel()
        self.queue.cancel_all()
        self._show_current()

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
            stop_threads(*self._threads)
            self.taking_out.close()

    def _result_of(self, key: int | None) -> "Enhancement | None":
        held = None if key is None else self._shelf.get(key)
        return None if held is None else held.of(self._model)

    def _want_current(self, *, anew: bool = False) -> None:
        if self._current is not None:
            self._progress = None
            self._work.want(Wish(self._current, self._model, self._device, anew=anew), now=True)
            self._tell_activity()

    def _begin_anew(self) -> None:
        done = PhotoStatus(PhotoState.DONE, 1.0)
        for photo in self.roll:
            state = photo.status.state
            if self._result_of(photo.key) is None:
                if state in (PhotoState.DONE, PhotoState.FAILED):
                    self.roll.set_status(photo.key, WAITING)
            elif state in (PhotoState.WAITING, PhotoState.FAILED):
                self.roll.set_status(photo.key, done)
        self._show_current()
        if self._result_of(self._current) is None:
            self._want_current()

    def _show_current(self) -> None:
        photo = self.current_photo
        if self._current is not None and photo is not None:
            self.view.show_photo(self._current, photo, self._result_of(self._current))
        self.comparison.look_at(self._current, photo, self._model, self._device)
        self.methods.look_at(self._current, photo)
        self.current_changed.emit()

    def _tell_activity(self) -> None:
        job = self._saver.job
        if job is not None:
            self.activity_changed.emit(activity_of(self._progress, job.settled, job.total))
        elif self._work.current is not None:
            self.activity_changed.emit(activity_of(self._progress))
        else:
            methods = Activity(self.methods.share, None) if self.methods.is_busy else None
            self.activity_changed.emit(methods or self.queue.activity)

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
        self._tell_activity()

    @Slot()
    def _on_roll(self) -> None:
        paths = (photo.path for photo in self.roll if photo.path is not None)
        self._at_hand.set_open(frozenset(Path(os.path.abspath(path)) for path in paths))  # noqa: PTH100

    @Slot(object)
    def _on_models_replaced(self, names: frozenset[str]) -> None:
        self._shelf.drop_models(names)
        self.comparison.offer(self.models.names)
        if self._model in names and self.models.find(self._model) is not None:
            self._begin_anew()
        else:
            self._show_current()

    @Slot(object, object)
    def _on_found(self, paths: tuple[Path, ...], notices: tuple[Notice, ...]) -> None:
        before = len(self.roll)
        photos = self.roll.add_files(paths)
        # Before the small pictures are asked for: nobody should wait for them.
        if photos:
            self.select(photos[0].key)
        for row in range(before, len(self.roll)):
            photo = self.roll.at(row)
            if photo.path is not None:
                self._disk.ask(ThumbnailRequest(photo.key, photo.path))
        for notice in notices:
            self.noticed.emit(notice)

    @Slot(object, QImage)
    def _on_picture(self, photo: Photo, thumbnail: QImage) -> None:
        key = self.roll.add_pasted(photo).key
        self.roll.set_thumbnail(key, thumbnail)
        self.select(key)

    @Slot(int, object)
    def _on_unreadable(self, key: int, notice: Notice) -> None:
        photo = self.roll.find(key)
        if photo is not None and photo.status.state is PhotoState.WAITING:
            self.roll.set_status(key, PhotoStatus(PhotoState.FAILED, sentence=notice.sentence))
            self.noticed.emit(notice)

    @Slot(int)
    def _on_photo_read(self, key: int) -> None:
        self._progress = None
        if key == self._current:
            self._show_current()

    @Slot(int, object)
    def _on_finished(self, key: int, enhancement: "Enhancement") -> None:
        self._at_hand.remember(enhancement)
        self._on_result(key, enhancement)

    @Slot(int, object)
    def _on_result(self, key: int, enhancement: "Enhancement") -> None:
        if key == self._current and enhancement.model == self._model:
            self.view.show_photo(key, enhancement.photo, enhancement)
            self.current_changed.emit()

    @Slot(int, object)
    def _on_progress(self, key: int, progress: TileProgress) -> None:
        self._progress = progress
        if key == self._current:
            self.view.refresh_tiles()
        self._tell_activity()

    @Slot(object, object)
    def _on_failed(self, wish: Wish, notice: Notice) -> None:
        self.noticed.emit(notice)
        if wish.key == self._current and not wish.aside:
            self._show_current()
