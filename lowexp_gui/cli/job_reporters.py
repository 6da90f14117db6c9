"""Reports of a job on the terminal, for people or as JSON.

The JSON form has one object per line, each with "event" and "version". Fields of a version do not change; new
ones may be added. The manual lists them (resources/manual/en/automation.md).
"""

import json
import sys
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Protocol

import click

from lowexp_gui.batch.job_events import (
    Failed,
    Finished,
    JobEvent,
    Noticed,
    Progressed,
    Started,
    Stopped,
    Summary,
)
from lowexp_gui.cli.terminal import say
from lowexp_gui.errors import Sentence
from lowexp_gui.photo.errors import printable, quoted

JSON_VERSION = 1
_STEPS = 1000


if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


class Reporter(Protocol):
    """Reports a job."""

    def tell(self, event: JobEvent) -> None:
        """Report an event."""

    def notice(self, sentence: Sentence | str) -> None:
        """Report a notice about the whole job."""

    def fail(self, sentence: Sentence | str) -> None:
        """Report that the job ended early; nothing follows."""

    def end(self, summary: Summary) -> None:
        """Report the end of the job; nothing follows."""


def reporter_for(as_json: bool, quiet: bool) -> Reporter:
    """The reporter that was asked for."""
    return JsonReporter(quiet) if as_json else TextReporter(quiet)


class TextReporter:
    """A progress bar on standard error, and a line for each photo on standard output."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._left = ""
        self._shown = 0
        self._bar: ProgressBar[int] = click.progressbar(
            length=_STEPS,
            label="Enhancing",
            file=sys.stderr,
            show_eta=False,
            show_percent=True,
            item_show_func=lambda _: self._left,
        )
        self._bar_open = not quiet and sys.stderr is not None and sys.stderr.isatty()
        if self._bar_open:
            self._bar.__enter__()

    def tell(self, event: JobEvent) -> None:
        """Print an event of a photo."""
        if isinstance(event, Failed):
            self._line(str(event.sentence), error=True)
        elif isinstance(event, Progressed):
            self._advance(event)
        elif self._quiet or isinstance(event, Started):
            return
        elif isinstance(event, Noticed):
            self._line(f"{quoted(event.path)}: {event.sentence}")
        elif isinstance(event, Finished):
            what = "already exists, skipped" if event.saved.skipped else f"{event.seconds:.1f} s"
            self._line(f"{quoted(event.path)} -> {printable(str(event.saved.path))} ({what})")
        elif isinstance(event, Stopped):
            self._line(f"{quoted(event.path)}: cancelled")

    def notice(self, sentence: Sentence | str) -> None:
        """Print the notice."""
        self._line(str(sentence), error=True)

    def fail(self, sentence: Sentence | str) -> None:
        """Print the reason."""
        self._line(str(sentence), error=True)
        self._close()

    def end(self, summary: Summary) -> None:
        """Print the numbers."""
        self._close()
        if self._quiet:
            return
        parts = [f"{summary.saved} enhanced"]
        parts += [f"{summary.skipped} skipped"] if summary.skipped else []
        parts += [f"{summary.cancelled} cancelled"] if summary.cancelled else []
        parts += [f"{summary.failed} failed"] if summary.failed else []
        say(", ".join(parts) + ".", error=True)

    def _advance(self, event: Progressed) -> None:
        if event.seconds_left is not None:
            minutes, seconds = divmod(round(event.seconds_left), 60)
            self._left = f"{minutes}:{seconds:02} left"
        reached = int(_STEPS * event.total_done)
        if self._bar_open and reached > self._shown:
            self._bar.update(reached - self._shown)
            self._shown = reached

    def _line(self, text: str, *, error: bool = False) -> None:
        if self._bar_open:
            click.echo("\r\033[K", nl=False, err=True)
        say(text, error=error)

    def _close(self) -> None:
        if self._bar_open:
            self._bar.__exit__(None, None, None)
            self._bar_open = False


class JsonReporter:
    """JSON objects on standard output, one per line."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet

    def tell(self, event: JobEvent) -> None:
        """Print an event of a photo."""
        if not self._quiet or isinstance(event, Failed):
            self._say(type(event).__name__.lower(), _fields(event))

    def notice(self, sentence: Sentence | str) -> None:
        """Print the notice."""
        self._say("notice", {"sentence": str(sentence)})

    def fail(self, sentence: Sentence | str) -> None:
        """Print the reason."""
        self._say("error", {"sentence": str(sentence)})

    def end(self, summary: Summary) -> None:
        """Print the numbers."""
        self._say("summary", _fields(summary))

    def _say(self, name: str, fields: dict[str, object]) -> None:
        line = json.dumps({"event": name, "version": JSON_VERSION, **fields}, default=str, ensure_ascii=True)
        # Flushed at once, because the reader may be waiting.
        say(line)


def _fields(value: object) -> Any:
    """The fields of an event, with sentences in English."""
    if isinstance(value, Sentence):
        return str(value)
    if isinstance(value, tuple):
        return [_fields(each) for each in value]
    if is_dataclass(value):
        return {each.name: _fields(getattr(value, each.name)) for each in fields(value)}
    return value
