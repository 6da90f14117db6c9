"""Which numbers the denoiser computes with: float32, or bfloat16 where the processor has instructions for it.

Only what the denoiser computes inside is rounded. The light, the photo and the difference of photo and noise
stay in float32.
"""

from collections.abc import Mapping
from enum import StrEnum

# oneDNN convolves twice as fast with these. ARM processors have bfloat16 too, but torch for macOS has no
# convolutions for it, and those of other systems have not been measured.
_BFLOAT16_INSTRUCTIONS = ("avx512_bf16", "amx_bf16")


class Precision(StrEnum):
    """What a person asks for: AUTO is bfloat16 where the processor has it, FLOAT32 is float32 anywhere."""

    AUTO = "auto"
    FLOAT32 = "float32"


class Arithmetic(StrEnum):
    """The numbers that a denoiser's convolutions are computed with."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


def arithmetic_for(precision: Precision, device_type: str, processor: Mapping[str, object]) -> Arithmetic:
    """The arithmetic for a device. Nothing is measured, so a machine always makes the same choice.

    Args:
        device_type: as torch names it. Graphics cards compute in float32: they round the factors of
            convolutions to TF32 by themselves, and are fast enough.
        processor: the features of the CPU, as `torch.cpu.get_capabilities` gives them.
    """
    is_native = device_type == "cpu" and any(processor.get(each) for each in _BFLOAT16_INSTRUCTIONS)
    return Arithmetic.BFLOAT16 if is_native and precision is Precision.AUTO else Arithmetic.FLOAT32
