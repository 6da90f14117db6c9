"""The options of `lowexp enhance` for running a batch, which do not affect the results."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from lowexp_gui.batch.job import JobSpec
from lowexp_gui.cli.batch_choice import BatchChoice
from lowexp_gui.cli.earlier_files import is_summary
from lowexp_gui.cli.path_types import SideFile
from lowexp_gui.enhancing.precision import Precision

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


_OPTIONS = (
    click.option("--recursive/--no-recursive", default=True, help="Include subfolders."),
    click.option(
        "--mirror/--flat",
        "mirrored",
        default=True,
        help="Keep the folder structure in the output folder, or put all results into one folder.",
    ),
    click.option(
        "--precision",
        type=click.Choice([each.value for each in Precision]),
        default=Precision.AUTO.value,
        show_default=True,
        help=(
            "auto: use bfloat16 if the processor has it. float32: do not use "
            "it, and use one thread for each photo."
        ),
    ),
    click.option(
        "--use-edits",
        is_flag=True,
        help=(
            "Use the adjustments, the crop and rotation and the model that you chose for each photo "
            "in the window. Other photos use the options of the command."
        ),
    ),
    click.option("--resume", is_flag=True, help="Continue what the same command left unfinished."),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=None,
        help="Photos to process at the same time.",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Print only failures."),
    click.option(
        "--save-summary",
        "summary",
        type=SideFile(".csv", ".json", ".txt", is_earlier=is_summary),
        default=None,
        help="Write the result of each photo into a file: .csv, .json or .txt.",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        default=None,
        help="Address of a Dask scheduler.",
    ),
    click.option(
        "--tls-ca", type=_FILE, default=None, help="Certificate authority of the cluster, for tls://."
    ),
    click.option("--tls-cert", type=_FILE, default=None, help="Certificate for the cluster."),
    click.option("--tls-key", type=_FILE, default=None, help="Private key of that certificate."),
)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options. The command receives `run`, which runs a job and exits."""
    names = BatchChoice.__dataclass_fields__.keys()

    @wraps(command)
    def gathered(run: Callable[[JobSpec, bool], None] | None = None, **values: Any) -> None:
        """Use another command's `run`, or make one from the options."""
        if run is None:
            run = partial(_run, BatchChoice(**{name: values.pop(name) for name in names}))
        command(run=run, **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def _run(batch: BatchChoice, spec: JobSpec, as_json: bool) -> None:
    from lowexp_gui.cli.enhancing import enhance_and_exit

    precision = Precision.FLOAT32 if batch.cluster else Precision(batch.precision)
    device = "cpu" if batch.cluster and spec.device == "auto" else spec.device
    spec = replace(
        spec, recursive=batch.recursive, mirrored=batch.mirrored, precision=precision, device=device
    )
    enhance_and_exit(spec, batch, as_json)
