"""The photo in view, its model and device."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.enhance_worker import TileProgress
from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import EnhanceRequest, WorkQueue
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.photos.photo_status import WAITING, PhotoState, PhotoStatus
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

_RESTING = (PhotoState.FAILED, PhotoState.CANCELLED)


@dataclass(frozen=True, eq=False)
class InView:
    """The photo in view.

    Attributes:
        key: key of the photo, or None without a photo.
        photo: the pixels, or None until they are read.
        model, device: names of its model and device.
    """

    key: int | None
    photo: Photo | None
    model: str
    device: str

    @property
    def work(self) -> tuple[int | None, str, str]:
        """Key, model and device: what a result depends on."""
        return (self.key, self.model, self.device)


class PhotoInView(QObject):
    """Shows a photo and its result; requests the result if it is missing."""

    looked_at = Signal(object)
    """InView: photo, pixels, model or device have changed; `changed` follows"""
    changed = Signal()
    """Another photo is in view, or its pixels or result have arrived."""
    model_changed = Signal(str)
    """name of the model in use"""
    removed = Signal(int)
    """key of a closed photo"""

    def __init__(
        self,
        open_photos: OpenPhotos,
        shown: ShownPhotos,
        memory_cache: MemoryCache,
        work: WorkQueue,
        view: ViewFeed,
        model: str,
        device: str,
        parent: QObject | None = None,
    ) -> None:
        """Start without a photo in view."""
        super().__init__(parent)
        self._open_photos, self._memory_cache, self._work, self._view = open_photos, memory_cache, work, view
        self._shown = shown
        self._usual_model, self._device = model, device
        self._reported_model = model
        self._key: int | None = None
        self._reported_geometry = AS_TAKEN
        work.photo_read.connect(self._on_photo_read)
        work.light_found.connect(self._on_result)
        work.finished.connect(self._on_result)
        work.progressed.connect(self._on_progress)
        work.failed.connect(self._on_failed)

    @property
    def key(self) -> int | None:
        """Key of the photo in view, or None."""
        return self._key

    @property
    def model(self) -> str:
        """Name of the model in use: that of the photo, or the usual one."""
        return self.model_of(self.open_photo)

    @property
    def usual_model(self) -> str:
        """Name of the model of photos without one of their own."""
        return self._usual_model

    def model_of(self, photo: OpenPhoto | None) -> str:
        """Name of the model of a photo."""
        return (photo.edits.model if photo is not None else "") or self._usual_model

    @property
    def device(self) -> str:
        """Name of the device in use, or "auto"."""
        return self._device

    @property
    def open_photo(self) -> OpenPhoto | None:
        """The open photo in view, or None."""
        return self._open_photos.find(self._key)

    @property
    def photo(self) -> Photo | None:
        """Its pixels, or None until they are read."""
        held = None if self._key is None else self._memory_cache.get(self._key)
        return None if held is None else held.photo

    @property
    def adjustments(self) -> Adjustments:
        """How its result is rendered."""
        photo = self.open_photo
        return NEUTRAL if photo is None else photo.adjustments

    @property
    def geometry(self) -> Geometry:
        """How its result is turned and cropped."""
        photo = self.open_photo
        return AS_TAKEN if photo is None else photo.geometry

    @property
    def result(self) -> "Enhancement | None":
        """The result of the model in use, or None."""
        return self.result_of(self._key)

    @property
    def has_result(self) -> bool:
        """Whether the result is complete."""
        return self.result is not None

    def result_of(self, key: int | None) -> "Enhancement | None":
        """The result of a photo's model, if it is in the memory cache."""
        held = None if key is None else self._memory_cache.get(key)
        return None if held is None else held.of(self.model_of(self._open_photos.find(key)))

    @Slot(int)
    def select(self, key: int) -> None:
        """Bring a photo into view; enhance it if it has no result."""
        photo = self._open_photos.find(key)
        if photo is None or key == self._key:
            return
        self._look_at(key)
        self._view.clear()
        self._view.set_adjustments(photo.adjustments)
        self._reported_geometry = photo.geometry
        self._view.set_geometry(photo.geometry)
        self._report_model()
        # Otherwise compared models would run before it.
        if self.result is None and photo.status.state not in _RESTING:
            self._want()
        self.show()

    def select_row(self, row: int) -> None:
        """Bring the photo of a row of the shown photos into view."""
        if 0 <= row < len(self._shown):
            self.select(self._shown.at(row).key)

    def step(self, rows: int) -> None:
        """Bring the photo so many rows further down into view, if there is one."""
        self.select_row(self._shown.row_of(self._key) + rows)

    def remove(self, keys: Collection[int]) -> None:
        """Close photos; if the one in view is among them, show a neighbour. Files are not changed."""
        gone = frozenset(keys)
        current = self._key
        beside = self._shown.beside(gone, current)
        if current in gone:
            self._look_at(None)
            self._view.clear()
        self._open_photos.remove_all(gone)
        for key in gone:
            self._work.forget(key)
            self._memory_cache.drop(key)
            self.removed.emit(key)
        if current not in gone:
            return
        if beside is None and len(self._open_photos) > 0:
            beside = self._open_photos.at(0).key
        if beside is not None:
            self.select(beside)
        else:
            self._report_model()
            self.show()

    def run_again(self) -> None:
        """Read and enhance the photo again; the old result stays until the file is read."""
        photo = self.open_photo
        if photo is not None:
            self._want(anew=True)
            photo.saved_with = None

    def set_model(self, name: str) -> None:
        """Use another model for photos without their own; they are enhanced again when viewed."""
        if name != self._usual_model or name != self._reported_model:
            self._usual_model = name
            self._report_model()
            self.begin_anew()

    def set_device(self, name: str) -> None:
        """Use another device; all photos are enhanced again when viewed."""
        if name != self._device:
            self._device = name
            self._memory_cache.drop_results()
            self.begin_anew()

    def renew(self) -> None:
        """The edits of photos have changed: render again; run the model if it has changed."""
        if self.open_photo is not None:
            self._view.set_adjustments(self.adjustments)
            if self._reported_geometry != self.geometry:
                self._reported_geometry = self.geometry
                self.show_geometry(self.geometry)
        if self.model != self._reported_model:
            self._report_model()
            self.begin_anew()

    def show_geometry(self, geometry: Geometry, *, uncropped: bool = False) -> None:
        """Show the photo turned and cropped in another way than its edits say, until they change.

        Args:
            uncropped: whether all of the turned photo is shown.
        """
        self._view.set_geometry(geometry, uncropped=uncropped)
        self.changed.emit()

    def begin_anew(self) -> None:
        """The model or device has changed: update the status of all photos and the view."""
        done = PhotoStatus(PhotoState.DONE, 1.0)
        for photo in self._open_photos:
            state = photo.status.state
            if self.result_of(photo.key) is None:
                if state in (PhotoState.DONE, PhotoState.FAILED):
                    self._open_photos.set_status(photo.key, WAITING)
            elif state in (PhotoState.WAITING, PhotoState.FAILED):
                self._open_photos.set_status(photo.key, done)
        if self.result is None:
            self._want()
        self.show()

    def show(self) -> None:
        """Show what is known of the photo."""
        photo = self.photo
        if self._key is not None and photo is not None:
            self._view.show_photo(self._key, photo, self.result)
        self.looked_at.emit(InView(self._key, photo, self.model, self._device))
        self.changed.emit()

    def _look_at(self, key: int | None) -> None:
        self._key = self._memory_cache.pinned = key
        self._shown.set_current(key)

    def _want(self, *, anew: bool = False) -> None:
        if self._key is not None:
            self._work.want(EnhanceRequest(self._key, self.model, self._device, anew=anew), now=True)

    def _report_model(self) -> None:
        if self.model != self._reported_model:
            self._reported_model = self.model
            self.model_changed.emit(self.model)

    @Slot(int)
    def _on_photo_read(self, key: int) -> None:
        if key == self._key:
            self.show()

    @Slot(int, object)
    def _on_result(self, key: int, enhancement: "Enhancement") -> None:
        if key == self._key and enhancement.model == self.model:
            self._view.show_photo(key, enhancement.photo, enhancement)
            self.changed.emit()

    @Slot(int, object)
    def _on_progress(self, key: int, _: TileProgress) -> None:
        running = self._work.running
        if key == self._key and running is not None and running.model == self.model:
            self._view.refresh_tiles()

    @Slot(object, object)
    def _on_failed(self, request: EnhanceRequest, _: Notice) -> None:
        if request.key == self._key and not request.aside:
            self.show()
