"""Messages about presets: failures, and the way back after one is deleted."""

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.ui.preset_menu import PresetMenu
from lowexp_gui.ui.toasts import Toasts


class PresetCommands(QObject):
    """Connects a menu of presets with the messages of the window."""

    def __init__(self, menu: PresetMenu, toasts: Toasts, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._menu, self._toasts = menu, toasts
        self._offers: dict[str, tuple[Notice, object]] = {}
        menu.failed.connect(self._on_failed)
        menu.deleted.connect(self._on_deleted)
        toasts.remedy_asked.connect(self._on_remedy)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._toasts.show_notice(Notice(sentence, NoticeKind.ERROR))

    @Slot(str, object)
    def _on_deleted(self, name: str, value: object) -> None:
        sentence = filled(self.tr("The preset “%1” is deleted."), name)
        notice = Notice(sentence, remedy=Remedy.RESTORE_PRESET)
        self._offers[name] = (notice, value)
        self._toasts.show_notice(notice)

    @Slot(object)
    def _on_remedy(self, notice: Notice) -> None:
        for name, (offered, value) in tuple(self._offers.items()):
            if offered is notice:
                del self._offers[name]
                self._menu.restore(name, value)
                self._toasts.remove(notice)
