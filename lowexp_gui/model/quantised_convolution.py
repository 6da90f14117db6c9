"""A convolution in whole numbers of 8 bits: features as codes, weights as codes, sums exact."""

import copy

import torch
from torch import Tensor, nn

MOST = 255
"""The highest code of a feature."""
_WEIGHT_CODES = 127
_LEAST = 1e-12
# Of features, so that weights are laid out for it.
_USUAL_SIDE = 64


class QuantisedConvolution:
    """A layer whose input is codes and whose output is codes or plain numbers.

    A code of a channel stands for its share of the channel's range; the ranges are part of the weights.
    Products and their sums are whole numbers, so that nothing depends on their order, and thus on threads or
    tiles. Krishnamoorthi 2018, "Quantizing deep convolutional networks for efficient inference", section 3.

    Attributes:
        lost: what rounding took from the layer's weights, if its output is plain numbers.
    """

    def __init__(self, layer: nn.Conv2d, entering: Tensor, leaving: Tensor | None = None) -> None:
        """Round a layer's weights.

        Args:
            layer: in float32, on the CPU, its padding zeros.
            entering: for each channel of the input what the highest code stands for, > 0.
            leaving: the same of the output, which is then in codes, uint8; without it the output is float32.

        Raises:
            RuntimeError, AttributeError: not on this processor, or not with this build of torch.
        """
        unit = (entering / MOST)[:, None, None]
        weight, bias = layer.weight.detach() * unit, layer.get_parameter("bias").detach()
        if leaving is not None:
            share = MOST / leaving
            weight, bias = weight * share[:, None, None, None], bias * share
        self._bias = bias
        self._place = list(layer.stride), _pair(layer.padding), [1, 1], 1
        self._steps = weight.abs().amax(dim=(1, 2, 3)).clamp_min(_LEAST) / _WEIGHT_CODES
        self._zeros = torch.zeros(len(bias), dtype=torch.int32)
        self._type = torch.float32 if leaving is None else torch.uint8
        steps = self._steps[:, None, None, None]
        codes = (weight / steps).round()
        self.lost = (weight - codes * steps) / unit
        usual = [1, weight.shape[1], _USUAL_SIDE, _USUAL_SIDE]
        self._codes = torch.ops.onednn.qconv_prepack(
            codes.to(torch.int8), self._steps, 1.0, 0, *self._place, usual
        )

    def __call__(self, codes: Tensor) -> Tensor:
        """Codes (N, C, H, W), uint8 in channels-last order, convolved."""
        weights = self._codes, self._steps, self._zeros, self._bias
        width = codes.shape[-1]
        # Strides over a picture that gives one column go to wrong rows there (oneDNN, as of torch 2.13).
        if width == self._place[0][1] > 1:
            codes = torch.cat((codes, codes), dim=-1).contiguous(memory_format=torch.channels_last)
        made: Tensor = torch.ops.onednn.qconv2d_pointwise(
            codes, 1.0, 0, *weights, *self._place, 1.0, 0, self._type, "none", [], ""
        )
        return made if codes.shape[-1] == width else made[..., :1]


class FineConvolution:
    """A layer whose input is codes, with twice as many bits for its weights: what one rounding loses, too."""

    def __init__(self, layer: nn.Conv2d, entering: Tensor) -> None:
        """Round a layer's weights, twice; see `QuantisedConvolution`."""
        self._first = QuantisedConvolution(layer, entering)
        rest = copy.deepcopy(layer).requires_grad_(False)
        rest.weight.copy_(self._first.lost)
        rest.get_parameter("bias").zero_()
        self._rest = QuantisedConvolution(rest, entering)

    def __call__(self, codes: Tensor) -> Tensor:
        """Codes (N, C, H, W), uint8 in channels-last order, convolved, float32."""
        return self._first(codes).add_(self._rest(codes))


def _pair(padding: object) -> list[int]:
    if not isinstance(padding, tuple):
        raise TypeError(f"padding {padding!r} has no size")
    return list(padding)
