"""How `lowexp enhance` runs a batch, as a value."""

from dataclasses import dataclass
from pathlib import Path


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
        use_edits: whether adjustments and model of photos that were adjusted in the window come first.
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
    use_edits: bool
    tls_ca: Path | None
    tls_cert: Path | None
    tls_key: Path | None
