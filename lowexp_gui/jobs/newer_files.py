"""What a newer version of the program has left, said to the person who opens an older one."""

from lowexp_gui.jobs.presets import PRESETS_FILE
from lowexp_gui.jobs.settings import SETTINGS_FILE, config_folder
from lowexp_gui.jobs.teaching_run import current_run
from lowexp_gui.jobs.window_state import WINDOW_FILE
from lowexp_gui.model.shelf import newer_models


def about_newer_files() -> tuple[str, ...]:
    """A sentence for each file that only a newer version of the program can read."""
    folder = config_folder()
    said = [
        f"“{file.name}” was written by a newer version of Lowexp; "
        "the usual values are used, and a copy of it is kept."
        for file in (SETTINGS_FILE, WINDOW_FILE, PRESETS_FILE)
        if file.is_newer(folder)
    ]
    said += [
        f"The model “{name}” was made by a newer version of Lowexp; it stays where it is, and is not offered."
        for name in newer_models()
    ]
    if current_run().is_newer:
        said.append("A newer version of Lowexp was teaching a model; only that can go on with it.")
    return tuple(said)
