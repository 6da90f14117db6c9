"""What the window tells of a model."""

from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt

from lowexp_gui.app.model_choice import ModelChoice, ModelFigures
from lowexp_gui.app.sentences import decimal, digits, filled


def terms_title(model: ModelChoice) -> str:
    """A model's title with its terms in two words."""
    translate = QCoreApplication.translate
    any_use, not_any = (
        translate("models_shelf", "%1: any use"),
        translate("models_shelf", "%1: non-commercial"),
    )
    return filled(any_use if model.commercial_use else not_any, model.title)


def as_shown(text: str) -> str:
    """A text that someone wrote, for a place where Qt would take some texts for HTML."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if Qt.mightBeRichText(text) else text


def details(model: ModelChoice, start: str) -> str:
    """All that is known of a model, as HTML.

    Args:
        start: title of the model that it was taught from.
    """
    translate = QCoreApplication.translate
    rows = [
        (translate("models_shelf", "Name"), model.name),
        (translate("models_shelf", "Made from"), start),
        (translate("models_shelf", "Pairs"), "" if model.pairs is None else digits(model.pairs)),
        (translate("models_shelf", "Date"), model.date),
        (translate("models_shelf", "Terms"), model.terms),
        *((f"{each.photos}, {_stage(each)}", _figures(each)) for each in model.figures),
        (translate("models_shelf", "Checksum"), model.weights[:16]),
    ]
    cells = "".join(
        f"<tr><td style='padding-right: 16px'>{escape(words)}</td><td>{_lines(value)}</td></tr>"
        for words, value in rows
        if value
    )
    return f"<h3>{escape(model.title)}</h3><p>{_lines(model.description)}</p><table>{cells}</table>"


def _stage(figures: ModelFigures) -> str:
    translate = QCoreApplication.translate
    return {
        "before": translate("models_shelf", "before"),
        "after": translate("models_shelf", "after"),
        "final": translate("models_shelf", "final photo"),
    }[figures.stage]


def _figures(figures: ModelFigures) -> str:
    text = QCoreApplication.translate("models_shelf", "%1 dB, SSIM %2, CIEDE2000 %3")
    return filled(text, decimal(figures.psnr, 2), decimal(figures.ssim, 3), decimal(figures.ciede2000, 2))


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
