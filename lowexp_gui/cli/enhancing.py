"""`lowexp enhance`: a job run in the terminal."""

import json
import sys
from dataclasses import asdict
from typing import Protocol

import click

from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import DeviceError
from lowexp_gui.jobs.job import JobSpec
from lowexp_gui.jobs.job_events import (
    Failed,
    Finished,
    JobEvent,
    Noticed,
    Progressed,
    Started,
    Summary,
)
from lowexp_gui.jobs.log_file import log_to_file
from lowexp_gui.jobs.runner import run_job
from lowexp_gui.model.card import ModelError
from lowexp_gui.photo.errors import PhotoError, printable, quoted


class _Voice(Protocol):
    """How a job is told of: to a person, or to a program."""

    def tell(self, event: JobEvent) -> None: ...

    def fail(self, sentence: str) -> None: ...

    def end(self, summary: Summary) -> None: ...


class _Person:
    """A progress bar on standard error, a line for each photo on standard output."""

    def __init__(self) -> None:
        self._bar = click.progressbar(
            length=1000, label="Enhancing", file=sys.stderr, show_eta=True, show_percent=True
        )
        self._shown = 0
        self._number, self._total = 1, 1
        self._bar_open = sys.stderr is not None and sys.stderr.isatty()
        if self._bar_open:
            self._bar.__enter__()

    def tell(self, event: JobEvent) -> None:
        if isinstance(event, Started):
            self._number, self._total = event.number, event.total
        elif isinstance(event, Progressed):
            self._advance(event.done)
        elif isinstance(event, Noticed):
            self._line(f"{quoted(event.path)}: {event.sentence}")
        elif isinstance(event, Finished):
            what = "is there already, left alone" if event.saved.skipped else f"{event.seconds:.1f} s"
            self._line(f"{quoted(event.path)} -> {printable(str(event.saved.path))} ({what})")
            self._advance(1)
        elif isinstance(event, Failed):
            self._line(event.sentence, error=True)
            self._advance(1)

    def fail(self, sentence: str) -> None:
        self._line(sentence, error=True)
        self._close()

    def end(self, summary: Summary) -> None:
        self._close()
        parts = [f"{summary.saved} enhanced"]
        parts += [f"{summary.skipped} skipped"] if summary.skipped else []
        parts += [f"{summary.failed} failed"] if summary.failed else []
        click.echo(", ".join(parts) + ".", err=True)

    def _advance(self, done: float) -> None:
        reached = int(1000 * (self._number - 1 + done) / self._total)
        if self._bar_open and reached > self._shown:
            self._bar.update(reached - self._shown)
            self._shown = reached

    def _line(self, text: str, *, error: bool = False) -> None:
        if self._bar_open:
            click.echo("\r\033[K", nl=False, err=True)
        click.echo(text, err=error)

    def _close(self) -> None:
        if self._bar_open:
            self._bar.__exit__(None, None, None)
            self._bar_open = False


class _Program:
    """One JSON object a line on standard output."""

    def tell(self, event: JobEvent) -> None:
        self._say(type(event).__name__.lower(), asdict(event))

    def fail(self, sentence: str) -> None:
        self._say("error", {"sentence": sentence})

    def end(self, summary: Summary) -> None:
        self._say("summary", asdict(summary))

    def _say(self, name: str, fields: dict[str, object]) -> None:
        click.echo(json.dumps({"event": name, **fields}, default=str, ensure_ascii=True))


def enhance_and_exit(spec: JobSpec, as_json: bool) -> None:
    """Run a job; leave with 0 if every photo succeeded, 1 if not, 130 if it was interrupted."""
    voice: _Voice = _Program() if as_json else _Person()
    try:
        with log_to_file(), cancelled_by_interrupt() as cancel:
            summary = run_job(spec, voice.tell, cancel)
    except Cancelled:
        voice.fail("Stopped; what was finished is saved.")
        sys.exit(INTERRUPTED)
    except (ModelError, DeviceError, PhotoError, ValueError) as error:
        voice.fail(str(error))
        sys.exit(1)
    voice.end(summary)
    sys.exit(1 if summary.failed else 0)
