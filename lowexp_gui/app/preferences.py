"""The user's settings, saved after each change."""

import logging
from collections.abc import Callable
from dataclasses import replace

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.config.settings import MOST_TERMS, Settings, Surround, Theme, change_settings, load_settings
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.languages import Language
from lowexp_gui.photo.errors import PhotoError

_log = logging.getLogger(__name__)


class Preferences:
    """The settings, written to disk after each change."""

    def __init__(self) -> None:
        """Start with the stored settings."""
        self._settings = load_settings()

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    @property
    def save_choice(self) -> SaveChoice:
        """The current choices about saving."""
        kept = self._settings
        return SaveChoice(kept.format, kept.output_folder, kept.encoding, kept.template)

    @property
    def limits(self) -> StorageLimits:
        """The limits of memory and disk for results."""
        return StorageLimits(self._settings.memory_limit, self._settings.cache_limit)

    def set_theme(self, theme: Theme) -> None:
        """Store a theme."""
        self._keep(lambda kept: replace(kept, theme=theme))

    def set_surround(self, surround: Surround) -> None:
        """Remember the colour around the photo."""
        self._keep(lambda kept: replace(kept, surround=surround))

    def set_language(self, language: Language) -> None:
        """Store a language for the next start."""
        self._keep(lambda kept: replace(kept, language=language))

    def set_model(self, name: str) -> None:
        """Store a model."""
        self._keep(lambda kept: replace(kept, model=name))

    def set_device(self, name: str) -> None:
        """Store a device."""
        self._keep(lambda kept: replace(kept, device=name))

    def set_save_choice(self, choice: SaveChoice) -> None:
        """Store the choices about saving."""
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
        """Store the limits of memory and disk for results."""
        self._keep(lambda kept: replace(kept, memory_limit=limits.memory, cache_limit=limits.disk))

    def set_edits_place(self, place: EditsPlace) -> None:
        """Store the place of edits."""
        self._keep(lambda kept: replace(kept, edits=place))

    def set_screen_profile(self, choice: str) -> None:
        """Store the file with the profile of the screen, or where that comes from."""
        self._keep(lambda kept: replace(kept, screen_profile=choice))

    def set_enhance_ahead(self, wanted: bool) -> None:
        """Remember whether the next photos are enhanced in the background."""
        self._keep(lambda kept: replace(kept, enhance_ahead=wanted))

    def add_told_terms(self, fingerprint: str) -> None:
        """Store that the terms of a model have been shown."""
        self._keep(lambda kept: replace(kept, told_terms=(*kept.told_terms, fingerprint)[-MOST_TERMS:]))

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        """Change fields here and in the file, whose other fields another window may have changed."""
        self._settings = change(self._settings)
        try:
            change_settings(change)
        except PhotoError as error:
            # The choice applies until the program ends. A message at each move of a slider would be useless.
            _log.warning("%s", error)
