"""Print as JSON where an added format, export option and language appear."""

import json
import os
import sys
from dataclasses import fields
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, "packaging")

import numpy as np
from building import desktop, file_kinds, left_out, tables, windows
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from setting_up import translating

import lowexp_gui
from lowexp_gui.__main__ import parser
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.batch.job import OutputRule
from lowexp_gui.cli.batch_choice import BatchChoice
from lowexp_gui.cli.commands import enhance, main
from lowexp_gui.config.settings import Settings, load_settings, save_settings
from lowexp_gui.field_coding import from_json, to_json
from lowexp_gui.languages import Language
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.language import spoken_language
from lowexp_gui.ui.photos.file_kinds import photo_kinds
from lowexp_gui.ui.photos.save_panel import SavePanel
from lowexp_gui.ui.queueing.queue_form import CurrentChoice, QueueForm

FARBFELD, ESPERANTO = PhotoFormat("farbfeld"), Language("eo")
seen = {"sources": str(Path(lowexp_gui.__file__).parent.parent.resolve())}


def of_the_command_line():
    for name in ("enhance", "watch"):
        command = main.commands[name]
        seen[f"help of {name}"] = command.get_help(command.make_context(name, [], resilient_parsing=True))
    words = ["photo.jpg", "--output", "out", "--format", "ff", "--effort", "7"]
    specs = []
    context = enhance.make_context("enhance", words)
    of_the_batch = {each.name for each in fields(BatchChoice)}
    given = {name: value for name, value in context.params.items() if name not in of_the_batch}
    enhance.callback(run=lambda spec, _as_json: specs.append(spec), **given)
    output = specs[0].output
    seen["parsed"] = [output.format.value, output.encoding.effort]
    seen["parsed again from a queue"] = from_json(OutputRule, to_json(output)) == output


def of_files(folder):
    picture = np.arange(5 * 7 * 3, dtype=np.uint16).reshape(5, 7, 3) * 500
    target = folder / "photo.ff"
    write_photo(picture, Photo(picture), target, format=FARBFELD)
    read = read_photo(target)
    seen["read back"] = [read.format.value, bool((read.pixels == picture).all())]
    seen["found"] = [path.name for path in find_photos([folder]).photos]


def of_kept_settings():
    settings = Settings(format=FARBFELD, encoding=Encoding(effort=3), language=ESPERANTO)
    save_settings(settings)
    seen["kept"] = load_settings() == settings


def of_the_window():
    application = QApplication([])
    parent = QObject()
    actions = Actions({}, parent)
    panel = SavePanel(SaveChoice(), actions)
    form = QueueForm(lambda: CurrentChoice("open", "auto", None, Encoding()))
    for name, box in (("panel", panel.details.format), ("form", form.format)):
        seen[f"formats of the {name}"] = [box.itemText(number) for number in range(box.count())]
    control = panel.details.options["effort"]
    panel.details.set_format(FARBFELD)
    seen["option"] = [control.title, control.widget.toolTip(), control.widget.isEnabled()]
    panel.details.set_format(PhotoFormat.JPEG)
    seen["option of another format"] = control.widget.isEnabled()
    control.widget.setValue(6)
    seen["chosen"] = panel.choice.encoding.effort
    seen["dialog"] = photo_kinds()
    seen["menu"] = [action.text() for action in actions.view.languages.values()]
    seen["spoken"] = spoken_language(Language.SYSTEM, ["eo-XX"]).value
    seen["help of the window"] = parser().format_help()
    del panel, form, actions, application


def of_packages():
    seen["menu entry"] = desktop.desktop_entry()
    seen["metainfo"] = desktop.metainfo("2026-01-31")
    seen["models"] = desktop.model_type()
    seen["macos"] = file_kinds.document_types()[0]
    seen["windows"] = windows.registry_lines()
    seen["codecs"] = file_kinds.codecs()
    seen["translating"] = translating.commands(Path(sys.executable), Path("translations"))
    seen["qt"] = sorted(left_out.QT_TRANSLATIONS)


of_the_command_line()
folder = Path("photos")
folder.mkdir()
of_files(folder)
of_kept_settings()
of_the_window()
of_packages()
for name in ("format_table", "option_table", "language_table"):
    seen[name] = getattr(tables, name)()
json.dump(seen, sys.stdout)
