"""The options of `lowexp enhance` that say how a batch is run, and not what its results are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lowexp_gui.cli.earlier_files import is_summary
from lowexp_gui.cli.path_types import SideFile
from lowexp_gui.enhancing.precision_choice import Precision
from lowexp_gui.jobs.job import JobSpec

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@dataclass(frozen=True)
class BatchChoice:
    """How a batch is run.

    Attributes:
        recursive, mirrored, precision: as in `JobSpec`.
        resume: whether to go on with what the same command left.
        jobs: photos at a time, or None.
        quiet: whether only failures are said.
        summary: file for what became of each photo, or None.
        cluster: address of a Dask scheduler, or None.
        tls_ca, tls_cert, tls_key: files for an encrypted connection to it.
    """

    recursive: bool
    mirrored: bool
    precision: str
    resume: bool
    jobs: int | None
    quiet: bool
    summary: Path | None
    cluster: str | None
    tls_ca: Path | None
    tls_cert: Path | None
    tls_key: Path | None

    def run(self, spec: JobSpec, as_json: bool) -> None:
        """Run a job in this way, and end the program."""
        from lowexp_gui.cli.enhancing import enhance_and_exit

        precision = Precision.FLOAT32 if self.cluster else Precision(self.precision)
        device = "cpu" if self.cluster and spec.device == "auto" else spec.device
        spec = replace(
            spec, recursive=self.recursive, mirrored=self.mirrored, precision=precision, device=device
        )
        enhance_and_exit(spec, self, as_json)


_OPTIONS = (
    click.option("--recursive/--no-recursive", default=True, help="Search folders in folders."),
    click.option(
        "--mirror/--flat",
        "mirrored",
        default=True,
        help="Make the folders of the photos again below the output folder, or put all results into it.",
    ),
    click.option(
        "--precision",
        type=click.Choice([each.value for each in Precision]),
        default=Precision.AUTO.value,
        show_default=True,
        help="float32: the same bits on any number of cores; auto: the fastest.",
    ),
    click.option("--resume", is_flag=True, help="Go on with what the same command left undone."),
    click.option("--jobs", type=click.IntRange(1, 64), default=None, help="Photos at a time."),
    click.option("--quiet", "-q", is_flag=True, help="Say only what failed."),
    click.option(
        "--save-summary",
        "summary",
        type=SideFile(".csv", ".json", ".txt", is_earlier=is_summary),
        default=None,
        help="Write what became of each photo into a file: .csv, .json or .txt.",
    ),
    click.option(
        "--cluster", metavar="ADDRESS", default=None, help="Dask scheduler that shares the photos out."
    ),
    click.option("--tls-ca", type=_FILE, default=None, help="Certificate authority of the cluster (tls://)."),
    click.option("--tls-cert", type=_FILE, default=None, help="Certificate for the cluster."),
    click.option("--tls-key", type=_FILE, default=None, help="Key of that certificate."),
)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options; the command gets them as one argument, `batch`."""
    names = BatchChoice.__dataclass_fields__.keys()

    @wraps(command)
    def gathered(batch: object = None, **values: Any) -> None:
        """With a choice of another command's already, or with one of the options."""
        if batch is None:
            batch = BatchChoice(**{name: values.pop(name) for name in names})
        command(batch=batch, **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
