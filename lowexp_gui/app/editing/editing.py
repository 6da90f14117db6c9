"""Editing of open photos, with undo."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.editing.edit_history import EditHistory, EditStep, HistoryEntry, RemovalStep, Step
from lowexp_gui.app.photos.open_photos import OpenPhoto, OpenPhotos
from lowexp_gui.app.viewing.photo_in_view import PhotoInView
from lowexp_gui.edits.photo_edits import UNTOUCHED, PhotoEdits
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.photo.geometry import Geometry

# Milliseconds without a change after which a gesture ends.
_GESTURE_ENDS_AFTER = 600


@dataclass(frozen=True)
class _StepInProgress:
    """Successive changes of the same adjustments of one photo, which form one step."""

    key: int
    names: frozenset[str]


class Editing(QObject):
    """Changes the open photos, with one history for all of them; lives on the window's thread."""

    changed = Signal()
    """The availability of undo or redo has changed."""
    stepped = Signal(object)
    """Step that the user has just taken as a whole; it comes after `changed`"""
    edited = Signal(object)
    """tuple[int, ...]: keys of photos whose edits have changed"""
    begun = Signal(object)
    """tuple[int, ...]: keys of photos whose stored edits have been restored"""
    removed = Signal()
    """A photo has been closed."""
    restored = Signal(int)
    """key of a photo that has been reopened"""

    def __init__(self, open_photos: OpenPhotos, in_view: PhotoInView, parent: QObject | None = None) -> None:
        """Start with an empty history."""
        super().__init__(parent)
        self._open_photos, self._in_view = open_photos, in_view
        self._history = EditHistory()
        self._begun: set[int] = set()
        self._gesture: _StepInProgress | None = None
        self._held = False
        self._rest = QTimer(self, singleShot=True, interval=_GESTURE_ENDS_AFTER)
        self._rest.timeout.connect(self._on_rest)
        open_photos.added.connect(self._on_added)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be undone."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether a step can be redone."""
        return bool(self._history.undone)

    def begin_with(self, kept: Mapping[int, PhotoEdits]) -> None:
        """Apply the stored edits of photos. This is not a step.

        If the user has already edited a photo, what was not edited comes from the stored edits, and undo
        leads back to them.
        """
        begun = {}
        for key, edits in kept.items():
            photo = self._open_photos.find(key)
            if photo is not None and key not in self._begun:
                self._begun.add(key)
                if photo.edits != UNTOUCHED:
                    self._keep(self._history.with_origin(key, edits))
                before, photo.edits = photo.edits, photo.edits.completed_by(edits)
                if photo.edits != before:
                    begun[key] = edits
        if begun:
            self._in_view.renew()
            self.begun.emit(tuple(begun))

    def begin_gesture(self) -> None:
        """The user has started to move a control; all changes until `end_gesture` are one step."""
        self._end_gesture()
        self._held = True

    def pause_gesture(self) -> None:
        """The user has clicked on a control; a change soon after belongs to the same step."""
        self._held = False
        self._rest.start()

    def end_gesture(self) -> None:
        """The user has released the control."""
        self._held = False
        self._end_gesture()

    def move(self, adjustments: Adjustments) -> None:
        """Adjust the current photo as part of a gesture."""
        photo = self._in_view.open_photo
        if photo is None or photo.adjustments == adjustments:
            return
        before = photo.adjustments
        names = (name for name in ADJUSTMENTS if getattr(before, name) != getattr(adjustments, name))
        gesture = _StepInProgress(photo.key, frozenset(names))
        goes_on = gesture == self._gesture
        self._gesture = gesture
        if not self._held:
            self._rest.start()
        self._edit({photo.key: self._adjusted(photo.key, adjustments)}, goes_on=goes_on)

    def adjust(self, adjustments: Adjustments) -> None:
        """Adjust the current photo in one step."""
        photo = self._in_view.open_photo
        if photo is not None:
            self._adjust((photo.key,), adjustments)

    def become(self, edits: PhotoEdits) -> None:
        """Give the current photo these edits, except for its rating.

        Successive changes of this kind are one step, so that switching back and forth leaves no trace.
        """
        photo = self._in_view.open_photo
        if photo is None:
            return
        wanted = replace(edits, stars=photo.edits.stars, rejected=photo.edits.rejected)
        gesture = _StepInProgress(photo.key, frozenset())
        goes_on = gesture == self._gesture
        if wanted != photo.edits:
            self.end_gesture()
            self._gesture = gesture
            self._edit({photo.key: wanted}, goes_on=goes_on)

    def history_of(self, key: int) -> tuple[HistoryEntry, ...]:
        """The steps of a photo, the oldest first; undone ones come last."""
        return self._history.of(key)

    def go_to(self, key: int, number: int) -> None:
        """Bring a photo to its state after a step of `history_of`, or before the first one (-1).

        If steps of other photos are on the way, they stay, and going there is a new step.
        """
        way = self._history.way_to(key, number)
        if way is None:
            entries = self._history.of(key)
            edits = entries[number].after if number >= 0 else entries[0].before
            self._in_view.select(key)
            self.end_gesture()
            self.become(edits)
            self.end_gesture()
            return
        for _ in range(abs(way)):
            self.redo() if way > 0 else self.undo()

    def adjust_all(self, adjustments: Adjustments) -> None:
        """Adjust all photos in one step."""
        self._adjust(tuple(photo.key for photo in self._open_photos), adjustments)

    def adjust_photos(self, keys: Iterable[int], adjustments: Adjustments) -> None:
        """Adjust photos in one step."""
        self._adjust(tuple(keys), adjustments)

    def rate(self, keys: Iterable[int], stars: int) -> None:
        """Give photos a number of stars in one step; rejected ones are no longer rejected."""
        self._edit_each(keys, lambda photo: replace(photo.edits, stars=stars, rejected=False))

    def reject(self, keys: Iterable[int], rejected: bool) -> None:
        """Reject photos, or do not, in one step; they keep their stars."""
        self._edit_each(keys, lambda photo: _with_rejection(photo, rejected))

    def change_geometry(self, keys: Iterable[int], turn: Callable[[Geometry], Geometry]) -> None:
        """Turn or crop photos in one step; `turn` gives their next geometry."""
        self._edit_each(keys, lambda photo: replace(photo.edits, geometry=turn(photo.geometry)))

    def use_model(self, name: str) -> None:
        """Use a model for the current photo and all unedited ones. This is not a step."""
        photo = self._in_view.open_photo
        if photo is not None and photo.edits.model != name:
            photo.edits = replace(photo.edits, model=name)
            self.edited.emit((photo.key,))
        self._in_view.set_model(name)

    def rename_models(self, names: Mapping[str, str]) -> None:
        """Models have been renamed, or deleted (empty name). This is not a step."""
        if not names:
            return
        self._history = self._history.with_models(names)
        concerned = [photo for photo in self._open_photos if photo.edits.model in names]
        for photo in concerned:
            photo.edits = replace(photo.edits, model=names[photo.edits.model])
        renamed = tuple(photo.key for photo in concerned if photo.edits.model)
        if renamed:
            self.edited.emit(renamed)
        if concerned:
            self._in_view.renew()

    def remove(self, keys: Iterable[int]) -> None:
        """Close photos in one step; the files are not changed."""
        photos = [photo for key in keys if (photo := self._open_photos.find(key)) is not None]
        if photos:
            self.end_gesture()
            step = RemovalStep(tuple((photo, self._open_photos.row_of(photo.key)) for photo in photos))
            self._in_view.remove(step.keys)
            self._keep(self._history.with_step(step))
            self.removed.emit()
            self.stepped.emit(step)

    def undo(self) -> None:
        """Undo the last step, and show a photo that it affects."""
        self._end_gesture()
        if self._history.done:
            step = self._history.done[-1]
            self._keep(self._history.after_undo())
            if isinstance(step, RemovalStep):
                self._open_photos.restore_all(step.photos)
                self._in_view.select(step.keys[0])
                for key in step.keys:
                    self.restored.emit(key)
            else:
                self._apply(step.reversed())

    def redo(self) -> None:
        """Redo the last undone step."""
        self._end_gesture()
        if self._history.undone:
            step: Step = self._history.undone[-1]
            self._keep(self._history.after_redo())
            if isinstance(step, RemovalStep):
                self._in_view.remove(step.keys)
                self.removed.emit()
            else:
                self._apply(step)

    def _edit_each(self, keys: Iterable[int], change: Callable[[OpenPhoto], PhotoEdits]) -> None:
        """Change the edits of photos in one step."""
        self.end_gesture()
        photos = [photo for key in keys if (photo := self._open_photos.find(key)) is not None]
        changed = {photo.key: now for photo in photos if (now := change(photo)) != photo.edits}
        if changed:
            self._edit(changed, goes_on=False)

    def _adjusted(self, key: int, adjustments: Adjustments) -> PhotoEdits:
        """The edits of an adjusted photo, which from then on keeps its model."""
        photo = self._open_photos.find(key)
        model = self._in_view.model_of(photo)
        return PhotoEdits() if photo is None else replace(photo.edits, adjustments=adjustments, model=model)

    def _adjust(self, keys: tuple[int, ...], adjustments: Adjustments) -> None:
        self.end_gesture()
        photos = [photo for key in keys if (photo := self._open_photos.find(key)) is not None]
        other = [photo for photo in photos if photo.adjustments != adjustments]
        if other:
            self._edit({photo.key: self._adjusted(photo.key, adjustments) for photo in other}, goes_on=False)

    def _edit(self, edits: Mapping[int, PhotoEdits], *, goes_on: bool) -> None:
        """Change the edits of open photos, as a new step or as part of the last one."""
        before = {key: photo.edits for key in edits if (photo := self._open_photos.find(key)) is not None}
        step = EditStep(before, dict(edits))
        history, last = self._history, self._history.done[-1] if self._history.done else None
        if goes_on and isinstance(last, EditStep):
            step = EditStep(last.before, _as_before(step.after, last.before))
            history = history.without_last()
        self._set(step.after)
        self._keep(EditHistory(history.done) if step.changes_nothing else history.with_step(step))
        if step.changes_nothing:
            self._gesture = None
        elif not goes_on:
            self.stepped.emit(step)

    def _apply(self, step: EditStep) -> None:
        """Apply a step, and show a photo that it affects."""
        photos = {key: photo for key in step.after if (photo := self._open_photos.find(key)) is not None}
        if self._in_view.key not in photos and photos:
            self._in_view.select(min(photos, key=self._open_photos.row_of))
        self._set({key: step.applied_to(key, photo.edits) for key, photo in photos.items()})

    def _set(self, edits: Mapping[int, PhotoEdits]) -> None:
        for key, each in edits.items():
            photo = self._open_photos.find(key)
            if photo is not None:
                photo.edits = each
        self._in_view.renew()
        self.edited.emit(tuple(edits))

    def _keep(self, history: EditHistory) -> None:
        self._history = history
        self.changed.emit()

    def _end_gesture(self) -> None:
        self._rest.stop()
        self._gesture = None

    @Slot()
    def _on_rest(self) -> None:
        self._gesture = None

    @Slot()
    def _on_added(self) -> None:
        """The removal of a reopened photo need not be undone."""
        back = [
            key
            for step in self._history.done
            if isinstance(step, RemovalStep)
            for key in step.keys
            if self._open_photos.find(key) is not None
        ]
        for key in back:
            self._keep(self._history.without_removal(key))


def _as_before(after: Mapping[int, PhotoEdits], before: Mapping[int, PhotoEdits]) -> Mapping[int, PhotoEdits]:
    """The edits; those that differ from the start of a gesture in the model alone become the old ones."""
    return {
        key: before[key] if replace(edits, model=before[key].model) == before[key] else edits
        for key, edits in after.items()
    }


def _with_rejection(photo: OpenPhoto, rejected: bool) -> PhotoEdits:
    # Without stars, the choice is left open: stored edits or the file may turn out to have some.
    return replace(photo.edits, stars=photo.stars or photo.edits.stars, rejected=rejected)
