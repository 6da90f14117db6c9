"""Verdicts on pairs in plain words."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.finetuning.pair_finding import FoundPair
from lowexp_gui.app.messages.sentences import filled


def verdict_label(pair: FoundPair) -> str:
    """A verdict with what follows from it, such as “Aligned: good”."""
    if pair.verdict == "unreadable":
        return pair.sentence
    translate = QCoreApplication.translate
    if pair.dark == pair.bright and pair.verdict == "duplicate":
        return translate("pairs", "The same photo as another one")
    words = {
        "aligned": translate("pairs", "Aligned: good"),
        "shifted": translate("pairs", "Shifted, which is taken back: good (pixels: %1)"),
        "shifted too far": translate("pairs", "Shifted too far: use a tripod (pixels: %1)"),
        "different scene": translate("pairs", "Two different scenes"),
        "clipped reference": translate("pairs", "Much of the good photo is pure white or black"),
        "same exposure": translate("pairs", "Both are equally bright"),
        "exchanged": translate("pairs", "Dark and good are exchanged"),
        "duplicate": translate("pairs", "The same photos as another pair"),
        "clean": translate("pairs", "Well exposed: good"),
        "too dark": translate("pairs", "Too dark to learn from"),
        "different sizes": translate("pairs", "The photos differ in size or orientation"),
    }[pair.verdict]
    return filled(words, pair.shift)
