"""The language of the window, with its text direction and number format."""

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from lowexp_gui.bundled import bundled_folder
from lowexp_gui.languages import Language

_log = logging.getLogger(__name__)


def use_language(application: QApplication, language: Language) -> None:
    """Set the language of an application that has no window yet."""
    spoken = spoken_language(language, QLocale.system().uiLanguages())
    if language is not Language.SYSTEM:
        QLocale.setDefault(QLocale(spoken.value))
    if spoken is not Language.ENGLISH:
        folder = str(bundled_folder("resources") / "translations")
        for name, place in (
            (f"qtbase_{spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
            (f"lowexp_{spoken}", folder),
        ):
            _install(name, place, application)
    is_right_to_left = QLocale(spoken.value).textDirection() is Qt.LayoutDirection.RightToLeft
    direction = Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)


def spoken_language(chosen: Language, of_system: list[str]) -> Language:
    """The language to use: the chosen one, or the first available of the system's, such as “ar-EG”."""
    if chosen is not Language.SYSTEM:
        return chosen
    for name in of_system:
        for language in Language:
            if name.replace("_", "-").split("-")[0].lower() == language.value:
                return language
    return Language.ENGLISH


def _install(name: str, folder: str, application: QCoreApplication) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)
    else:
        _log.warning("The translation %s is missing", name)
