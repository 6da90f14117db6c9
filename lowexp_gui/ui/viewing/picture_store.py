"""The latest pictures for the viewer; all panes paint from here."""

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.viewing.source import PaneContent
from lowexp_gui.app.viewing.view_request import Part, Rendered


class PictureStore(QObject):
    """One picture for each source and part."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """A store without pictures."""
        super().__init__(parent)
        self._pictures: dict[tuple[PaneContent, Part], Rendered] = {}
        self._messages: dict[PaneContent, str] = {}
        self._problem = ""

    def find(self, source: PaneContent, part: Part) -> Rendered | None:
        """The last picture of a part of a source."""
        return self._pictures.get((source, part))

    def message(self, source: PaneContent) -> str:
        """The message for a source without a picture."""
        return self._problem or self._messages.get(source, "")

    @Slot(object)
    def put(self, picture: Rendered) -> None:
        """Store a picture."""
        self._pictures[picture.source, picture.part] = picture
        self.changed.emit()

    def set_message(self, source: PaneContent, message: str) -> None:
        """Set the message for a source without a picture."""
        if self._messages.get(source) != message:
            self._messages[source] = message
            self.changed.emit()

    def set_problem(self, sentence: str) -> None:
        """Set the message for all sources without a picture; empty if pictures are expected."""
        if self._problem != sentence:
            self._problem = sentence
            self.changed.emit()

    def clear(self, *sources: PaneContent) -> None:
        """Drop the pictures of the given sources, or of all if none is given."""
        for key in tuple(self._pictures):
            if not sources or key[0] in sources:
                del self._pictures[key]
        self.changed.emit()

    def clear_loupe(self) -> None:
        """Drop the pictures for the loupe."""
        self._pictures = {key: found for key, found in self._pictures.items() if key[1] is not Part.LOUPE}
        self.changed.emit()
