"""Settings of edited photos: their own adjustments, geometry and model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from lowexp_gui.batch.queue_entry import QueueSettings
from lowexp_gui.edits.edits_store import edits_store
from lowexp_gui.edits.kept_edits import (
    PhotoFile,
    find_edits,
    gone_model_sentence,
    replaced_model_sentence,
)
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.errors import Sentence
from lowexp_gui.model.model_library import list_models

_AT_A_TIME = 50


@dataclass(frozen=True)
class EditedSettings:
    """Gives each photo the settings that the window would use.

    Photos without stored edits get the settings of the command.

    Attributes:
        settings: settings of the command.
        place: where edits are stored; see `find_edits`.
        cancel: ends the search.
        tell: receives messages for the user, each once.
    """

    settings: QueueSettings
    place: EditsPlace
    cancel: Event
    tell: Callable[[Path, Sentence], None]
    _reported: set[Sentence] = field(default_factory=set)

    def __call__(self, photos: Sequence[Path]) -> Mapping[Path, QueueSettings]:
        """The settings of all photos.

        Raises:
            PhotoError: the database of edits cannot be read, so results would differ from the window's.
            ModelError: the installation is incomplete.
            Cancelled: `cancel` was set.
        """
        edits_store().find(())
        weights = {model.card.name: model.card.sha256 for model in list_models()}
        found: dict[Path, QueueSettings] = {}
        for first in range(0, len(photos), _AT_A_TIME):
            check(self.cancel)
            some = [PhotoFile(number, path) for number, path in enumerate(photos[first : first + _AT_A_TIME])]
            looked = find_edits(some, self.place)
            for problem in looked.problems:
                self._report_once(problem.path or some[0].path, problem.sentence)
            for photo in looked.photos:
                if photo.edits is not None and photo.edits.model in looked.replaced_models:
                    self._report_once(photo.path, replaced_model_sentence(photo.edits.model))
                found[photo.path] = self._of(photo, weights)
        return found

    def _of(self, photo: PhotoFile, weights: Mapping[str, str]) -> QueueSettings:
        edits = photo.edits or UNTOUCHED
        if edits.without_rating == UNTOUCHED:
            return self.settings
        edited = replace(self.settings, adjustments=edits.adjustments, geometry=edits.geometry)
        if not edits.model:
            return edited
        if edits.model not in weights:
            self._report_once(photo.path, gone_model_sentence(edits.model, self.settings.model))
            return edited
        return replace(edited, model=edits.model, weights=weights[edits.model])

    def _report_once(self, path: Path, sentence: Sentence) -> None:
        if sentence not in self._reported:
            self._reported.add(sentence)
            self.tell(path, sentence)
