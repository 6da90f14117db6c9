"""Take the pictures of the manual in a language: `python packaging/picture_manual.py en`.

Windows are drawn off screen, with the sample photo. Run it again after a change of the window.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from building.project import ROOT
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget

sys.path.insert(0, str(ROOT))

from measuring.window import FIRST_STEPS, MeasuredWindow

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.config.settings import Theme
from lowexp_gui.config.window_state import WindowState, save_window_state
from lowexp_gui.languages import Language
from lowexp_gui.ui.language import use_language
from lowexp_gui.ui.main_window import MainWindow
from lowexp_gui.ui.theme import ThemeSwitch

_WIDTH = 640
_COLOURS = 192
_QUEUE = QSize(900, 360)
_METHODS_TAKE = 8_000
_NAMES = ("IMG_0412.jpg", "IMG_0413.jpg")
_SAMPLE = ROOT / "resources" / "sample.jpg"


def main(language: Language, photos: Path) -> None:
    """Take the pictures in one language, with copies of the sample in a folder."""
    application = QApplication(sys.argv[:1])
    application.setFont(QFont("DejaVu Sans", 10))
    use_language(application, language)
    themes = ThemeSwitch(application)
    themes.use(Theme.DARK)
    save_window_state(WindowState(first_steps=FIRST_STEPS))
    window = MainWindow(Preferences(), themes)
    window.resize(1280, 800)
    window.show()
    shown = MeasuredWindow(window)
    session, commands = window.session, window.commands
    folder = ROOT / "resources" / "manual" / language.value / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name in _NAMES:
        shutil.copy(_SAMPLE, photos / name)
    window.open_paths(tuple(photos / name for name in _NAMES))
    shown.wait(lambda: session.in_view.has_result)
    shown.settle()
    _save(window, folder / "window.png")
    commands.view.compare.trigger()
    shown.wait(lambda: not session.activity.is_busy)
    shown.settle()
    shown.pause(_METHODS_TAKE)
    _save(window, folder / "compare.png")
    for name, command in (
        ("queue", commands.queue),
        ("models", commands.models),
        ("fine-tuning", commands.finetune),
    ):
        command.trigger()
        shown.pause(300)
        dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
        if name == "queue":
            dialog.resize(_QUEUE)
            session.save_all()
            shown.wait(lambda: session.activity.is_busy)
            shown.wait(lambda: not session.activity.is_busy)
        shown.settle()
        _save(dialog, folder / f"{name}.png")
        dialog.close()
        shown.pause(100)
    window.close()


def _save(widget: QWidget, target: Path) -> None:
    """Save what a widget shows, small enough for a page of the manual."""
    picture = widget.grab().toImage()
    picture.save(str(target))
    with Image.open(target) as taken:
        factor = min(_WIDTH / taken.width, 1)
        small = taken.convert("RGB").resize(
            (round(taken.width * factor), round(taken.height * factor)), Image.Resampling.LANCZOS
        )
    small.quantize(_COLOURS).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    chosen = Language(sys.argv[1])
    with tempfile.TemporaryDirectory() as kept:
        os.environ["LOWEXP_CONFIG_DIR"] = str(Path(kept) / "config")
        photos = Path(kept) / "Photos"
        photos.mkdir()
        main(chosen, photos)
