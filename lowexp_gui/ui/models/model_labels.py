"""Texts about a model."""

from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import Qt

from lowexp_gui.app.messages.sentences import decimal, digits, filled, is_right_to_left, isolated
from lowexp_gui.app.models.model_choice import ModelChoice, ModelFigures


def terms_title(model: ModelChoice) -> str:
    """A model's title with a short form of its terms."""
    translate = QCoreApplication.translate
    any_use, not_any = (
        translate("model_library", "%1: any use"),
        translate("model_library", "%1: non-commercial"),
    )
    return filled(any_use if model.commercial_use else not_any, model.title)


def details(model: ModelChoice, start: str) -> str:
    """The details of a model, as HTML.

    Args:
        start: title of the model that it was fine-tuned from.
    """
    translate = QCoreApplication.translate
    rows = [
        (translate("model_library", "Name"), model.name),
        (translate("model_library", "Made from"), start),
        (translate("model_library", "Pairs"), "" if model.pairs is None else digits(model.pairs)),
        (translate("model_library", "Date"), _date(model.date)),
        (translate("model_library", "Terms"), model.terms),
        (translate("model_library", "Verdict"), model.verdict),
        *(
            (filled(translate("model_library", "%1, %2"), each.photos, _stage(each)), _figures(each))
            for each in model.figures
        ),
        (translate("model_library", "Checksum"), model.weights[:16]),
    ]
    # Rich text tables are not mirrored automatically.
    mirrored = is_right_to_left()
    side = "right" if mirrored else "left"
    lines = []
    for words, value in rows:
        cells = [
            f"<td align='{side}'>{escape(words)}</td>",
            "<td width='16'></td>",
            f"<td align='{side}'>{_lines(value)}</td>",
        ]
        lines += [f"<tr>{''.join(reversed(cells) if mirrored else cells)}</tr>"] if value else []
    about = f"<h3 align='{side}'>{escape(model.title)}</h3><p align='{side}'>{_lines(model.description)}</p>"
    return f"{about}<table align='{side}'>{''.join(lines)}</table>"


def _stage(figures: ModelFigures) -> str:
    translate = QCoreApplication.translate
    return {
        "before": translate("model_library", "before"),
        "after": translate("model_library", "after"),
        "final": translate("model_library", "final photo"),
    }[figures.stage]


def _figures(figures: ModelFigures) -> str:
    text = QCoreApplication.translate("model_library", "%1 dB, SSIM %2, CIEDE2000 %3")
    return filled(text, decimal(figures.psnr, 2), decimal(figures.ssim, 3), decimal(figures.ciede2000, 2))


def _date(text: str) -> str:
    """An ISO date in the format of the language."""
    date = QDate.fromString(text, Qt.DateFormat.ISODate)
    return QLocale().toString(date, QLocale.FormatType.ShortFormat) if date.isValid() else text


def _lines(text: str) -> str:
    return escape(isolated(text)).replace("\n", "<br>")
