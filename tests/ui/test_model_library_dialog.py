"""The model library in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from lowexp_gui.app.viewing.source import ModelPicture, Source
from lowexp_gui.config.settings import load_settings
from lowexp_gui.library.own_models import delete_model, export_model, keep_model
from lowexp_gui.model.model_library import (
    DEFAULT_MODEL,
    find_model,
    list_models,
)
from lowexp_gui.paths import own_models_folder
from lowexp_gui.ui.models.model_library_dialog import ModelLibraryDialog


@pytest.fixture
def mine():
    """The article's model, as one of a person's own."""
    model = find_model("article")
    return keep_model(
        replace(
            model.card,
            name="mine",
            title="Mine & <b>yours</b>",
            measured=model.card.measured | {"own pairs": {"verdict": "It is better."}},
            start="studio",
            pairs=20,
            date="2026-01-31",
        ),
        model.weights.read_bytes(),
    )


@pytest.fixture
def model_file(tmp_path):
    return export_model("article", tmp_path / "given.lowexp-model")


def names():
    return [model.card.name for model in list_models()]


def offered(person):
    box = person.window.bar.models
    return [box.itemData(row) for row in range(box.count())]


def compared(person):
    return [action.data() for action in person.window.commands.view.models_menu.actions()]


def opened(person):
    person.window.commands.models.trigger()
    library = person.window.findChild(ModelLibraryDialog)
    person.qtbot.waitActive(library)
    return library


def mark(person, library, name):
    person.wait(lambda: name in offered(person))
    library.list.setCurrentRow(offered(person).index(name))
    assert library.marked.name == name


def press(person, button):
    """As with the keyboard."""
    assert button.isEnabled()
    button.setFocus()
    person.qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_dropped_model_can_be_chosen_and_compared_with_at_once(person, model_file, dark_photo):
    person.drop(model_file, dark_photo)
    person.wait_for_words("Article 2", "added to the model library")
    person.wait_for_result()
    assert len(person.open_photos) == 1
    assert offered(person) == compared(person) == [DEFAULT_MODEL, "article", "studio", "article-2"]


def test_a_dropped_file_that_is_no_model_is_a_sentence(person, tmp_path):
    broken = tmp_path / "broken.lowexp-model"
    broken.write_bytes(b"import os" * 100)
    person.drop(broken)
    person.wait_for_words("broken.lowexp-model", "is not a Lowexp model")
    assert not own_models_folder().exists()


def test_a_model_of_one_s_own_is_used_and_remembered(mine, person, make_person, dark_photo):
    person.open_and_wait(dark_photo)
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.use_button)
    assert not library.use_button.isEnabled()
    assert "(in use)" in library.list.currentItem().text()
    person.wait_for_result()
    session = person.window.session
    assert session.in_view.result_of(session.in_view.open_photo.key).weights == mine.sha256
    assert person.window.bar.models.currentData() == load_settings().model == "mine"
    assert make_person().window.bar.models.currentData() == "mine"


def test_what_is_known_of_a_model_is_told_and_is_no_markup(mine, person):
    library = opened(person)
    mark(person, library, "mine")
    text = library.details.toPlainText()
    for words in (
        "Mine & <b>yours</b>",
        "Studio",
        "20",
        "31",
        "non-commercial",
        mine.sha256[:16],
        "It is better.",
    ):
        assert words in text
    assert f"{mine.measured['lol-256']['final']['psnr']:.2f} dB" in text
    assert "<b>" in person.window.bar.models.itemText(offered(person).index("mine"))


def test_a_model_is_renamed_while_it_is_in_use(mine, person, dark_photo):
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.use_button)
    person.open_and_wait(dark_photo)
    library.activateWindow()
    press(person, library.rename_button)
    assert library.form.title.hasFocus() or library.form.title.isVisible()
    library.form.title.setText("Night")
    library.form.name.setText("night")
    person.qtbot.keyClick(library.form.name, Qt.Key.Key_Return)
    person.wait(lambda: offered(person)[-1] == "night")
    assert names()[-1] == "night"
    assert person.window.session.in_view.model == load_settings().model == "night"
    assert library.marked.title == "Night"
    assert "Night" in person.window.bar.models.currentText()
    person.wait(lambda: person.window.session.in_view.has_result)
    assert not any("not on the shelf" in sentence for sentence in person.sentences)


def test_a_description_is_changed_and_a_bad_name_is_a_sentence(mine, person):
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.describe_button)
    library.form.description.setPlainText("For nights.")
    person.qtbot.mouseClick(library.form.buttons.buttons()[0], Qt.MouseButton.LeftButton)
    person.wait(lambda: "For nights." in library.details.toPlainText())
    press(person, library.rename_button)
    library.form.name.setText("../evil")
    person.qtbot.keyClick(library.form.name, Qt.Key.Key_Return)
    person.wait_for_words("letters, digits")
    assert "letters, digits" in library.message.text()
    assert names()[-1] == "mine"


def test_a_deleted_model_in_use_gives_way_to_the_usual_one_and_comes_back(mine, person, dark_photo):
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.use_button)
    person.open_and_wait(dark_photo)
    person.window.commands.view.other_model.trigger()
    person.wait(lambda: person.window.session.view.has(person.viewer.active_source))
    library.activateWindow()
    press(person, library.delete_button)
    person.wait_for_words("“mine”", "Open", "is used")
    assert person.window.session.in_view.model == load_settings().model == DEFAULT_MODEL
    assert "mine" not in offered(person) + compared(person)
    person.wait_for_result()
    person.wait(lambda: library.undo_button.isVisible())
    assert "deleted" in library.message.text()
    press(person, library.undo_button)
    person.wait(lambda: "mine" in offered(person) and "mine" in compared(person))
    assert names()[-1] == "mine"
    assert not library.undo_button.isVisible()
    assert not any("There is no model" in sentence for sentence in person.sentences)


def test_a_model_is_compared_with_until_it_is_deleted(mine, person, dark_photo):
    person.open_and_wait(dark_photo)
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.compare_button)
    session = person.window.session
    assert person.viewer.active_source == ModelPicture("mine")
    person.wait(lambda: session.view.has(ModelPicture("mine")))
    press(person, library.delete_button)
    # The pane shows again what it showed before.
    person.wait(lambda: person.viewer.active_source is Source.FINAL)
    person.wait(lambda: person.canvas(Source.FINAL).has_picture)
    assert not session.view.has(ModelPicture("mine"))
    press(person, library.undo_button)
    person.wait(lambda: session.view.has(ModelPicture("mine")))
    assert not any("There is no model" in sentence for sentence in person.sentences)


def test_another_model_under_the_same_name_gives_other_results(mine, person, dark_photo):
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.use_button)
    person.open_and_wait(dark_photo)
    delete_model("mine")
    other = find_model("studio")
    keep_model(replace(other.card, name="mine", title="Mine"), other.weights.read_bytes())
    person.window.session.models.refresh()
    session = person.window.session
    person.wait(
        lambda: (
            session.in_view.has_result
            and session.in_view.result_of(session.in_view.open_photo.key).weights == other.card.sha256
        )
    )


def test_a_model_whose_files_disappear_is_a_sentence(mine, person, dark_photo):
    library = opened(person)
    mark(person, library, "mine")
    press(person, library.use_button)
    person.open_and_wait(dark_photo)
    for path in own_models_folder().glob("mine.*"):
        path.unlink()
    person.window.commands.run_again.trigger()
    person.wait_for_words("There is no model “mine”")


def test_a_model_that_is_gone_at_the_next_start_gives_way_to_the_usual_one(mine, person, make_person):
    person.window.bar.model_chosen.emit("mine")
    delete_model("mine")
    again = make_person()
    again.wait_for_words("“mine”", "is used")
    assert again.window.session.in_view.model == again.window.bar.models.currentData() == DEFAULT_MODEL


def test_models_are_exported_and_imported_with_the_dialog(mine, person, tmp_path, monkeypatch):
    library = opened(person)
    mark(person, library, "mine")
    chosen = tmp_path / "given"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    press(person, library.export_button)
    given = tmp_path / "given.lowexp-model"
    person.wait(given.exists)
    person.wait_for_words("given.lowexp-model")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(given)], ""))
    press(person, library.import_button)
    person.wait(lambda: offered(person)[-1] == "mine-2")
    assert find_model("mine-2").card.sha256 == mine.sha256


def test_shipped_models_can_only_be_used_compared_and_given_out(person):
    library = opened(person)
    for row in range(library.list.count()):
        library.list.setCurrentRow(row)
        enabled = [
            button.isEnabled()
            for button in (library.rename_button, library.describe_button, library.delete_button)
        ]
        assert enabled == [False] * 3
        assert library.export_button.isEnabled()
        assert library.compare_button.isEnabled()


def test_the_library_is_open_once_blocks_nothing_and_is_named(mine, person):
    library = opened(person)
    person.window.commands.models.trigger()
    assert len(person.window.findChildren(ModelLibraryDialog)) == 1
    assert not library.isModal()
    for control in (*library.findChildren(QPushButton), library.list, library.details, library.form.title):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.accessibleName() or control.text()
    library.close()
