"""A job as a value: photos, settings and output."""

from dataclasses import dataclass, field
from pathlib import Path

from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.field_coding import ADDED_LATER
from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE, IfExists


@dataclass(frozen=True)
class OutputRule:
    """How results are named and written.

    Attributes:
        folder: the output folder; created if it is missing.
        template: template of the name, without suffix (see `photo.naming.output_path`).
        format: file format, or None for the photo's own.
        if_exists: what to do if the name exists.
        stages: whether to write the enhanced photo and the illumination map too, as PNG.
        encoding: export options.
    """

    folder: Path
    template: str = DEFAULT_TEMPLATE
    format: PhotoFormat | None = None
    if_exists: IfExists = IfExists.RENAME
    stages: bool = False
    encoding: Encoding = USUAL


@dataclass(frozen=True)
class JobSpec:
    """Everything that defines a job, fixed when it is started.

    Attributes:
        inputs: files and folders.
        model: name of the model.
        device: name of the device, or "auto".
        adjustments: how the results are rendered.
        output: names, format and folder of the results.
        recursive: whether subfolders are searched.
        mirrored: whether the subfolders of an input folder are recreated below the output folder.
        precision: precision of the denoiser.
        geometry: how the results are turned and cropped.
    """

    inputs: tuple[Path, ...]
    model: str
    device: str
    adjustments: Adjustments
    output: OutputRule
    recursive: bool = True
    mirrored: bool = True
    precision: Precision = Precision.AUTO
    geometry: Geometry = field(default=AS_TAKEN, metadata={ADDED_LATER: True})

    @staticmethod
    def of(inputs: tuple[Path, ...], model: str, output: OutputRule) -> "JobSpec":
        """A job on the best device, with neutral adjustments."""
        return JobSpec(inputs, model, "auto", NEUTRAL, output)
