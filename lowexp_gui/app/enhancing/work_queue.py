"""The order in which photos are processed."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.disk_cache import DiskCache
from lowexp_gui.app.enhancing.enhance_worker import EnhanceTask, EnhanceWorker, TileProgress
from lowexp_gui.app.enhancing.memory_cache import CachedPhoto, MemoryCache
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.photos.disk_requests import ReadRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.app.photos.open_photos import OpenPhotos
from lowexp_gui.app.photos.photo_status import QUEUED, WAITING, PhotoState, PhotoStatus
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


@dataclass(frozen=True)
class EnhanceRequest:
    """A photo to be enhanced.

    Attributes:
        key: of the photo.
        model, device: by name.
        kept: whether it stays valid if the same photo is requested with another model or device.
        aside: whether it is only for comparison and does not affect the photo's status.
        anew: whether to read the file again and ignore existing results.
        ahead: whether nobody waits for it; it gives way to all other requests.
    """

    key: int
    model: str
    device: str
    kept: bool = False
    aside: bool = False
    anew: bool = False
    ahead: bool = False

    def is_like(self, other: "EnhanceRequest") -> bool:
        """Whether both ask for the same work."""
        return (self.key, self.model, self.device) == (other.key, other.model, other.device)

    def serves(self, other: "EnhanceRequest") -> bool:
        """Whether this request also fulfils the other."""
        as_new = self.anew or not other.anew
        as_lasting = self.kept or not other.kept
        return self.is_like(other) and as_new and as_lasting and (other.aside or not self.aside)

    def replaces(self, other: "EnhanceRequest") -> bool:
        """Whether this request makes the other obsolete."""
        return (self.key, self.kept, self.aside) == (other.key, other.kept, other.aside)


@dataclass(frozen=True, eq=False)
class _Run:
    number: int
    request: EnhanceRequest
    cancel: Event


class WorkQueue(QObject):
    """Reads and enhances one request at a time; lives on the window's thread.

    A run that is interrupted by a more urgent one continues after it where it stopped, if its photo is still
    in the memory cache. Signals of cancelled runs are not passed on.
    """

    photo_read = Signal(int)
    """key; the photo is in the memory cache"""
    light_found = Signal(int, object)
    """key, Enhancement with incomplete noise"""
    progressed = Signal(int, object)
    """key, TileProgress"""
    finished = Signal(int, object)
    """key, Enhancement, which is in the memory cache"""
    failed = Signal(object, object)
    """EnhanceRequest, Notice"""
    began = Signal()
    """A run begins."""
    idle = Signal()
    """The queue is empty."""
    _enhance = Signal(object)

    def __init__(
        self,
        open_photos: OpenPhotos,
        memory_cache: MemoryCache,
        disk: DiskWorker,
        enhancer: EnhanceWorker,
        disk_cache: DiskCache,
        focus: Callable[[int], Region | None],
        parent: QObject | None = None,
    ) -> None:
        """A queue over the two workers.

        Args:
            disk_cache: results on disk.
            focus: returns the visible region of a photo, on any thread.
        """
        super().__init__(parent)
        self._open_photos, self._memory_cache, self._disk, self._focus = (
            open_photos,
            memory_cache,
            disk,
            focus,
        )
        self._disk_cache = disk_cache
        self._numbers = count(1)
        self._run: _Run | None = None
        self._requests: list[EnhanceRequest] = []
        self._enhance.connect(enhancer.enhance)
        disk.photo_read.connect(self._on_photo_read)
        disk.read_failed.connect(self._on_failed)
        enhancer.light_found.connect(self._on_light)
        enhancer.progressed.connect(self._on_progress)
        enhancer.finished.connect(self._on_finished)
        enhancer.failed.connect(self._on_failed)

    @property
    def current(self) -> int | None:
        """Key of the photo being processed."""
        return None if self._run is None else self._run.request.key

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits for a request that runs or is to run."""
        running = self.running
        return bool(self._requests) or (running is not None and not running.ahead)

    @property
    def running(self) -> EnhanceRequest | None:
        """The running request."""
        return None if self._run is None else self._run.request

    def want(self, request: EnhanceRequest, *, now: bool) -> None:
        """Request a photo, before everything else or after all earlier requests."""
        if self._run is not None and self._run.request.serves(request):
            if self._run.request.ahead and not request.ahead:
                # From now on, somebody waits for it.
                self._run = replace(self._run, request=request)
                self.began.emit()
            return
        self._drop_ahead()
        if any(each.anew and each.is_like(request) and request.replaces(each) for each in self._requests):
            # A pending `anew` is kept.
            request = replace(request, anew=True)
        self._requests = [each for each in self._requests if not request.replaces(each)]
        if not now:
            self._requests.append(request)
        else:
            self._requests.insert(0, request)
            self._give_way()
        self._start_next()

    def want_aside(self, requests: Iterable[EnhanceRequest]) -> None:
        """Request results for comparison after all others; earlier such requests are cancelled."""
        wanted = tuple(requests)
        if wanted:
            self._drop_ahead()
        self._requests = [each for each in self._requests if not each.aside]
        run = self._run
        given_up = (
            run is not None and run.request.aside and not any(run.request.is_like(each) for each in wanted)
        )
        if run is not None and given_up:
            run.cancel.set()
            self._run = None
        running = self.running
        self._requests += [request for request in wanted if running is None or not running.serves(request)]
        if self._requests or given_up:
            self._start_next()

    def begin_again(self, models: Collection[str]) -> None:
        """Models have changed; a run of one of them is restarted."""
        run = self._run
        if run is not None and run.request.model in models:
            run.cancel.set()
            self._run = None
            self._requests.insert(0, run.request)
            self._start_next()

    def cancel(self) -> None:
        """Cancel the running request within a tile, and all waiting ones."""
        run, self._run = self._run, None
        self._requests.clear()
        if run is not None:
            run.cancel.set()
            self._set_status(run.request, WAITING if run.request.ahead else PhotoStatus(PhotoState.CANCELLED))
        self.idle.emit()

    def set_memory(self, max_bytes: int) -> None:
        """Set the limit of the memory cache."""
        self._let_go(self._memory_cache.set_max_bytes(max_bytes))

    def hold_reference(self, key: int, reference: Photo | None) -> None:
        """Set the reference of a photo in the memory cache, or none."""
        self._let_go(self._memory_cache.hold_reference(key, reference))

    def forget(self, key: int) -> None:
        """Cancel the requests of one photo."""
        self._requests = [each for each in self._requests if each.key != key]
        if self._run is not None and self._run.request.key == key:
            self._run.cancel.set()
            self._run = None
            self._start_next()

    def _drop_ahead(self) -> None:
        """Stop a run that nobody waits for; what it has done stays in the memory cache."""
        run = self._run
        if run is not None and run.request.ahead:
            run.cancel.set()
            self._run = None
            self._set_status(run.request, WAITING)

    def _give_way(self) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        run.cancel.set()
        if run.request.kept or not self._requests[0].replaces(run.request):
            self._requests.insert(1, run.request)
            self._set_status(run.request, QUEUED)

    def _start_next(self) -> None:
        while self._run is None and self._requests:
            request = self._requests.pop(0)
            photo = self._open_photos.find(request.key)
            if photo is None:
                continue
            self._run = _Run(next(self._numbers), request, Event())
            if not request.ahead:
                self.began.emit()
            held = None if request.anew else self._memory_cache.get(request.key)
            at_hand = held.photo if held is not None else photo.pasted
            if at_hand is not None:
                self._on_photo_read(self._run.number, at_hand)
            elif photo.path is not None:
                self._set_status(request, PhotoStatus(PhotoState.READING))
                self._disk.ask(ReadRequest(self._run.number, photo.path, self._run.cancel))
        if self._run is None:
            self.idle.emit()

    @Slot(int, object)
    def _on_photo_read(self, number: int, photo: Photo) -> None:
        if self._run is None or self._run.number != number:
            return
        run, request = self._run, self._run.request
        held, begun = self._held_for(request, photo).begin(request.model, request.device)
        self._put(request.key, held)
        self._set_status(request, PhotoStatus(PhotoState.WORKING))
        self.photo_read.emit(request.key)
        if self._run is not run:
            # A receiver of the signal has changed the request.
            return
        task = EnhanceTask(
            number,
            held.photo,
            request.model,
            request.device,
            run.cancel,
            partial(self._focus, request.key),
            begun,
            self._disk_cache.cache if held.photo.path is not None else None,
            request.anew,
        )
        self._enhance.emit(task)

    def _held_for(self, request: EnhanceRequest, photo: Photo) -> CachedPhoto:
        """The cached data of a photo when a run begins."""
        held = self._memory_cache.get(request.key)
        if held is None or held.photo is not photo:
            return CachedPhoto(photo, reference=None if held is None else held.reference)
        return held.without(request.model) if request.anew else held

    @Slot(int, object)
    def _on_light(self, number: int, enhancement: "Enhancement") -> None:
        if self._run is not None and self._run.number == number:
            # It has been read again, so an interrupted run can now continue where it stopped.
            self._run = replace(self._run, request=replace(self._run.request, anew=False))
            self.light_found.emit(self._run.request.key, enhancement)

    @Slot(int, object)
    def _on_progress(self, number: int, progress: TileProgress) -> None:
        if self._run is not None and self._run.number == number:
            status = PhotoStatus(PhotoState.WORKING, progress.done / progress.total)
            self._set_status(self._run.request, status)
            self.progressed.emit(self._run.request.key, progress)

    @Slot(int, object)
    def _on_finished(self, number: int, enhancement: "Enhancement") -> None:
        if self._run is None or self._run.number != number:
            return
        request, key = self._run.request, self._run.request.key
        self._run = None
        self._requests = [each for each in self._requests if (each.key, each.model) != (key, request.model)]
        held = self._memory_cache.get(key) or CachedPhoto(enhancement.photo)
        self._disk_cache.keep(held.gone_for(enhancement, self._memory_cache.models))
        self._put(key, held.with_result(enhancement, self._memory_cache.models))
        self._set_status(request, PhotoStatus(PhotoState.DONE, 1.0))
        self.finished.emit(key, enhancement)
        self._start_next()

    @Slot(int, object)
    def _on_failed(self, number: int, notice: Notice) -> None:
        if self._run is None or self._run.number != number:
            return
        request = self._run.request
        self._run = None
        self._requests = [each for each in self._requests if not each.is_like(request)]
        self._set_status(request, PhotoStatus(PhotoState.FAILED, sentence=notice.sentence))
        self.failed.emit(request, notice)
        self._start_next()

    def _set_status(self, request: EnhanceRequest, status: PhotoStatus) -> None:
        if not request.aside:
            self._open_photos.set_status(request.key, status)

    def _put(self, key: int, held: CachedPhoto) -> None:
        self._let_go(self._memory_cache.put(key, held))

    def _let_go(self, gone: dict[int, CachedPhoto]) -> None:
        for key, held in gone.items():
            self._disk_cache.keep(held.results)
            photo = self._open_photos.find(key)
            if photo is not None and photo.status.state is PhotoState.DONE:
                self._open_photos.set_status(key, WAITING)
