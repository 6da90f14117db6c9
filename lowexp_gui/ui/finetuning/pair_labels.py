"""Texts for verdicts on pairs."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.finetuning.pair_finding import FoundPair
from lowexp_gui.app.messages.sentences import filled


def verdict_label(pair: FoundPair) -> str:
    """A verdict with its consequence, such as “Aligned: good”."""
    if pair.verdict == "unreadable":
        return pair.sentence
    translate = QCoreApplication.translate
    if pair.dark == pair.bright and pair.verdict == "duplicate":
        return translate("pairs", "Duplicate of another photo")
    words = {
        "aligned": translate("pairs", "Aligned: good"),
        "shifted": translate("pairs", "Shifted, corrected: good (pixels: %1)"),
        "shifted too far": translate("pairs", "Shifted too far: use a tripod (pixels: %1)"),
        "different scene": translate("pairs", "Two different scenes"),
        "clipped reference": translate("pairs", "Much of the well-exposed photo is clipped"),
        "same exposure": translate("pairs", "Both are equally bright"),
        "exchanged": translate("pairs", "Dark and well-exposed photo are swapped"),
        "duplicate": translate("pairs", "Duplicate of another pair"),
        "clean": translate("pairs", "Well exposed: good"),
        "too dark": translate("pairs", "Too dark for training"),
        "different sizes": translate("pairs", "The photos differ in size or orientation"),
    }[pair.verdict]
    return filled(words, pair.shift)
