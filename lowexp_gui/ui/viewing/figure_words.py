"""How figures are said."""

from collections.abc import Mapping
from math import isinf

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.sentences import decimal, filled


def figure_words(found: Mapping[str, float | None]) -> str:
    """Figures by measure in a line; those that are not measurable are left out."""
    translate = QCoreApplication.translate
    texts = {
        "psnr": (translate("figures", "PSNR %1 dB"), 2),
        "ssim": (translate("figures", "SSIM %1"), 3),
        "ciede2000": (translate("figures", "CIEDE2000 %1"), 2),
        "niqe": (translate("figures", "NIQE %1"), 2),
        "brisque": (translate("figures", "BRISQUE %1"), 1),
        "new_burnt_pixels": (translate("figures", "New burnt pixels %1 %"), 2),
        "noise_in_black": (translate("figures", "Noise in black %1"), 2),
        "black_becomes": (translate("figures", "Black becomes %1"), 1),
        "halo": (translate("figures", "Halo %1"), 2),
    }
    parts = []
    for name, (text, digits) in texts.items():
        figure = found.get(name)
        if figure is not None:
            parts.append(filled(text, "∞" if isinf(figure) else decimal(figure, digits)))
    # A line may end between figures, but not within one.
    return "   ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in parts)


def longest_figure_words(*, with_reference: bool) -> str:
    """A line as long as those that are to come, so that room can be made for them."""
    beside = {"psnr": 88.88, "ssim": 0.888, "ciede2000": 88.88} if with_reference else {}
    without = {
        "niqe": 8.88,
        "brisque": 88.8,
        "new_burnt_pixels": 88.88,
        "noise_in_black": 88.88,
        "black_becomes": 88.8,
        "halo": 88.88,
    }
    return figure_words({**beside, **without})
