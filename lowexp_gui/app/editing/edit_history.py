"""The history of edits as a value, for undo and redo."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.edits.photo_edits import PhotoEdits

_MOST_STEPS = 200
_MOST_CHANGES = 200_000
_MOST_PASTED_BYTES = 1_000_000_000


@dataclass(frozen=True)
class EditStep:
    """An edit of one or more photos.

    Attributes:
        before, after: their edits, by the photo's key; both have the same keys.
    """

    before: Mapping[int, PhotoEdits]
    after: Mapping[int, PhotoEdits]

    @property
    def changes_nothing(self) -> bool:
        """Whether the step has no effect."""
        return self.before == self.after

    @property
    def changes_only_ratings(self) -> bool:
        """Whether the results are the same before and after the step."""
        return all(
            edits.without_rating == self.after[key].without_rating for key, edits in self.before.items()
        )

    @property
    def weight(self) -> int:
        """The number of stored values."""
        return len(self.before)

    @property
    def pasted_bytes(self) -> int:
        """Bytes of pictures that only this step holds."""
        return 0

    def reversed(self) -> "EditStep":
        """The reverse step."""
        return EditStep(self.after, self.before)

    def applied_to(self, key: int, edits: PhotoEdits) -> PhotoEdits:
        """The edits of one of its photos after the step.

        Fields that the step did not change stay, also if they have changed without a step.
        """
        before, after = self.before[key], self.after[key]
        changes = {
            name: getattr(after, name)
            for name in (each.name for each in fields(PhotoEdits))
            if getattr(before, name) == getattr(edits, name)
        }
        return replace(edits, **changes)


@dataclass(frozen=True, eq=False)
class RemovalStep:
    """Photos were closed.

    Attributes:
        photos: the photos with their rows.
    """

    photos: tuple[tuple[OpenPhoto, int], ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the photos."""
        return tuple(photo.key for photo, _ in self.photos)

    @property
    def weight(self) -> int:
        """The number of stored values."""
        return len(self.photos)

    @property
    def pasted_bytes(self) -> int:
        """Bytes of pictures without a file."""
        pasted = (photo.pasted for photo, _ in self.photos)
        return sum(each.pixels.nbytes for each in pasted if each is not None)

    def without(self, key: int) -> "RemovalStep":
        """The step without a photo that has been opened again."""
        return RemovalStep(tuple(each for each in self.photos if each[0].key != key))


Step = EditStep | RemovalStep


@dataclass(frozen=True)
class HistoryEntry:
    """A step of one photo.

    Attributes:
        before, after: the photo's edits.
        is_done: whether the step is done, not undone.
    """

    before: PhotoEdits
    after: PhotoEdits
    is_done: bool


@dataclass(frozen=True)
class EditHistory:
    """The steps that can be undone and redone, the latest last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def of(self, key: int) -> tuple[HistoryEntry, ...]:
        """The steps of a photo, the oldest first; undone ones come last."""
        return tuple(
            HistoryEntry(step.before[key], step.after[key], is_done)
            for steps, is_done in ((self.done, True), (self.undone[::-1], False))
            for step in steps
            if isinstance(step, EditStep) and key in step.before
        )

    def way_to(self, key: int, number: int) -> int | None:
        """How many steps are to be redone (above 0) or undone to stand after a step of a photo.

        Args:
            number: the step's position in `of`; -1 for the state before the first step.

        Returns:
            None if a step of another photo would be undone or redone too.
        """
        steps = (*self.done, *self.undone[::-1])
        own = [place for place, step in enumerate(steps) if isinstance(step, EditStep) and key in step.before]
        target = own[number] + 1 if number >= 0 else own[0] if own else len(self.done)
        first, last = sorted((target, len(self.done)))
        alone = all(isinstance(step, EditStep) and step.before.keys() == {key} for step in steps[first:last])
        return target - len(self.done) if alone else None

    def with_step(self, step: Step) -> "EditHistory":
        """The history with a new step; undone steps are dropped.

        The oldest steps are dropped if there are too many or they need too much memory.
        """
        done = (*self.done, step)
        weight = pasted = 0
        for count, each in enumerate(reversed(done)):
            weight, pasted = weight + each.weight, pasted + each.pasted_bytes
            if count and (count >= _MOST_STEPS or weight > _MOST_CHANGES or pasted > _MOST_PASTED_BYTES):
                return EditHistory(done[-count:])
        return EditHistory(done)

    def without_last(self) -> "EditHistory":
        """The history without the last step."""
        return replace(self, done=self.done[:-1])

    def without_removal(self, key: int) -> "EditHistory":
        """The history without the removal of a photo, which has been opened again."""
        done = (step.without(key) if isinstance(step, RemovalStep) else step for step in self.done)
        return replace(
            self, done=tuple(step for step in done if not isinstance(step, RemovalStep) or step.photos)
        )

    def with_origin(self, key: int, origin: PhotoEdits) -> "EditHistory":
        """The history after the stored edits of a photo have been found."""
        return EditHistory(
            tuple(_with_origin(step, key, origin) for step in self.done),
            tuple(_with_origin(step, key, origin) for step in self.undone),
        )

    def with_models(self, names: Mapping[str, str]) -> "EditHistory":
        """The history after models have been renamed."""
        return EditHistory(
            tuple(_with_models(step, names) for step in self.done),
            tuple(_with_models(step, names) for step in self.undone),
        )

    def after_undo(self) -> "EditHistory":
        """The history after undoing the last step."""
        return EditHistory(self.done[:-1], (*self.undone, self.done[-1]))

    def after_redo(self) -> "EditHistory":
        """The history after redoing the last undone step."""
        return EditHistory((*self.done, self.undone[-1]), self.undone[:-1])


def _with_origin(step: Step, key: int, origin: PhotoEdits) -> Step:
    if isinstance(step, RemovalStep) or key not in step.before:
        return step
    before, after = ({**edits, key: edits[key].completed_by(origin)} for edits in (step.before, step.after))
    return EditStep(before, after)


def _with_models(step: Step, names: Mapping[str, str]) -> Step:
    if isinstance(step, RemovalStep):
        return step
    before, after = (
        {key: replace(each, model=names.get(each.model, each.model)) for key, each in edits.items()}
        for edits in (step.before, step.after)
    )
    return EditStep(before, after)
