"""The user's settings, saved after each change."""

import logging
from collections.abc import Callable
from dataclasses import replace

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.config.settings import MOST_TERMS, Settings, Theme, change_settings, load_settings
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.languages import Language
from lowexp_gui.photo.errors import PhotoError

_log = logging.getLogger(__name__)


class Preferences:
    """The settings, written to disk after each change."""

    def __init__(self) -> None:
        """As they were left."""
        self._settings = load_settings()

    @property
    def settings(self) -> Settings:
        """What is chosen now."""
        return self._settings

    @property
    def save_choice(self) -> SaveChoice:
        """What is chosen about saving."""
        kept = self._settings
        return SaveChoice(kept.format, kept.output_folder, kept.encoding, kept.template)

    @property
    def limits(self) -> StorageLimits:
        """The limits of memory and disk for results."""
        return StorageLimits(self._settings.memory_limit, self._settings.cache_limit)

    def set_theme(self, theme: Theme) -> None:
        """Remember a theme."""
        self._keep(lambda kept: replace(kept, theme=theme))

    def set_language(self, language: Language) -> None:
        """Remember a language, for the next start."""
        self._keep(lambda kept: replace(kept, language=language))

    def set_model(self, name: str) -> None:
        """Remember a model."""
        self._keep(lambda kept: replace(kept, model=name))

    def set_device(self, name: str) -> None:
        """Remember a device."""
        self._keep(lambda kept: replace(kept, device=name))

    def set_save_choice(self, choice: SaveChoice) -> None:
        """Remember what is chosen about saving."""
        self._keep(
            lambda kept: replace(
                kept,
                format=choice.format,
                encoding=choice.encoding,
                output_folder=choice.folder,
                template=choice.template,
            )
        )

    def set_limits(self, limits: StorageLimits) -> None:
        """Remember how much results may take."""
        self._keep(lambda kept: replace(kept, memory_limit=limits.memory, cache_limit=limits.disk))

    def set_edits_place(self, place: EditsPlace) -> None:
        """Remember where adjustments of photos are kept."""
        self._keep(lambda kept: replace(kept, edits=place))

    def add_told_terms(self, fingerprint: str) -> None:
        """Remember that terms have been shown."""
        self._keep(lambda kept: replace(kept, told_terms=(*kept.told_terms, fingerprint)[-MOST_TERMS:]))

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        """Change what this window goes by, and just that in the file, where another window keeps its own."""
        self._settings = change(self._settings)
        try:
            change_settings(change)
        except PhotoError as error:
            # The choice holds for this time; a message at each move of a slider would help nobody.
            _log.warning("%s", error)
