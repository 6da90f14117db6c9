"""What was done to photos, step by step, as a value: for undo and redo."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.edits.photo_edits import UNTOUCHED, PhotoEdits

_MOST_STEPS = 200
_MOST_CHANGES = 200_000
_MOST_PASTED_BYTES = 1_000_000_000


@dataclass(frozen=True)
class EditStep:
    """Photos were edited.

    Attributes:
        before, after: their edits, by the photo's key; both have the same keys.
    """

    before: Mapping[int, PhotoEdits]
    after: Mapping[int, PhotoEdits]

    @property
    def changes_nothing(self) -> bool:
        """Whether all is as it was before."""
        return self.before == self.after

    @property
    def weight(self) -> int:
        """How many values it holds."""
        return len(self.before)

    @property
    def pasted_bytes(self) -> int:
        """Of pictures that it alone holds."""
        return 0

    def reversed(self) -> "EditStep":
        """The step that takes it back."""
        return EditStep(self.after, self.before)

    def applied_to(self, key: int, edits: PhotoEdits) -> PhotoEdits:
        """Edits of one of its photos once it is done.

        A field that the step left alone stays, and so does one that became another thing without a step.
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
    """A photo was closed.

    Attributes:
        photo: it.
        row: where it was.
    """

    photo: OpenPhoto
    row: int
    weight = 1

    @property
    def pasted_bytes(self) -> int:
        """Of a picture that is no file."""
        pasted = self.photo.pasted
        return 0 if pasted is None else pasted.pixels.nbytes


Step = EditStep | RemovalStep


@dataclass(frozen=True)
class EditHistory:
    """Steps that were done and can be undone, and those that were undone; the latest come last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def with_step(self, step: Step) -> "EditHistory":
        """The same after one more step; what was undone cannot be done again any more.

        The oldest steps go where there are too many of them, or they hold too much.
        """
        done = (*self.done, step)
        weight = pasted = 0
        for count, each in enumerate(reversed(done)):
            weight, pasted = weight + each.weight, pasted + each.pasted_bytes
            if count and (count >= _MOST_STEPS or weight > _MOST_CHANGES or pasted > _MOST_PASTED_BYTES):
                return EditHistory(done[-count:])
        return EditHistory(done)

    def without_last(self) -> "EditHistory":
        """The same as if the last step had not been made."""
        return replace(self, done=self.done[:-1])

    def without_removal(self, key: int) -> "EditHistory":
        """The same as if a photo had never been removed: it is open again by another way."""
        return replace(
            self,
            done=tuple(
                step for step in self.done if not (isinstance(step, RemovalStep) and step.photo.key == key)
            ),
        )

    def with_origin(self, key: int, origin: PhotoEdits) -> "EditHistory":
        """The same once it is known that a photo was not untouched when the first step came."""
        return EditHistory(
            tuple(_with_origin(step, key, origin) for step in self.done),
            tuple(_with_origin(step, key, origin) for step in self.undone),
        )

    def with_models(self, names: Mapping[str, str]) -> "EditHistory":
        """The same once models have other names."""
        return EditHistory(
            tuple(_with_models(step, names) for step in self.done),
            tuple(_with_models(step, names) for step in self.undone),
        )

    def after_undo(self) -> "EditHistory":
        """The same once the last step was undone."""
        return EditHistory(self.done[:-1], (*self.undone, self.done[-1]))

    def after_redo(self) -> "EditHistory":
        """The same once the step undone last was done again."""
        return EditHistory((*self.done, self.undone[-1]), self.undone[:-1])


def _with_origin(step: Step, key: int, origin: PhotoEdits) -> Step:
    if isinstance(step, RemovalStep) or key not in step.before:
        return step
    before, after = (
        {**edits, key: origin} if edits[key] == UNTOUCHED else edits for edits in (step.before, step.after)
    )
    return EditStep(before, after)


def _with_models(step: Step, names: Mapping[str, str]) -> Step:
    if isinstance(step, RemovalStep):
        return step
    before, after = (
        {key: replace(each, model=names.get(each.model, each.model)) for key, each in edits.items()}
        for edits in (step.before, step.after)
    )
    return EditStep(before, after)
