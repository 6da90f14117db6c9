"""A job as a value: which photos, with what, to where."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.photo.naming import IfExists
from lowexp_gui.photo.photograph import PhotoFormat

DEFAULT_TEMPLATE = "{stem}_lowexp"


@dataclass(frozen=True)
class OutputRule:
    """How results are named and written.

    Attributes:
        folder: where they go; it is made if it is missing.
        template: of the name, without suffix (see `photo.naming.output_path`).
        format: of the file, or None for that of the photo.
        if_exists: what to do where a file of that name is there already.
        stages: also write the enhanced photo and the illumination map, as PNG.
        encoding: quality, depth, colours and the like.
    """

    folder: Path
    template: str = DEFAULT_TEMPLATE
    format: PhotoFormat | None = None
    if_exists: IfExists = IfExists.RENAME
    stages: bool = False
    encoding: Encoding = USUAL


@dataclass(frozen=True)
class JobSpec:
    """All that a job needs to know, fixed when it is started.

    Attributes:
        inputs: files and folders.
        model: name of the model.
        device: name of the device, or "auto".
        adjustments: how the results are rendered.
        output: where they go.
        recursive: whether folders in folders are searched.
        mirrored: whether the folders below an input folder are made again below the output folder.
        precision: of the denoiser.
    """

    inputs: tuple[Path, ...]
    model: str
    device: str
    adjustments: Adjustments
    output: OutputRule
    recursive: bool = True
    mirrored: bool = True
    precision: Precision = Precision.AUTO

    @staticmethod
    def of(inputs: tuple[Path, ...], model: str, output: OutputRule) -> "JobSpec":
        """A job on the best device, with neutral adjustments."""
        return JobSpec(inputs, model, "auto", NEUTRAL, output)
