"""The choice of the window's language."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.languages import Language
from lowexp_gui.ui.viewing.view_actions import ViewActions


def connect_languages(preferences: Preferences, actions: ViewActions, say: Callable[[Notice], None]) -> None:
    """Connect the actions to the language, which takes effect at the next start."""

    def choose(language: Language) -> None:
        if language is not preferences.settings.language:
            preferences.set_language(language)
            sentence = QCoreApplication.translate("languages", "Restart Lowexp to change the language.")
            say(Notice(sentence))

    for language, action in actions.languages.items():
        action.setChecked(language is preferences.settings.language)
        action.triggered.connect(partial(choose, language))
