"""A person fine-tunes a model in the window."""

import os
import signal

import pytest
from finetune_samples import scene, write_pairs, write_shots
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from lowexp_gui.app.finetuning.finetuning import FinetuneState
from lowexp_gui.library.finetune_events import Compared, Figures, Judged
from lowexp_gui.library.finetune_run import current_run
from lowexp_gui.paths import own_models_folder
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder
from lowexp_gui.ui.finetuning.finetune_window import FinetuneWindow
from lowexp_gui.ui.finetuning.pair_table import DARK, USED, VERDICT

FEW_STEPS = (2, 2)
MANY_STEPS = (500, 500)
# The process is polite: on a busy machine it waits for the others.
FINETUNE_TIMEOUT = 280_000


class Pupil:
    """Someone in front of the window for fine-tuning."""

    def __init__(self, person):
        self.person = person
        person.window.commands.finetune.trigger()
        self.shown = person.window.findChild(FinetuneWindow)
        person.qtbot.waitActive(self.shown)

    @property
    def finetuning(self):
        return self.person.window.session.finetuning

    @property
    def pairs(self):
        return self.finetuning.pairs

    @property
    def verdicts(self):
        model = self.shown.pairs.table.model()
        return [model.index(row, VERDICT).data() for row in range(model.rowCount())]

    def press(self, button):
        assert button.isEnabled()
        button.setFocus()
        self.person.qtbot.keyClick(button, Qt.Key.Key_Space)

    def drop(self, area, *paths):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        where, buttons, keys = QPoint(30, 30), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
        QCoreApplication.sendEvent(area, enter)
        assert enter.isAccepted()
        QCoreApplication.sendEvent(
            area, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, buttons, keys)
        )

    def find_pairs(self, dark, good):
        self.drop(self.shown.photos.dark, dark)
        self.drop(self.shown.photos.bright, good)
        self.press(self.shown.photos.find_button)
        self.person.wait(lambda: not self.pairs.is_busy)

    def look_at_clean(self, clean, shots):
        photos = self.shown.photos
        photos.no_pairs.setChecked(True)
        self.drop(photos.clean, clean)
        self.drop(photos.shots, shots)
        self.press(photos.find_button)
        self.person.wait(lambda: not self.pairs.is_busy)

    def start(self, name="mine", steps=FEW_STEPS):
        self.finetuning.steps = steps
        self.press(self.shown.pairs.next_button)
        plan = self.shown.plan
        plan.models.setCurrentIndex(plan.models.findData("open"))
        plan.name.setText(name)
        self.press(plan.start_button)

    def wait_for(self, *states):
        self.person.qtbot.waitUntil(lambda: self.finetuning.state in states, timeout=FINETUNE_TIMEOUT)


@pytest.fixture
def pupil(person):
    return Pupil(person)


@pytest.fixture
def folders(tmp_path):
    return write_pairs(tmp_path / "pairs")


@pytest.mark.timeout(600)
def test_from_two_folders_to_a_photo_enhanced_by_the_new_model(pupil, folders, dark_photo):
    person, shown = pupil.person, pupil.shown
    pupil.find_pairs(*folders)
    assert shown.page is shown.pairs
    assert pupil.verdicts == ["Aligned: good"] * 6
    drawn = []
    pupil.finetuning.drawn.connect(drawn.append)
    pupil.start()
    pupil.wait_for(FinetuneState.LEARNING)
    assert shown.page is shown.learning
    pupil.wait_for(FinetuneState.JUDGED)
    assert shown.page is shown.verdict
    marked = [each for each in shown.verdict.findChildren(QPushButton) if each.isDefault()]
    assert marked == [shown.focusWidget()]
    assert all(not picture.isNull() for pictures in drawn for picture in pictures)
    assert drawn
    assert "too few" in shown.verdict.headline.text() or "not seem" in shown.verdict.headline.text()
    assert "±" in shown.verdict.figures.text()
    pupil.press(shown.verdict.use_button)
    person.wait(lambda: person.window.session.in_view.model == "mine")
    assert not shown.isVisible()
    assert not current_run().folder.exists()
    person.open_and_wait(dark_photo)
    session = person.window.session
    assert session._memory_cache.get(session.in_view.open_photo.key).of("mine") is not None


@pytest.mark.timeout(600)
def test_clean_photos_and_noisy_shots_finetune_the_denoiser_alone(pupil, folders, tmp_path):
    pupil.look_at_clean(folders[1], write_shots(tmp_path / "shots"))
    shown = pupil.shown
    assert shown.page is shown.pairs
    assert pupil.verdicts == ["Well exposed: good"] * 6
    assert shown.pairs.table.isColumnHidden(DARK)
    assert "6 of 6" in shown.pairs.summary.text()
    drawn, headlines = [], []
    pupil.finetuning.drawn.connect(drawn.append)
    pupil.finetuning.learned.connect(lambda _: headlines.append(shown.learning.headline.text()))
    pupil.start()
    pupil.wait_for(FinetuneState.JUDGED)
    assert set(headlines) <= {"Noise reduction is trained", "Preparing the photos…"}
    assert "Noise reduction is trained" in headlines
    assert all(not picture.isNull() for pictures in drawn for picture in pictures)
    pupil.press(shown.verdict.keep_button)
    pupil.wait_for(FinetuneState.PLANNING)
    card = own_models_folder() / "mine.json"
    assert "clean photos of your own" in card.read_text("utf-8")


def test_shots_that_show_no_noise_are_a_sentence(pupil, folders, tmp_path):
    pupil.look_at_clean(folders[1], write_shots(tmp_path / "shots", noise=0))
    assert pupil.shown.page is pupil.shown.photos
    assert "No noise was found" in pupil.shown.message.text()
    assert len(pupil.pairs) == 0


def test_too_few_pairs_say_what_to_do(pupil, tmp_path):
    pupil.find_pairs(*write_pairs(tmp_path / "few", 3))
    assert "at least 4 are needed" in pupil.shown.pairs.summary.text()
    assert not pupil.shown.pairs.next_button.isEnabled()


def test_exchanged_folders_are_swapped(pupil, folders):
    pupil.find_pairs(*reversed(folders))
    assert pupil.pairs.used == 0
    pupil.press(pupil.shown.pairs.swap_button)
    pupil.person.wait(lambda: not pupil.pairs.is_busy and pupil.pairs.used == 6)
    assert pupil.pairs.at(0).dark.parent == folders[0]
    assert not pupil.shown.pairs.swap_button.isVisible()


def test_an_unreadable_file_among_good_ones_is_left_out(pupil, folders):
    (folders[0] / "02.png").write_bytes(b"no photo")
    pupil.find_pairs(*folders)
    bad = [row for row, words in enumerate(pupil.verdicts) if "02.png" in words]
    assert len(bad) == 1
    assert not pupil.pairs.at(bad[0]).can_be_used
    assert pupil.pairs.used == 5
    assert pupil.shown.pairs.next_button.isEnabled()


def test_a_verdict_is_overruled_by_key(pupil, folders):
    Image.fromarray(scene(77)).save(folders[1] / "03.png")
    pupil.find_pairs(*folders)
    table = pupil.shown.pairs.table
    assert pupil.verdicts[3] == "Two different scenes"
    assert pupil.pairs.used == 5
    table.setFocus()
    table.setCurrentIndex(table.model().index(3, USED))
    pupil.person.qtbot.keyClick(table, Qt.Key.Key_Space)
    assert pupil.pairs.used == 6
    pupil.person.qtbot.keyClick(table, Qt.Key.Key_Space)
    assert pupil.pairs.used == 5


def test_stop_and_discard_leaves_nothing(pupil, folders):
    pupil.find_pairs(*folders)
    pupil.start(steps=MANY_STEPS)
    pupil.wait_for(FinetuneState.LEARNING)
    pupil.press(pupil.shown.learning.pause_button)
    assert pupil.finetuning.state is FinetuneState.PAUSED
    pupil.press(pupil.shown.learning.discard_button)
    pupil.wait_for(FinetuneState.PLANNING)
    assert not current_run().folder.exists()
    assert not list(own_models_folder().glob("*.json"))
    assert pupil.shown.page is pupil.shown.photos


def test_a_process_that_dies_gives_one_sentence_and_can_go_on(pupil, folders, make_person):
    pupil.find_pairs(*folders)
    pupil.start(steps=MANY_STEPS)
    pupil.wait_for(FinetuneState.LEARNING)
    os.kill(pupil.finetuning.process_id, signal.SIGKILL)
    pupil.wait_for(FinetuneState.LEFT)
    assert pupil.shown.message.text() == (
        "Fine-tuning stopped because of an unexpected error; the log has the details."
    )
    assert pupil.shown.learning.go_on_button.isVisible()
    pupil.press(pupil.shown.learning.go_on_button)
    pupil.wait_for(FinetuneState.LEARNING)
    # Closing the program asks nothing, and the next one offers to go on.
    pupil.person.window.close()
    later = Pupil(make_person())
    assert later.finetuning.state is FinetuneState.LEFT
    assert "mine" in later.shown.learning.headline.text()
    later.press(later.shown.learning.discard_button)
    later.wait_for(FinetuneState.PLANNING)
    assert not current_run().folder.exists()


def test_every_control_is_named_and_reached_by_key(pupil):
    photos = pupil.shown.photos
    for button in (photos.dark.folder_button, photos.dark.files_button, photos.bright.folder_button):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for control in (pupil.shown.pairs.table, pupil.shown.plan.name, pupil.shown.plan.models):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not pupil.shown.isModal()


def test_a_message_pushes_no_row_of_the_pairs(pupil, folders):
    pupil.find_pairs(*folders)
    table = pupil.shown.pairs.table
    before = table.mapTo(pupil.shown, QPoint()), table.size()
    pupil.finetuning.told.emit("Teaching went wrong; look at your pairs again.")
    assert pupil.shown.message.isVisible()
    pupil.shown.layout().activate()
    assert (table.mapTo(pupil.shown, QPoint()), table.size()) == before


@pytest.mark.parametrize("keep", [True, False])
def test_the_button_that_is_proposed_has_the_focus_and_looks_like_the_default(person, keep):
    figures = Figures(18.0, 2.0, 19.5, 2.5, 1.0, 2.0)
    compared = Compared(1, figures, figures, figures)
    run = current_run()
    run.prepare(FinetuneOrder((), "open", "mine", run.work, "cpu"), start=True)
    run.finish(Judged("mine.json", compared, compared, None, keep, ()))
    verdict = Pupil(person).shown.verdict
    proposed = verdict.use_button if keep else verdict.discard_button
    person.wait(proposed.hasFocus)
    buttons = (verdict.use_button, verdict.keep_button, verdict.discard_button)
    assert [each for each in buttons if each.isDefault()] == [proposed]
    # Wherever the focus goes, what looks like the default is what has it.
    verdict.keep_button.setFocus()
    assert [each for each in buttons if each.isDefault()] == [verdict.keep_button]
    assert "On one held-back scene" in verdict.words.text()
