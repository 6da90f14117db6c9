"""Messages at start about stored files that are not fully usable."""

from lowexp_gui.config.export_presets import EXPORT_PRESETS
from lowexp_gui.config.kept_file import FileState
from lowexp_gui.config.presets import PRESETS_FILE
from lowexp_gui.config.settings import SETTINGS_FILE
from lowexp_gui.config.window_state import WINDOW_FILE
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.library.finetune_run import current_run
from lowexp_gui.model.model_library import left_out_models
from lowexp_gui.paths import config_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_TEMPLATES = {
    FileState.NEWER: QT_TRANSLATE_NOOP(
        "sentences",
        "{file} was written by a newer version of Lowexp; default values are "
        "used, and a copy of the file is kept.",
    ),
    FileState.DAMAGED: QT_TRANSLATE_NOOP(
        "sentences", "{file} is damaged; default values are used, and a copy of the file is kept."
    ),
    FileState.PARTLY: QT_TRANSLATE_NOOP(
        "sentences",
        "{file} contains invalid values; default values are used instead, and a copy of the file is kept.",
    ),
    FileState.UNREADABLE: QT_TRANSLATE_NOOP(
        "sentences",
        "{file} cannot be read or replaced; default values are used, and "
        "changes are not saved. Move it away.",
    ),
}


def about_odd_files() -> tuple[Sentence, ...]:
    """A message for each file that is newer than the program, damaged, or not a file."""
    folder = config_folder()
    states = {
        file.name: file.state(folder)
        for file in (SETTINGS_FILE, WINDOW_FILE, PRESETS_FILE, EXPORT_PRESETS.file)
    }
    said = [
        Sentence(_TEMPLATES[state], file=in_quotes(name))
        for name, state in states.items()
        if state in _TEMPLATES
    ]
    newer, damaged = left_out_models()
    said += [
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The model {model} was made by a newer version of Lowexp; update Lowexp to use it.",
            ),
            model=in_quotes(name),
        )
        for name in newer
    ]
    said += [
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The model {model} is damaged and cannot be used; import it or fine-tune it again.",
            ),
            model=in_quotes(name),
        )
        for name in damaged
    ]
    if current_run().is_newer:
        said.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "A newer version of Lowexp was fine-tuning a model; only that version can continue.",
                )
            )
        )
    return tuple(said)
