"""Sentences in the window's language, with values, and sentences of modules without Qt."""

from pathlib import Path

import pytest
from pseudo_language import PseudoTranslator, plain_words
from PySide6.QtCore import QLocale, Qt, QTranslator

import lowexp_gui
from lowexp_gui.app.messages.sentences import decimal, digits, filled, in_window_language
from lowexp_gui.app.models.model_choice import model_choices
from lowexp_gui.errors import NO_SENTENCE, Counted, Sentence
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.finetuning.finetune_verdict import compare, verdict_of

PACKAGE = Path(lowexp_gui.__file__).parent
NAME = "“a %2 {reason} b.jpg”"


@pytest.fixture
def no_language(qapp):
    translator = PseudoTranslator()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def arabic(qapp):
    QLocale.setDefault(QLocale("ar"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_values_are_not_taken_for_places():
    assert filled("%2 and %1, 100 %", "a%1b%2", 6000) == "6000 and a%1b%2, 100 %"


def test_figures_and_names_in_arabic(arabic):
    assert digits(6000) == "٦٠٠٠"
    assert digits(7, 2) == "٠٧"  # noqa: RUF001
    assert "٣٫٧" in decimal(3.71, 1, signed=True)  # noqa: RUF001
    assert filled("حُفظت %1", "a.jpg") == "حُفظت \u2068a.jpg\u2069"


def test_an_untranslated_sentence_stays_unchanged(qapp):
    assert in_window_language(Sentence("A sentence of an earlier version.")) == (
        "A sentence of an earlier version."
    )
    assert in_window_language(NO_SENTENCE) == ""


def test_values_stay_and_reasons_are_translated(no_language):
    reason = Sentence("the folder {folder} is read-only; choose another one.", folder="“b”")
    said = in_window_language(Sentence("{file} was not saved: {reason}", file=NAME, reason=reason))
    assert NAME in said
    assert "“b”" in said
    assert plain_words(said, (NAME, "“b”")) == []


def test_the_texts_of_the_models_are_collected():
    collected = Path(PACKAGE.parent / "resources" / "translations" / "lowexp_ar.ts").read_text("utf-8")
    for choice in model_choices():
        for text in (choice.title, *choice.about.split("\n\n")):
            assert f"<source>{text.replace(chr(39), '&apos;')}</source>" in collected


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert decimal(-0.04, 1, signed=True) == "+0.0"
    assert decimal(-0.06, 1, signed=True) == "-0.1"


CPU = [Sentence("CPU ({cores})", cores=Counted(number, "core", "cores")) for number in (1, 2, 4, 16, 100)]
COUNTS = [
    *(
        Sentence("{high} is shifted by {pixels}.", high=NAME, pixels=Counted(number, "pixel", "pixels"))
        for number in (1, 2, 7)
    ),
    Sentence("Found {found} of {least}.", found=Counted(1, "good pair", "good pairs"), least=4),
    Sentence("The pairs show {scenes}.", scenes=Counted(3, "scene", "scenes")),
    Sentence("Each step learns from {fewer}.", fewer=Counted(1, "picture", "pictures")),
    Sentence("Of {pairs}, some.", pairs=Counted(12, "pair", "pairs")),
    Sentence("It takes {photos}.", photos=Counted(12, "photo", "photos")),
    *CPU,
]


@pytest.mark.parametrize("sentence", COUNTS, ids=str)
def test_what_is_counted_within_a_sentence_is_translated_too(no_language, sentence):
    assert plain_words(in_window_language(sentence).replace("CPU", ""), (NAME,)) == []


@pytest.mark.parametrize("sentence", COUNTS, ids=str)
def test_in_english_counts_stay_as_they_are(qapp, sentence):
    assert in_window_language(sentence) == str(sentence)


def test_arabic_has_its_own_forms_of_plurals(arabic, qapp):
    translator = QTranslator()
    assert translator.load("lowexp_ar", str(PACKAGE.parent / "resources" / "translations"))
    qapp.installTranslator(translator)
    try:
        forms = {in_window_language(sentence) for sentence in CPU}
        two = in_window_language(CPU[1])
        refused = in_window_language(
            Sentence("{file} cannot be read: {reason}.", file="“a”", reason=Sentence("Permission denied"))
        )
    finally:
        qapp.removeTranslator(translator)
    assert len(forms) == 5
    assert "نواتان" in two
    assert plain_words(refused, ("“a”",)) == []


_GAINS = [
    *([gain] * scenes for gain in (0.0, 1.0, -1.0) for scenes in (1, 2, 5, 8, 12)),
    [1.0, 1.0, 1.0, 1.0, 1.0, -2.0],
    [3.0, 1.0, 1.0, 1.0, -2.0, 2.0, -3.0, 1.0, -1.0],
]


@pytest.mark.parametrize("gains", _GAINS, ids=str)
@pytest.mark.parametrize("other", [0.0, -1.5])
def test_every_verdict_of_a_card_can_be_translated(no_language, gains, other):
    def compared(changes):
        before = [Measures(20.0, 0.5, 10.0)] * len(changes)
        return compare(before, [Measures(20.0 + each, 0.5, 10.0) for each in changes])

    said = verdict_of(compared(gains), compared([other])).sentences
    assert plain_words(" ".join(map(in_window_language, said))) == []
