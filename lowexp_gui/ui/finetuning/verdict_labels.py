"""What fine-tuning did, in plain words and figures."""

from html import escape
from math import ceil

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.messages.sentences import decimal, filled, is_right_to_left
from lowexp_gui.library.finetune_events import Compared, Figures, Judged

_NOTHING = 0.05
_BEYOND_CHANCE = 0.05
_WHOLE_FROM = 100


def headline(judged: Judged) -> str:
    """A short verdict."""
    translate = QCoreApplication.translate
    if judged.better:
        return translate("verdict", "The new model is better on your photos")
    if judged.better is False:
        return translate("verdict", "The new model is not better on your photos")
    if judged.keep:
        return translate("verdict", "The new model seems better, but there are too few scenes to be sure")
    return translate("verdict", "The new model does not seem better")


def sentences(judged: Judged) -> tuple[str, ...]:
    """The findings, and what to do."""
    translate = QCoreApplication.translate
    gain, scenes = judged.own.psnr.change, judged.own.scenes
    if scenes == 1:
        gained, lost = (
            translate("verdict", "On one held-back scene, it gained %2 dB."),
            translate("verdict", "On one held-back scene, it lost %2 dB."),
        )
    else:
        gained, lost = (
            translate("verdict", "On %1 held-back scenes, it gained %2 dB."),
            translate("verdict", "On %1 held-back scenes, it lost %2 dB."),
        )
    words = [filled(gained if gain >= 0 else lost, scenes, decimal(abs(gain), 1))]
    if abs(gain) > _NOTHING:
        words.append(filled(_of_chance(judged), _percent(judged.chance)))
    if judged.better is None:
        words.append(
            translate(
                "verdict",
                "These are too few scenes to be sure. Look at the photos, or fine-tune with more scenes.",
            )
        )
    forgotten = -judged.others.psnr.change
    if forgotten > _NOTHING:
        text = translate("verdict", "On other photos it lost %1 dB.")
        words.append(filled(text, decimal(forgotten, 1)))
    else:
        words.append(translate("verdict", "It did not get worse on other photos."))
    if not judged.keep:
        words.append(translate("verdict", "It is best to discard it."))
    return tuple(words)


def _of_chance(judged: Judged) -> str:
    """The meaning of the change, with a placeholder for a percentage."""
    translate = QCoreApplication.translate
    if judged.own.psnr.change < 0:
        if judged.chance <= _BEYOND_CHANCE:
            return translate(
                "verdict", "It is worse: chance alone would give such a loss in at most %1 % of cases."
            )
        return translate(
            "verdict", "This may be chance, which would give such a loss in at most %1 % of cases."
        )
    if judged.better:
        return translate(
            "verdict", "This is more than chance, which would give such a gain in at most %1 % of cases."
        )
    return translate("verdict", "This may be chance, which would give such a gain in at most %1 % of cases.")


def _percent(share: float) -> str:
    """A share in percent, rounded up."""
    tenths = max(1, ceil(1000 * (share if 0 <= share <= 1 else 1) - 1e-6))
    return decimal(tenths / 10, 1) if tenths < _WHOLE_FROM else decimal(ceil(tenths / 10), 0)


def figures_table(judged: Judged) -> str:
    """Figures before and after with standard deviations, as HTML."""
    translate = QCoreApplication.translate
    heads = (
        "",
        translate("verdict", "Before"),
        translate("verdict", "After"),
        translate("verdict", "Change (95 % range)"),
    )
    rows = [_row(tuple(f"<b>{escape(head)}</b>" for head in heads))]
    for title, compared in (
        (translate("verdict", "Held-back scenes of yours: %1"), judged.own),
        (translate("verdict", "Other photos, to see whether it got worse: %1"), judged.others),
    ):
        side = "right" if is_right_to_left() else "left"
        words = escape(filled(title, compared.scenes))
        rows.append(f"<tr><td colspan='4' align='{side}'><b>{words}</b></td></tr>")
        rows += [_row(tuple(map(escape, cells))) for cells in _lines(compared)]
    return f"<table cellspacing='0' cellpadding='4'>{''.join(rows)}</table>"


def _lines(compared: Compared) -> list[tuple[str, ...]]:
    translate = QCoreApplication.translate
    return [
        _line(translate("verdict", "PSNR in dB, higher is better"), compared.psnr, 2),
        _line(translate("verdict", "SSIM, higher is better"), compared.ssim, 3),
        _line(translate("verdict", "CIEDE2000, lower is better"), compared.ciede2000, 2),
    ]


def _line(title: str, figures: Figures, places: int) -> tuple[str, ...]:
    before, after = (
        f"{decimal(mean, places)} ± {decimal(spread, places)}"
        for mean, spread in (
            (figures.before, figures.before_spread),
            (figures.after, figures.after_spread),
        )
    )
    change, least, most = (
        decimal(value, places, signed=True) for value in (figures.change, figures.least, figures.most)
    )
    return title, before, after, f"{change} ({least} … {most})"


def _row(cells: tuple[str, ...]) -> str:
    # Qt does not mirror tables.
    mirrored = is_right_to_left()
    side = "right" if mirrored else "left"
    ordered = reversed(cells) if mirrored else cells
    mark = "&rlm;" if mirrored else ""
    written = "".join(f"<td align='{side}'>{mark}{cell}&nbsp;&nbsp;</td>" for cell in ordered)
    return f"<tr>{written}</tr>"
