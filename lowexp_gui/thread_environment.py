"""What native libraries are told of threads; they read it from the environment when they are loaded."""

import os
from collections.abc import MutableMapping

from lowexp_gui.cores import cores_of_affinity, usable_cores

# A thread that waits in a loop loses its time slice wherever other programs run too.
_SLEEPING = {
    # Of all runtimes of OpenMP: torch has GNU's on Linux, LLVM's on macOS, and Intel's on Windows.
    "OMP_WAIT_POLICY": "passive",
    # Of LLVM's and Intel's: milliseconds until a thread that waits goes to sleep.
    "KMP_BLOCKTIME": "0",
    # Of GNU's: rounds of waiting until a thread goes to sleep.
    "GOMP_SPINCOUNT": "0",
}
# OpenBLAS, which NumPy and SciPy have, always waits in a loop; what it multiplies here is small.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}
# These look at the affinity by themselves, but not at a container's share.
_POOLS = ("OMP_NUM_THREADS", "TIFFFILE_NUM_THREADS")


def set_thread_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let waiting threads sleep, and let no pool be larger than what the process may use.

    It is to be called before anything loads torch. What a person has set stays as it is. Processes that are
    started from this one inherit all of it.
    """
    wants_loops = environment.get("OMP_WAIT_POLICY", "").strip().casefold() == "active"
    settings = dict(_ALONE) if wants_loops else _SLEEPING | _ALONE
    cores = usable_cores()
    if cores < cores_of_affinity():
        settings |= dict.fromkeys(_POOLS, str(cores))
    for name, value in settings.items():
        environment.setdefault(name, value)
