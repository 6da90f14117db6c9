"""The batch options of `lowexp enhance`, as a value."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BatchChoice:
    """Options of a batch.

    Attributes:
        recursive, mirrored, precision: as in `JobSpec`.
        resume: whether to continue the same command's earlier run.
        jobs: photos at a time, or None.
        quiet: whether only failures are printed.
        summary: file for a summary of all photos, or None.
        cluster: address of a Dask scheduler, or None.
        use_edits: whether edits made in the window have priority.
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
