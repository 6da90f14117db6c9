"""The workers of a session and their threads."""

from dataclasses import dataclass, field

from PySide6.QtCore import QThread

from lowexp_gui.app.editing.store_worker import StoreWorker
from lowexp_gui.app.enhancing.enhance_worker import EnhanceWorker
from lowexp_gui.app.enhancing.method_worker import MethodWorker
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.app.photos.preview_worker import PreviewWorker
from lowexp_gui.app.saving.saving_worker import SavingWorker
from lowexp_gui.app.threads.worker_thread import start_thread
from lowexp_gui.app.viewing.figures_worker import FiguresWorker
from lowexp_gui.app.viewing.view_worker import ViewWorker


@dataclass(frozen=True, eq=False)
class Workers:
    """One worker of each kind."""

    disk: DiskWorker = field(default_factory=DiskWorker)
    previews: PreviewWorker = field(default_factory=PreviewWorker)
    saving: SavingWorker = field(default_factory=SavingWorker)
    storing: StoreWorker = field(default_factory=StoreWorker)
    enhancer: EnhanceWorker = field(default_factory=EnhanceWorker)
    view: ViewWorker = field(default_factory=ViewWorker)
    methods: MethodWorker = field(default_factory=MethodWorker)
    figures: FiguresWorker = field(default_factory=FiguresWorker)

    def start(self) -> tuple[QThread, ...]:
        """Start one thread for each; call it after their signals are connected."""
        return (
            start_thread("disk", self.disk),
            start_thread("previews", self.previews),
            start_thread("saving", self.saving),
            start_thread("storing", self.storing),
            start_thread("enhancing", self.enhancer),
            start_thread("view", self.view),
            start_thread("methods", self.methods),
            start_thread("figures", self.figures),
        )
