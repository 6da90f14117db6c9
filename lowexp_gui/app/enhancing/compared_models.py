"""Models in panes, run one after the other on the current photo while they are shown."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.enhance_worker import TileProgress
from lowexp_gui.app.enhancing.memory_cache import MemoryCache
from lowexp_gui.app.enhancing.work_queue import EnhanceRequest, WorkQueue
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.viewing.photo_in_view import InView
from lowexp_gui.app.viewing.source import ModelPicture, PaneContent
from lowexp_gui.app.viewing.view_feed import ViewFeed

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class ComparedModels(QObject):
    """Passes the results of models for the current photo to the view; lives on the window's thread."""

    changed = Signal()
    """The message has changed."""

    def __init__(
        self, memory_cache: MemoryCache, work: WorkQueue, view: ViewFeed, parent: QObject | None = None
    ) -> None:
        """No photo and no models yet."""
        super().__init__(parent)
        self._memory_cache, self._work, self._view = memory_cache, work, view
        self._titles: dict[str, str] = {}
        self._looked = InView(None, None, "", "")
        self._chosen: tuple[str, ...] = ()
        self._resting: dict[str, str] = {}
        self._crowded: frozenset[str] = frozenset()
        self._percent: int | None = None
        work.began.connect(self._on_began)
        work.progressed.connect(self._on_progress)
        work.finished.connect(self._on_finished)
        work.failed.connect(self._on_failed)

    def message(self, model: str) -> str:
        """The message while a model's picture is missing."""
        if model in self._resting:
            return self._resting[model]
        if model in self._crowded:
            return self.tr(
                "There is not enough memory to compare one more model. Compare fewer "
                "models, or allow more memory in Photo, Memory and disk."
            )
        running = self._work.running
        if running is None or (running.key, running.model) != (self._looked.key, model):
            return self.tr("Waiting")
        title = f"“{self._titles.get(model, model)}”"
        if self._percent is None:
            return filled(self.tr("%1 is running…"), title)
        return filled(self.tr("%1 is running: %2 %"), title, self._percent)

    def offer(self, models: Iterable[ModelChoice]) -> None:
        """Set the available models; failed ones may be retried."""
        self._titles = {model.name: model.title for model in models}
        self._resting.clear()
        self._renew()

    def look_at(self, looked: InView) -> None:
        """Another photo is shown, or its model or device has changed."""
        before, self._looked = self._looked, looked
        if looked.photo is not before.photo or looked.work != before.work:
            self._resting.clear()
        self._renew()

    def set_shown(self, sources: Iterable[PaneContent]) -> None:
        """Set the shown sources; cancelled or failed ones are retried when they are chosen again."""
        models = dict.fromkeys(source.model for source in sources if isinstance(source, ModelPicture))
        for model in models.keys() - set(self._chosen):
            self._resting.pop(model, None)
        self._chosen = tuple(models)
        self._renew()

    def cancel(self) -> None:
        """Stop all that are shown and not done; the work queue is told by `WorkQueue.cancel`."""
        for model in self._missing():
            self._resting.setdefault(model, self.tr("Cancelled. Choose it again to run it."))

    def _shown(self) -> tuple[str, ...]:
        return tuple(model for model in self._chosen if model in self._titles)

    def _results(self) -> "dict[str, Enhancement]":
        held = None if self._looked.key is None else self._memory_cache.get(self._looked.key)
        if held is None:
            return {}
        found = {model: held.of(model) for model in self._shown()}
        return {model: result for model, result in found.items() if result is not None}

    def _missing(self) -> list[str]:
        results = self._results()
        return [model for model in self._shown() if model not in results and model not in self._resting]

    def _renew(self) -> None:
        """Show existing results, request missing ones, and cancel hidden ones."""
        key, main, device = self._looked.key, self._looked.model, self._looked.device
        self._memory_cache.models = frozenset((*self._shown(), main))
        wanted: list[str] = []
        if key is not None and self._looked.photo is not None:
            self._view.show_models(MappingProxyType(self._results()))
            wanted = self._with_room(key, self._missing())
        self._work.want_aside(
            EnhanceRequest(key, model, device, aside=True) for model in wanted if key is not None
        )
        self.changed.emit()

    def _with_room(self, key: int, models: list[str]) -> list[str]:
        """The models whose results fit into memory, the current model first."""
        main, held = self._looked.model, self._memory_cache.get(key)
        room = self._memory_cache.room_for_results(key)
        if main not in models and (held is None or held.of(main) is None):
            room -= 1
        fitting = sorted(models, key=lambda model: model != main)[: max(0, room)]
        self._crowded = frozenset(models) - frozenset(fitting)
        return [model for model in models if model in fitting]

    @Slot()
    def _on_began(self) -> None:
        self._percent = None
        self.changed.emit()

    @Slot(int, object)
    def _on_progress(self, key: int, progress: TileProgress) -> None:
        if key == self._looked.key and progress.total > 0:
            self._percent = round(100 * progress.done / progress.total)
            self.changed.emit()

    @Slot(int, object)
    def _on_finished(self, key: int, enhancement: "Enhancement") -> None:
        if key == self._looked.key and enhancement.model in self._chosen:
            self._renew()

    @Slot(object, object)
    def _on_failed(self, request: EnhanceRequest, notice: Notice) -> None:
        if request.key == self._looked.key and request.model in self._chosen:
            self._resting[request.model] = notice.sentence
            self._renew()
