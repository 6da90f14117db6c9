"""Memory that is used again, and arrays that are not copied."""

import numpy as np
import torch

from lowexp_gui.enhancing.memory import ScratchMemory, as_tensor


def test_a_read_only_array_becomes_a_tensor_of_the_same_memory() -> None:
    codes = np.arange(60, dtype=np.uint16).reshape(4, 5, 3)
    codes.flags.writeable = False
    part = as_tensor(codes[1:3, 2:])
    assert part.tolist() == codes[1:3, 2:].tolist()
    assert part.data_ptr() == codes[1:3, 2:].__array_interface__["data"][0]
    assert not codes.flags.writeable


def test_a_tensor_keeps_its_array_alive() -> None:
    tensor = as_tensor(np.full(1_000_000, 7, np.int16))
    other = np.full(1_000_000, 9, np.int16)
    assert int(tensor.min()) == 7 != other[0]


def test_memory_is_used_again_and_grows() -> None:
    memory = ScratchMemory()
    first = memory.tensor("a", 4, 5)
    assert memory.tensor("a", 2, 3).data_ptr() == first.data_ptr()
    assert memory.tensor("b", 4, 5).data_ptr() != first.data_ptr()
    assert memory.tensor("a", 40, 50).shape == (40, 50)
    assert memory.tensor("a", 4, 5, dtype=torch.bfloat16).dtype is torch.bfloat16
