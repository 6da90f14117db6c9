"""What adjustments are called, and what they do, in a photographer's words."""

from PySide6.QtCore import QCoreApplication


def adjustment_words() -> dict[str, tuple[str, str]]:
    """Title and hint by the adjustment's name."""
    return {
        "brightness": (
            _tr("Brightness"),
            _tr("How much light is added; 0 % keeps the photo as dark as it was"),
        ),
        "shadows": (_tr("Shadows"), _tr("More or less light where the scene is dark")),
        "denoise": (_tr("Denoise"), _tr("How much noise is taken away; 0 % keeps all of it")),
        "detail": (
            _tr("Keep detail"),
            _tr("How much drawing is given back where it may have been taken for noise"),
        ),
        "temperature": (_tr("Temperature"), _tr("Colder or warmer light")),
        "tint": (_tr("Tint"), _tr("Greener or more magenta")),
        "contrast": (_tr("Contrast"), _tr("How far light and dark lie apart, about a middle grey")),
        "highlights": (_tr("Protect highlights"), _tr("Holds bright parts below white")),
        "saturation": (_tr("Saturation"), _tr("How strong colours are; 0 % is black and white")),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("adjustments", text)
