"""The titles of sources."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import filled, translated
from lowexp_gui.app.viewing.source import COMPARED_METHODS, PaneContent, Source


def source_titles() -> dict[PaneContent, str]:
    """A title for each source except models, in the order of the list."""
    titles: dict[PaneContent, str] = {source: translated(source.label) for source in Source}
    for picture in COMPARED_METHODS:
        title = translated(picture.title)
        titles[picture] = (
            filled(QCoreApplication.translate("sources", "%1 (slow)"), title) if picture.is_slow else title
        )
    return titles
