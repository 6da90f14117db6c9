"""Sentences in the window's language: values in them, and those of the parts that know no Qt."""

import ast
import importlib
from pathlib import Path

import pytest
from pseudo_language import PseudoTranslator, plain_words
from PySide6.QtCore import QLocale, Qt, QTranslator

import lowexp_gui
from lowexp_gui.app.model_choice import model_choices
from lowexp_gui.app.sentences import decimal, digits, filled
from lowexp_gui.app.sentences_below import all_in_window_language, in_window_language
from lowexp_gui.counting import counted
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.training.verdicts import compare, judge

PACKAGE = Path(lowexp_gui.__file__).parent
NAME = "“a %2 b.jpg”"
RAISED = (
    "PhotoError",
    "TargetExistsError",
    "UnreadableError",
    "ModelError",
    "DeviceError",
    "OutOfMemory",
    "QueueError",
    "QueueBusyError",
    "QueueDamagedError",
)
TOLD = ("on_notice", "FileNotFoundError")
# The names of output templates are typed on the command line alone.
FOLDERS = ("photo", "model", "enhancing", "jobs")
FILES = (PACKAGE / "bundled.py", PACKAGE / "app" / "output_folder.py")


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


def test_an_unknown_sentence_stays_as_it_is(no_language):
    assert in_window_language("A sentence that nobody wrote.") == "A sentence that nobody wrote."


def _sentences():
    """Sentences of the parts below the line, from their sources, with a value in each place."""
    for path in (*(path for folder in FOLDERS for path in (PACKAGE / folder).glob("*.py")), *FILES):
        module = importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                yield from _sentences_of(function, module)


def _sentences_of(function, module):
    known = {
        node.targets[0].id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in RAISED + TOLD:
                said = node.args[0]
                said = known.get(said.id, said) if isinstance(said, ast.Name) else said
                text = _text(said, module)
                if text is not None:
                    yield f"{NAME} {text}" if called == "UnreadableError" else text
        elif isinstance(node, ast.Return) and function.name == "_reason":
            # A reason may be the system's own.
            text = _text(node.value, module)
            if text is not None:
                yield text


def _text(node, module):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, module) or _value(part.value, module) for part in node.values)
    return None


def _notices():
    """What is told of how a photo was read: constants that go on after its name."""
    for path in (PACKAGE / "photo").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                said = node.value.value
                # An advice is what several sentences end with.
                advice = getattr(node.targets[0], "id", "") == "_ADVICE"
                if isinstance(said, str) and said.endswith(".") and " " in said and not advice:
                    yield said if said[0].isupper() else f"{NAME} {said}"


def _value(node, module):
    named = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
    return named if isinstance(named, str) else NAME


def _has_words(sentence):
    return bool(plain_words(sentence, (NAME,)))


SENTENCES = sorted(filter(_has_words, set(_sentences())))


def test_every_sentence_of_the_parts_below_can_be_translated(no_language):
    assert len(SENTENCES) > 40
    translated = {sentence: in_window_language(sentence) for sentence in SENTENCES}
    assert [sentence for sentence in SENTENCES if _has_words(translated[sentence])] == []
    assert [each for each in SENTENCES if translated[each].count(NAME) != each.count(NAME)] == []


def test_in_english_every_sentence_stays_as_it_is(qapp):
    assert [sentence for sentence in SENTENCES if in_window_language(sentence) != sentence] == []


def test_a_reason_within_a_sentence_is_translated_too(no_language):
    sentence = f"{NAME} was not saved: the folder “b” is read-only; choose another one."
    assert plain_words(in_window_language(sentence), (NAME, "“b”")) == []


def test_the_texts_of_the_models_are_collected():
    collected = Path(PACKAGE.parent / "resources" / "translations" / "lowexp_ar.ts").read_text("utf-8")
    for choice in model_choices():
        for text in (choice.title, *choice.about.split("\n\n")):
            assert f"<source>{text.replace(chr(39), '&apos;')}</source>" in collected


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert decimal(-0.04, 1, signed=True) == "+0.0"
    assert decimal(-0.06, 1, signed=True) == "-0.1"


def test_every_notice_of_how_a_photo_was_read_can_be_translated(no_language):
    notices = [notice.replace("{}", NAME) for notice in _notices()]
    assert len(notices) > 12
    assert [notice for notice in notices if _has_words(in_window_language(notice))] == []


COUNTS = [
    f"{NAME} is shifted by {counted(number, 'pixel', 'pixels')}; that is taken back." for number in (1, 2, 7)
] + [
    f"Found {counted(1, 'good pair', 'good pairs')}, and at least 4 are needed: take more, each a dark and a "
    "well-exposed photo of one scene from a tripod.",
    f"The pairs show {counted(1, 'scene', 'scenes')}, and at least 4 are needed: take pairs of other scenes "
    "too.",
    f"Memory is short: each step learns from {counted(1, 'picture', 'pictures')} instead of 2.",
    f"CPU ({counted(1, 'core', 'cores')})",
]


@pytest.mark.parametrize("sentence", COUNTS)
def test_what_is_counted_within_a_sentence_is_translated_too(no_language, sentence):
    assert not _has_words(in_window_language(sentence).replace("CPU", ""))


@pytest.mark.parametrize("sentence", COUNTS)
def test_in_english_counts_stay_as_they_are(qapp, sentence):
    assert in_window_language(sentence) == sentence


def test_arabic_has_its_own_forms_of_plurals(arabic, qapp):
    translator = QTranslator()
    assert translator.load("lowexp_ar", str(PACKAGE.parent / "resources" / "translations"))
    qapp.installTranslator(translator)
    try:
        forms = {
            in_window_language(f"CPU ({counted(number, 'core', 'cores')})") for number in (1, 2, 4, 16, 100)
        }
        two = in_window_language("CPU (2 cores)")
    finally:
        qapp.removeTranslator(translator)
    assert len(forms) == 5
    assert "نواتان" in two


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

    said = judge(compared(gains), compared([other])).sentence
    assert plain_words(all_in_window_language(said)) == []


def test_a_verdict_of_another_version_stays_as_it_is(no_language):
    said = "It gained 1.0 dB on 3 held-back scenes. It was a fine day."
    assert all_in_window_language(said) == said
