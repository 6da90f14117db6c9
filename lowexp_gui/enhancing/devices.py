"""Devices: what can run a model here, by name, and what it is called."""

from dataclasses import dataclass

import torch

from lowexp_gui.cores import usable_cores
from lowexp_gui.errors import Counted, Sentence, UserError, Value, in_quotes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


class DeviceError(UserError):
    """The device that was asked for is not here; the message says what is."""


@dataclass(frozen=True)
class Device:
    """Something that can run a model.

    Attributes:
        name: as typed: "cpu", "cuda:0", "mps".
        title: as shown, with the graphics card's name and memory.
    """

    name: str
    title: Value

    @property
    def torch_device(self) -> torch.device:
        """The same for torch."""
        return torch.device(self.name)


CPU = Device("cpu", "CPU")


def list_devices() -> tuple[Device, ...]:
    """All devices of this machine, the fastest kind first, the CPU last."""
    found = []
    if torch.cuda.is_available():
        for index in range(torch.cuda.device_count()):
            about = torch.cuda.get_device_properties(index)
            title = f"{about.name} ({about.total_memory / 2**30:.0f} GB)"
            found.append(Device(f"cuda:{index}", title))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU"))
    return (*found, Device("cpu", _cpu_title()))


def _cpu_title() -> Sentence:
    cores = Counted(usable_cores(), "core", "cores")
    return Sentence(QT_TRANSLATE_NOOP("sentences", "CPU ({cores})"), cores=cores)


def find_device(name: str) -> Device:
    """The device of a name: "auto" (the first), "cpu", "cuda", "cuda:N" or "mps".

    Raises:
        DeviceError: it is not here.
    """
    devices = list_devices()
    if name == "auto":
        return devices[0]
    wanted = "cuda:0" if name == "cuda" else name
    for device in devices:
        if device.name == wanted:
            return device
    known = ", ".join(["auto", *(device.name for device in devices)])
    raise DeviceError(
        Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "There is no device {device} on this machine. Choose one of: {known}."
            ),
            device=in_quotes(name),
            known=known,
        )
    )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of torch means that memory ran out, on a graphics card or in the machine."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _NO_MEMORY)


# What torch's memory says, and what oneDNN says where there is none for its code or its notes.
_NO_MEMORY = ("DefaultCPUAllocator", "could not create a primitive", "could not create a memory")
# What the runtimes of graphics cards and their libraries say of a card that does not answer any more.
_LOST = ("CUDA error", "CUDA driver error", "cuDNN error", "CUBLAS_STATUS", "HIP error", "MPS backend")


def is_lost(error: BaseException) -> bool:
    """Whether an error of torch means that a graphics card failed, and not the work that it was given."""
    if isinstance(error, torch.AcceleratorError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _LOST)
