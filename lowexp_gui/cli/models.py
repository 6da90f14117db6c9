"""`lowexp models`: the model library in the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lowexp_gui.cli.terminal import say, say_json
from lowexp_gui.counting import counted
from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.library.own_models import (
    ModelDetails,
    change_details,
    delete_model,
    deleted_models,
    export_model,
    import_model,
    restore_model,
)
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import find_model, list_models
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


def list_and_exit(verbose: bool) -> None:
    """Print the models with their terms, or their cards as JSON."""
    with _sentences():
        models = list_models()
        if verbose:
            say_json(f"[{','.join(model.card.to_json() for model in models)}]\n")
            return
        for model in models:
            card = model.card
            say(f"{card.name}: {_in_one_line(card.description)}", f"    Terms: {_in_one_line(card.terms)}")
            if not model.shipped:
                say(f"    Your own: {', '.join(_origin(card.start, card.pairs, card.date))}")


def import_and_exit(files: tuple[Path, ...]) -> None:
    """Import all files; exits with 1 if any of them failed."""
    failed = False
    for file in files:
        try:
            say(f"{file}: the model “{import_model(file).name}” was added to the model library.")
        except UserError as error:
            failed = True
            say(str(error), error=True)
    sys.exit(failed)


def export_and_exit(name: str, file: Path, overwrite: bool) -> None:
    """Export a model."""
    with _sentences():
        say(f"Written: {export_model(name, file, overwrite=overwrite)}")


def edit_and_exit(name: str, new_name: str | None, title: str | None, description: str | None) -> None:
    """Change name, title or description; None leaves a value unchanged."""
    with _sentences():
        card = find_model(name).card
        words = ModelDetails(
            card.name if new_name is None else new_name,
            card.title if title is None else title,
            card.description if description is None else description,
        )
        say(f"{change_details(name, words).name}: {words.title}")


def delete_and_exit(name: str) -> None:
    """Delete a model, so that it can be restored."""
    with _sentences():
        delete_model(name)
        say(f"Deleted. Run `lowexp models restore {name}` to restore it.")


def restore_and_exit(name: str) -> None:
    """Restore the last deleted model of a name."""
    with _sentences():
        deleted = next((each for each in deleted_models() if each.card.name == name), None)
        if deleted is None:
            raise ModelError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "There is no deleted model {model} to restore; deleted models are kept for a month.",
                    ),
                    model=in_quotes(name),
                )
            )
        say(f"The model “{restore_model(deleted).name}” was restored.")


def _in_one_line(text: str) -> str:
    """A text of a card without line breaks, which could imitate other models' lines."""
    return " ".join(text.split())


def _origin(start: str, pairs: int | None, date: str) -> Iterator[str]:
    """The known origin of a model."""
    yield f"made from {start}" if start else "made elsewhere"
    if pairs is not None:
        yield counted(pairs, "pair", "pairs")
    if date:
        yield date


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn expected errors into a message and exit."""
    try:
        yield
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
