"""What the main window does with fine-tuning: showing its window, using the new model."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.finetuning.finetuning import FinetuneState
from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.finetuning.finetune_window import FinetuneWindow
from lowexp_gui.ui.models.model_commands import ModelCommands


class FinetuneCommands(QObject):
    """Keeps one window for fine-tuning; closed, it goes on and can be shown again."""

    def __init__(self, actions: Actions, models: ModelCommands, session: Session, window: QWidget) -> None:
        """Connect everything; the window is created when first needed."""
        super().__init__(window)
        self._models, self._session, self._window = models, session, window
        self._shown: FinetuneWindow | None = None
        self._use = False
        actions.finetune.triggered.connect(self.show)
        session.finetuning.kept.connect(self._on_kept)
        session.finetuning.told.connect(self._on_told)
        session.finetuning.state_changed.connect(self._on_state)

    @Slot()
    def show(self) -> None:
        """Show the window for fine-tuning."""
        session = self._session
        session.finetuning.open()
        if self._shown is None:
            self._shown = FinetuneWindow(session.finetuning, session.in_view.model, self._window)
            self._shown.use_asked.connect(self._on_use)
            session.in_view.model_changed.connect(self._shown.show_used)
        self._shown.show()
        self._shown.activateWindow()

    @Slot()
    def _on_use(self) -> None:
        self._use = True
        self._session.finetuning.keep()

    @Slot(str)
    def _on_kept(self, name: str) -> None:
        if self._use:
            self._models.use(name)
        self._use = False
        if self._shown is not None:
            self._shown.close()

    @Slot(str)
    def _on_told(self, sentence: str) -> None:
        if not self._is_seen:
            self._session.noticed.emit(Notice(sentence, NoticeKind.WARNING))

    @property
    def _is_seen(self) -> bool:
        return self._shown is not None and self._shown.isVisible()

    @Slot(object)
    def _on_state(self, state: FinetuneState) -> None:
        if state is FinetuneState.JUDGED and not self._is_seen:
            self._session.noticed.emit(
                Notice(self.tr("The new model is finished. Choose “Fine-tune a model…” to see the verdict."))
            )
