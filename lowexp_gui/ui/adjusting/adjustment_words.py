"""What adjustments are called, and what they do, in a photographer's words."""

from PySide6.QtCore import QCoreApplication


def adjustment_words() -> dict[str, tuple[str, str]]:
    """Title and hint by the adjustment's name."""
    translate = QCoreApplication.translate
    return {
        "brightness": (
            translate("adjustments", "Brightness"),
            translate("adjustments", "How much light is added; 0 % keeps the photo as dark as it was"),
        ),
        "shadows": (
            translate("adjustments", "Shadows"),
            translate("adjustments", "More or less light where the scene is dark"),
        ),
        "denoise": (
            translate("adjustments", "Denoise"),
            translate("adjustments", "How much noise is taken away; 0 % keeps all of it"),
        ),
        "detail": (
            translate("adjustments", "Keep detail"),
            translate("adjustments", "How much drawing is given back where it may have been taken for noise"),
        ),
        "temperature": (
            translate("adjustments", "Temperature"),
            translate("adjustments", "Colder or warmer light"),
        ),
        "tint": (translate("adjustments", "Tint"), translate("adjustments", "Greener or more magenta")),
        "contrast": (
            translate("adjustments", "Contrast"),
            translate("adjustments", "How far light and dark lie apart, about a middle grey"),
        ),
        "highlights": (
            translate("adjustments", "Protect highlights"),
            translate("adjustments", "Holds bright parts further below white; less than 0 % lets them burn"),
        ),
        "saturation": (
            translate("adjustments", "Saturation"),
            translate("adjustments", "How strong colours are; 0 % is black and white"),
        ),
    }
