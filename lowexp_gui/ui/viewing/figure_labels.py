"""Texts for figures."""

from collections.abc import Mapping
from math import isinf

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import decimal, filled, translated
from lowexp_gui.app.viewing.figures_worker import FIGURES


def figure_label(found: Mapping[str, float | None]) -> str:
    """Figures by measure in one line; undefined ones are left out."""
    translate = QCoreApplication.translate
    texts = {
        "": translate("figures", "%1 %2", "measure, figure"),
        "dB": translate("figures", "%1 %2 dB", "measure, figure"),
        "%": translate("figures", "%1 %2 %", "measure, figure"),
    }
    parts = []
    for measure in FIGURES:
        figure = found.get(measure.name)
        if figure is not None:
            number = "∞" if isinf(figure) else decimal(figure, measure.digits)
            parts.append(filled(texts[measure.unit], translated(measure.title), number))
    # Line breaks are allowed between figures, but not inside one.
    return "   ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def longest_figure_label(*, with_reference: bool) -> str:
    """The longest possible line, for reserving space."""
    return figure_label(
        {each.name: each.widest for each in FIGURES if with_reference or not each.needs_reference}
    )
