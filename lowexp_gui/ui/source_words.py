"""What sources are called."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.source import Source


def source_titles() -> dict[Source, str]:
    """A title for each source, in the order in which they are offered."""
    translate = QCoreApplication.translate
    return {
        Source.BEFORE: translate("sources", "Before"),
        Source.ILLUMINATION: translate("sources", "Illumination"),
        Source.ENHANCED: translate("sources", "Enhanced"),
        Source.NOISE: translate("sources", "Noise"),
        Source.FINAL: translate("sources", "Final"),
        Source.OTHER_MODEL: translate("sources", "Other model"),
        Source.GAMMA: translate("sources", "Automatic gamma"),
        Source.REFERENCE: translate("sources", "Reference"),
    }
