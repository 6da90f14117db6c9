"""The window in another language: every text is another one, has room, and runs the other way."""

import subprocess
import sys

import numpy as np
import pytest
from finetune_samples import write_pairs
from PIL import Image
from pseudo_language import PseudoTranslator, plain_words
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt, QTranslator
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTextBrowser,
    QWidget,
)

from lowexp_gui.app.saving.planned_file import planned_file
from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.pictures import pixels_of
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.config.settings import load_settings
from lowexp_gui.languages import LANGUAGES, Language
from lowexp_gui.library.finetune_events import Compared, Figures, Judged
from lowexp_gui.photo.formats.photo_format import WRITABLE
from lowexp_gui.photo.naming import LISTED_FIELDS
from lowexp_gui.ui.finetuning.finetune_window import FinetuneWindow
from lowexp_gui.ui.finetuning.pair_table import VERDICT
from lowexp_gui.ui.help.shortcuts_page import ShortcutsPage
from lowexp_gui.ui.language import spoken_language, use_language
from lowexp_gui.ui.models.model_library_dialog import ModelLibraryDialog
from lowexp_gui.ui.storage_dialog import StorageDialog

FORMATS = tuple(each.about.title for each in WRITABLE)
NAMES_OF_FILES = ("02.png", *FORMATS)
# Names are the same in every language, and so are keys.
NAMES_OF_THINGS = (
    *FORMATS,
    "sRGB",
    "Display P3",
    "LZW",
    "Deflate",
    *(each.name for each in LANGUAGES.values()),
)


@pytest.fixture
def other_language(qapp):
    """Translators, direction and figures are again as they were, after the test."""
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale.system())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"])
def pseudo_person(request, other_language, make_person):
    """Someone whose window is in no language."""
    translator = PseudoTranslator(other_language)
    other_language.installTranslator(translator)
    other_language.setLayoutDirection(request.param)
    person = make_person()
    person.window.resize(1400, 860)
    return person


@pytest.fixture
def arab(other_language, make_person):
    """Someone who has chosen Arabic."""
    use_language(other_language, Language.ARABIC)
    person = make_person()
    person.window.resize(1400, 860)
    return person


def texts_of(widget):
    """What a widget shows or tells, by kind of text."""
    yield "title", widget.windowTitle()
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QSpinBox):
        yield "affixes", widget.prefix() + widget.suffix()
    if isinstance(widget, QTextBrowser):
        yield "page", widget.toPlainText()
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield "item", widget.itemText(row)
            yield "item's tooltip", str(widget.itemData(row, Qt.ItemDataRole.ToolTipRole) or "")
    for action in widget.actions():
        yield "action", action.text()
        yield "action's tooltip", action.toolTip()


def keys_of(window):
    native = window.commands.open.shortcut().SequenceFormat.NativeText
    for action in window.commands.findChildren(type(window.commands.open)):
        yield from (keys.toString(native) for keys in action.shortcuts())


def untranslated(person, *names):
    """Texts with words that no translation can reach."""
    window = person.window
    saving = window.parts.saving
    planned = planned_file(saving._path, saving._photo, saving.choice, saving._model)
    files = (str(planned.path), planned.short, LISTED_FIELDS)
    known = (*files, *NAMES_OF_THINGS, *keys_of(window), *names)
    return [
        (type(widget).__name__, kind, text)
        for widget in (window, *window.findChildren(QWidget))
        for kind, text in texts_of(widget)
        if plain_words(text, known)
    ]


def cut_off(window):
    """Visible labels, buttons and boxes that are smaller than what they have to show."""
    cut = []
    for widget in window.findChildren(QWidget):
        if not (widget.isVisible() and isinstance(widget, QLabel | QAbstractButton | QComboBox | QSpinBox)):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.height() >= widget.heightForWidth(widget.width())
        else:
            fits = widget.size().expandedTo(widget.sizeHint()) == widget.size()
        if not fits:
            text = widget.text() if hasattr(widget, "text") else widget.accessibleName()
            cut.append((type(widget).__name__, text, widget.size(), widget.sizeHint()))
    return cut


def left_out(window):
    """What the toolbar hides behind its arrow."""
    bar = window.bar
    shown = (bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator())
    return [widget for widget in shown if not widget.isVisible()]


def test_the_empty_window_is_translated_and_has_room(pseudo_person):
    assert untranslated(pseudo_person) == []
    assert cut_off(pseudo_person.window) == []
    assert left_out(pseudo_person.window) == []


@pytest.mark.parametrize("arrangement", [Arrangement.THREE, Arrangement.WIPE, Arrangement.FOUR])
def test_the_window_with_a_photo_is_translated_and_has_room(pseudo_person, dark_photo, arrangement):
    pseudo_person.window.commands.view.arrangements[arrangement].trigger()
    pseudo_person.open_and_wait(dark_photo)
    assert untranslated(pseudo_person, dark_photo.name, str(dark_photo)) == []
    assert cut_off(pseudo_person.window) == []
    assert left_out(pseudo_person.window) == []
    photo = pseudo_person.window.parts.filmstrip.model().index(0)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert plain_words(photo.data(role), (str(dark_photo), dark_photo.name)) == []


def test_a_window_that_is_not_translated_is_found_out(person):
    found = untranslated(person)
    assert {kind for _, kind, _ in found} >= {"title", "tooltip", "name", "text", "action", "item"}


def test_what_went_wrong_is_told_in_the_language(pseudo_person, tmp_path, dark_photo):
    broken, empty, text = (tmp_path / name for name in ("1.jpg", "2.png", "3.jpg"))
    broken.write_bytes(dark_photo.read_bytes()[:900])
    empty.write_bytes(b"")
    text.write_text("no photo")
    folder = tmp_path / "4"
    folder.mkdir()
    pseudo_person.drop(broken, empty, text, folder, tmp_path / "5")
    pseudo_person.wait(lambda: len(pseudo_person.sentences) >= 5)
    assert untranslated(pseudo_person, "1.jpg", "2.png", "3.jpg", str(tmp_path)) == []


def test_the_page_of_shortcuts_is_translated(pseudo_person):
    pseudo_person.window.commands.shortcuts.trigger()
    page = pseudo_person.window.findChild(ShortcutsPage)
    assert untranslated(pseudo_person) == []
    page.close()


def test_the_dialog_about_memory_is_translated_and_has_room(pseudo_person):
    pseudo_person.window.commands.storage.trigger()
    dialog = pseudo_person.window.findChild(StorageDialog)
    pseudo_person.wait(dialog.used.text)
    assert untranslated(pseudo_person) == []
    assert cut_off(dialog) == []
    dialog.close()


def test_the_model_library_is_translated_and_has_room(pseudo_person, tmp_path):
    broken = tmp_path / "1.lowexp-model"
    broken.write_bytes(b"no model")
    pseudo_person.window.commands.models.trigger()
    library = pseudo_person.window.findChild(ModelLibraryDialog)
    model = library.marked
    figures = [each.photos for each in model.figures]
    about = (model.name, model.weights[:16], "dB", "SSIM", "CIEDE2000", *figures)
    assert untranslated(pseudo_person, *about) == []
    assert [row for row in range(library.list.count()) if plain_words(library.list.item(row).text())] == []
    assert cut_off(library) == []
    pseudo_person.window.session.models.import_file(broken)
    pseudo_person.wait(library.message.text)
    assert plain_words(library.message.text(), (broken.name, "Lowexp")) == []
    library.close()


def test_the_window_for_finetuning_is_translated_and_has_room(pseudo_person, tmp_path):
    dark, good = write_pairs(tmp_path, 4)
    (dark / "02.png").write_bytes(b"no photo")
    pseudo_person.window.commands.finetune.trigger()
    shown, finetuning = (
        pseudo_person.window.findChild(FinetuneWindow),
        pseudo_person.window.session.finetuning,
    )
    shown.resize(1200, 800)
    assert untranslated(pseudo_person) == []
    assert cut_off(shown) == []
    shown.photos.dark.add((dark,))
    shown.photos.bright.add((good,))
    shown.photos.find_button.click()
    pseudo_person.wait(lambda: len(finetuning.pairs) == 4)
    model = shown.pairs.table.model()
    assert [row for row in range(4) if plain_words(model.index(row, VERDICT).data(), NAMES_OF_FILES)] == []
    assert untranslated(pseudo_person, dark.name, good.name) == []
    assert cut_off(shown) == []
    figures = Figures(18.0, 2.0, 19.5, 2.5, 1.0, 2.0)
    compared = Compared(9, figures, figures, figures)
    lost = Compared(9, Figures(19.5, 2.0, 18.0, 2.5, -2.0, -1.0), figures, figures)
    cases = (
        (compared, True, True),
        (compared, False, False),
        (compared, None, True),
        (compared, None, False),
        (lost, False, False),
        (lost, None, False),
    )
    for own, better, keep in cases:
        chance = 0.3 if better is None else 1 / 64
        shown.verdict.show_judged(Judged("", own, compared, better, keep, (), chance))
        assert plain_words(shown.verdict.headline.text() + shown.verdict.words.text()) == []
    shown.close()


@pytest.mark.parametrize(
    ("of_system", "spoken"),
    [
        (["ar-EG", "en"], Language.ARABIC),
        (["ar_SA"], Language.ARABIC),
        (["de-DE", "ar"], Language.ARABIC),
        (["en-GB", "ar"], Language.ENGLISH),
        (["arn-CL"], Language.ENGLISH),
        (["C"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_language_of_the_system_is_spoken_where_there_is_a_translation(of_system, spoken):
    assert spoken_language(Language.SYSTEM, of_system) is spoken


def test_a_chosen_language_is_remembered_and_said_to_come_later(person, make_person):
    actions = person.window.commands.view.languages
    actions[Language.ARABIC].trigger()
    assert load_settings().language is Language.ARABIC
    assert any("Restart" in sentence for sentence in person.sentences)
    again = make_person()
    assert again.window.commands.view.languages[Language.ARABIC].isChecked()
    again.window.commands.view.languages[Language.SYSTEM].trigger()
    assert load_settings().language is Language.SYSTEM


def test_the_arabic_window_is_arabic_throughout(arab, dark_photo, tmp_path):
    arab.open_and_wait(dark_photo)
    arab.drop(tmp_path / "gone.jpg")
    arab.wait(lambda: arab.sentences)
    # What Arabic writes in Latin letters as well: names, and keys.
    names = ("Lowexp", "TIFF", "RGB", "CC BY-SA", "CC BY", "CC0", "Unsplash", "Alt", "Esc", "gone.jpg")
    names += ("GPS", "CLAHE", "MSRCR", "LIME", "SVD", "GHP", "PSNR", "SSIM", "CIEDE2000", "NIQE", "BRISQUE")
    assert untranslated(arab, dark_photo.name, str(tmp_path), str(dark_photo), *names) == []
    assert "\u2068“gone.jpg”\u2069" in arab.sentences[0]
    assert QLocale().decimalPoint() == QLocale("ar").decimalPoint()


def test_panes_and_panels_follow_the_reading_direction_and_photos_do_not(arab, tmp_path):
    pixels = np.full((240, 160, 3), 20, np.uint8)
    pixels[:, :80] = 90
    path = tmp_path / "half.png"
    Image.fromarray(pixels).save(path)
    arab.window.commands.view.arrangements[Arrangement.THREE].trigger()
    arab.open_and_wait(path)
    parts = arab.window.parts
    left = [
        part.mapTo(arab.window, QPoint()).x() for part in (parts.filmstrip, parts.viewer, parts.histogram)
    ]
    assert left == sorted(left, reverse=True)
    before, final = (
        arab.canvas(source).mapTo(arab.window, QPoint()).x() for source in (Source.BEFORE, Source.FINAL)
    )
    assert before > final
    arab.window.commands.view.arrangements[Arrangement.LARGE].trigger()
    large, *small = (pane.x() for pane in arab.viewer.shown_panes)
    assert all(each < large for each in small)
    shown = arab.pane(Source.BEFORE)
    assert shown[:, :30].mean() > shown[:, -30:].mean() + 30


def test_the_wipe_begins_where_one_begins_to_read(arab, dark_photo):
    arab.open_and_wait(dark_photo)
    arab.window.commands.view.arrangements[Arrangement.WIPE].trigger()
    arab.wait_for_view()
    shown = pixels_of(arab.viewer.panes[0].canvas.grab().toImage()).astype(int)
    middle = shown[shown.shape[0] // 2 - 20 : shown.shape[0] // 2 + 20]
    half = middle.shape[1] // 2
    assert middle[:, half + 20 : half + 60].mean() < middle[:, half - 60 : half - 20].mean() - 20


def test_a_picture_of_the_arabic_window_can_be_taken(tmp_path, dark_photo):
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "lowexp_gui", "--language", "ar", "--screenshot", str(picture)]
    subprocess.run([*command, str(dark_photo)], check=True, timeout=120, capture_output=True)
    assert not QImage(str(picture)).isNull()


@pytest.mark.parametrize(("typed", "percent"), [("50", 50), ("٥٠", 50), ("-30", -30)])  # noqa: RUF001
def test_figures_can_be_typed_in_both_kinds_of_digits(arab, dark_photo, typed, percent):
    arab.open_and_wait(dark_photo)
    slider = arab.window.parts.adjustments.sliders["shadows"]
    slider.edit_number()
    for sign in typed:
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
        QCoreApplication.sendEvent(slider.number, key)
    arab.qtbot.keyClick(slider.number, Qt.Key.Key_Return)
    assert slider.value() == percent
