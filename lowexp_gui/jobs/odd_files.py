"""Kept files that cannot be used, or not all of them, said to the person who opens the program."""

from lowexp_gui.jobs.kept_file import FileState
from lowexp_gui.jobs.presets import PRESETS_FILE
from lowexp_gui.jobs.settings import SETTINGS_FILE, config_folder
from lowexp_gui.jobs.teaching_run import current_run
from lowexp_gui.jobs.window_state import WINDOW_FILE
from lowexp_gui.model.shelf import left_out_models

_SENTENCES = {
    FileState.NEWER: "“{name}” was written by a newer version of Lowexp; "
    "the usual values are used, and a copy of it is kept.",
    FileState.DAMAGED: "“{name}” is damaged; the usual values are used, and a copy of it is kept.",
    FileState.PARTLY: "“{name}” holds values that make no sense; "
    "the usual ones are used in their place, and a copy of it is kept.",
    FileState.UNREADABLE: "“{name}” cannot be read or replaced; "
    "the usual values are used, and changes are not kept. Move it away.",
}


def about_odd_files() -> tuple[str, ...]:
    """A sentence for each file that is newer than the program, damaged, or no file at all."""
    folder = config_folder()
    states = {file.name: file.state(folder) for file in (SETTINGS_FILE, WINDOW_FILE, PRESETS_FILE)}
    said = [_SENTENCES[state].format(name=name) for name, state in states.items() if state in _SENTENCES]
    newer, damaged = left_out_models()
    said += [
        f"The model “{name}” was made by a newer version of Lowexp; it stays where it is, and is not offered."
        for name in newer
    ]
    said += [
        f"The model “{name}” is damaged and is not offered; import or teach it again." for name in damaged
    ]
    if current_run().is_newer:
        said.append("A newer version of Lowexp was teaching a model; only that can go on with it.")
    return tuple(said)
