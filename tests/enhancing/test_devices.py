"""Devices by name."""

import pytest
import torch

from lowexp_gui.enhancing.devices import DeviceError, find_device, is_lost, is_out_of_memory, list_devices


def test_the_cpu_is_always_there_and_last() -> None:
    assert list_devices()[-1].name == "cpu"
    assert find_device("cpu").torch_device == torch.device("cpu")


def test_auto_is_the_first_device() -> None:
    assert find_device("auto") == list_devices()[0]


@pytest.mark.parametrize("name", ["cuda:99", "tpu", "", "cpu:1", "CUDA:0x"])
def test_a_device_that_is_absent_is_named_with_those_that_there_are(name: str) -> None:
    with pytest.raises(DeviceError, match=rf"no device “{name}”.*auto, .*cpu"):
        find_device(name)


def test_out_of_memory_is_recognised_in_all_its_forms() -> None:
    assert is_out_of_memory(torch.OutOfMemoryError("CUDA out of memory"))
    assert is_out_of_memory(MemoryError())
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 60)
    assert is_out_of_memory(caught.value)
    assert not is_out_of_memory(RuntimeError("shape mismatch"))


def test_a_lost_card_is_recognised_in_all_its_forms() -> None:
    for words in (
        "CUDA error: an illegal memory access was encountered",
        "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
        "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm(handle)`",
    ):
        assert is_lost(RuntimeError(words))
    assert is_lost(torch.AcceleratorError("device lost"))
    assert not is_lost(RuntimeError("shape mismatch"))
    assert not is_lost(ValueError("CUDA error"))
