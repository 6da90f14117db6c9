"""The light of whole photos, for the pieces that a denoiser is trained with."""

from dataclasses import dataclass, replace
from pathlib import Path

from torch import Tensor

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.training.data.noise_batches import EstimatedLight
from lowexp_gui.training.data.pairs import Pair, Pixels, read_pixels
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPair, PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart


@dataclass(frozen=True, eq=False)
class LightOfPiece:
    """The light of a whole photo, seen from one of its pieces."""

    field: GuidedIllumination
    left: int
    top: int

    def at(self, photo: Tensor, left: int, top: int) -> Tensor:
        """The light of a part of the piece; see `GuidedIllumination.at`."""
        return self.field.at(photo, self.left + left, self.top + top)


class WholeLight:
    """Gives pieces the light of the photos that they are of, each estimated once."""

    def __init__(self, prepared: PreparedPairs, part: SplitPart, estimate: EstimatedLight) -> None:
        """Estimate the light of all photos of a part that there are pieces of."""
        self._lights: dict[Path, LightOfPiece] = {}
        for pair in prepared.of(part):
            if not pair.pieces:
                continue
            field = light_of(pair, prepared.folder, estimate)
            for piece in pair.pieces:
                self._lights[prepared.folder / piece.low] = LightOfPiece(field, piece.left, piece.top)

    def of(self, pair: Pair, _low: Pixels) -> LightOfPiece:
        """The light of a piece."""
        return self._lights[pair.low]


def light_of(pair: PreparedPair, folder: Path, estimate: EstimatedLight) -> GuidedIllumination:
    """The light of a whole photo, of its small copy, for its full size."""
    return replace(
        estimate.of(Pair(folder / pair.low, folder / pair.high), read_pixels(folder / pair.low)),
        width=pair.width,
        height=pair.height,
    )
