"""The latest pictures for the viewer; all panes paint from here."""

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.viewing.source import OF_RESULT, PaneContent, Source
from lowexp_gui.app.viewing.view_request import Part, Rendered


class PictureStore(QObject):
    """One picture for each source and part."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """A store without pictures."""
        super().__init__(parent)
        self._key: int | None = None
        self._pictures: dict[tuple[PaneContent, Part], Rendered] = {}
        self._before: dict[tuple[PaneContent, Part], Rendered] = {}
        self._messages: dict[PaneContent, str] = {}
        self._problem = ""

    def find(self, source: PaneContent, part: Part) -> Rendered | None:
        """The last picture of a part of a source."""
        return self._pictures.get((source, part))

    def shown(self, source: PaneContent) -> Rendered | None:
        """The picture of a source, or a soft one until that is there."""
        return self.find(source, Part.VIEW) or self.find(source, Part.PREVIEW)

    def stand_in(self, source: PaneContent) -> Rendered | None:
        """What is shown in place of a source without a picture.

        Until there is anything of a photo, that is the same source of the previous photo. Then it is the
        original, for a result that is not there yet or was cancelled.
        """
        previous = self._before.get((source, Part.VIEW)) or self._before.get((source, Part.PREVIEW))
        return previous or (self.shown(Source.BEFORE) if source in OF_RESULT else None)

    def begin(self, key: int | None) -> None:
        """Another photo is looked at, or none; nothing is there of it yet."""
        if key != self._key:
            self._key = key
            self._before = (self._pictures or self._before) if key is not None else {}
            self._pictures = {}
            self.changed.emit()

    def message(self, source: PaneContent) -> str:
        """The message for a source without a picture."""
        return self._problem or self._messages.get(source, "")

    @Slot(object)
    def put(self, picture: Rendered) -> None:
        """Store a picture; that of another photo replaces all."""
        self.begin(picture.key)
        self._before = {}
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
        """Drop the exact pictures of the given sources, or all pictures if none is given."""
        for source, part in tuple(self._pictures):
            if not sources or (source in sources and part is not Part.PREVIEW):
                del self._pictures[source, part]
        if not sources:
            self._before = {}
        self.changed.emit()

    def clear_previews(self) -> None:
        """Drop the soft pictures, for the exact ones will not come."""
        self._before = {}
        self._pictures = {key: found for key, found in self._pictures.items() if key[1] is not Part.PREVIEW}
        self.changed.emit()

    def clear_loupe(self) -> None:
        """Drop the pictures for the loupe."""
        self._pictures = {key: found for key, found in self._pictures.items() if key[1] is not Part.LOUPE}
        self.changed.emit()
