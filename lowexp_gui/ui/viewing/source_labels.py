"""What sources are called."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import filled, translated
from lowexp_gui.app.viewing.source import COMPARED_METHODS, PaneContent, Source


def source_titles() -> dict[PaneContent, str]:
    """A title for each source but models, in the order in which they are offered."""
    translate = QCoreApplication.translate
    titles: dict[PaneContent, str] = {
        Source.BEFORE: translate("sources", "Before"),
        Source.ILLUMINATION: translate("sources", "Illumination"),
        Source.ENHANCED: translate("sources", "Brightened"),
        Source.NOISE: translate("sources", "Noise"),
        Source.FINAL: translate("sources", "Brightened + denoised"),
        Source.GAMMA: translate("sources", "Automatic gamma"),
        Source.REFERENCE: translate("sources", "Reference"),
    }
    for picture in COMPARED_METHODS:
        title = translated(picture.title)
        titles[picture] = filled(translate("sources", "%1 (slow)"), title) if picture.is_slow else title
    return titles
