"""`lowexp watch`: enhance photos as they arrive in a folder."""

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from lowexp_gui.batch.job import JobSpec
from lowexp_gui.cli.path_types import NamedPath
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.errors import UserError


@dataclass(frozen=True)
class WatchChoice:
    """Options of `lowexp watch`.

    Attributes:
        recursive, mirrored, precision: as in `JobSpec`.
        jobs: photos at a time, or None.
        quiet: whether only failures are printed.
        existing: whether the photos that are there at the start are enhanced too.
        every: seconds between two scans.
        use_edits: as in `BatchChoice`.
    """

    recursive: bool
    mirrored: bool
    precision: str
    jobs: int | None
    quiet: bool
    existing: bool
    every: float
    use_edits: bool

    def run(self, spec: JobSpec, as_json: bool) -> None:
        """Watch until interrupted; exits with 0."""
        from lowexp_gui.batch.job_queue import open_job_queue
        from lowexp_gui.batch.queue_run import RunOptions
        from lowexp_gui.batch.watching import watch
        from lowexp_gui.cli.enhancing import edits_for
        from lowexp_gui.cli.interrupting import cancelled_by_interrupt
        from lowexp_gui.cli.job_reporters import reporter_for
        from lowexp_gui.diagnostics.log_file import log_to_file
        from lowexp_gui.photo.errors import quoted

        spec = replace(
            spec,
            recursive=self.recursive,
            mirrored=self.mirrored,
            precision=Precision(self.precision),
        )
        reporter = reporter_for(as_json, self.quiet)
        try:
            with (
                log_to_file(),
                cancelled_by_interrupt() as cancel,
                open_job_queue(spec, resume=True, with_edits=self.use_edits) as queue,
            ):
                if not self.quiet:
                    reporter.notice(f"Watching the folder {quoted(spec.inputs[0])}; Ctrl-C ends it.")
                summary = watch(
                    spec,
                    queue,
                    reporter.tell,
                    cancel,
                    existing=self.existing,
                    options=RunOptions(jobs=self.jobs, keep_awake=True),
                    edits=edits_for(self.use_edits),
                    wait=partial(cancel.wait, self.every),
                )
        except UserError as error:
            reporter.fail(str(error))
            sys.exit(1)
        reporter.end(summary)


_OWN_OPTIONS = (
    click.Option(["--existing"], is_flag=True, help="Also enhance the photos that are there at the start."),
    click.Option(
        ["--every"],
        type=click.FloatRange(0.1, 3600),
        default=2.0,
        show_default=True,
        help="Seconds between two checks of the folder.",
    ),
)
_NOT_HERE = frozenset({"inputs", "resume", "summary", "cluster", "tls_ca", "tls_cert", "tls_key"})


def watch_command(enhance: click.Command) -> click.Command:
    """`lowexp watch`, with the applicable options of `lowexp enhance`."""
    folder = click.Argument(["folder"], type=NamedPath(path_type=Path, file_okay=False))
    options = [each for each in enhance.params if each.name not in _NOT_HERE]
    return click.Command(
        "watch",
        params=[folder, *options, *_OWN_OPTIONS],
        callback=partial(_watch, enhance),
        help="Enhance photos as they arrive in a folder. Ctrl-C ends it.",
    )


def _watch(enhance: click.Command, folder: Path, **values: Any) -> None:
    choice = WatchChoice(**{name: values.pop(name) for name in WatchChoice.__dataclass_fields__})
    if enhance.callback is not None:
        enhance.callback(inputs=(folder,), run=choice.run, **values)
