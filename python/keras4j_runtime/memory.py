"""Memory that JAX and TensorFlow keep for models that are gone, and its return to the system."""

import ctypes
import gc
import os
import threading
from pathlib import Path

import keras

MAX_GROWTH_BYTES = 128 << 20
"""Growth of this process since memory was last given back, after which it is given back again.

JAX keeps the compiled programs of each new architecture, some 15 MB, and only all of them can be dropped.
"""

fit_lock = threading.Lock()
"""Lock held by a fit: its compiled step would have to be compiled again, and its gradients may be being traced."""

_lowest_bytes = 0


def give_back(at_once: bool = False) -> None:
    """Drops the compiled programs and objects of models that are gone, if this process has grown much since the last time.

    Args:
        at_once: whether to do so however little it has grown.
    """
    global _lowest_bytes
    now = private_bytes()
    _lowest_bytes = min(_lowest_bytes or now, now)
    if (at_once or now - _lowest_bytes > MAX_GROWTH_BYTES) and fit_lock.acquire(blocking=False):
        try:
            _drop()
        finally:
            fit_lock.release()
        _lowest_bytes = private_bytes()


def private_bytes() -> int:
    """Returns the size of the memory that this process shares with no other and with no file."""
    _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text().split())
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")


def _drop_of_tensorflow() -> None:
    """Drops what TensorFlow keeps of traced functions for good.

    The gradient of each custom gradient in a traced function is registered under a name of its own, and holds the graph;
    it is looked up only while that function is traced. The kernels of operations that name a variable are cached by that name.
    """
    from tensorflow.python.eager import context
    from tensorflow.python.framework import ops

    registered = ops.gradient_registry._registry
    for name in [name for name in registered if name.startswith("CustomGradient-")]:
        del registered[name]
    context.context().clear_kernel_cache()


def _drop() -> None:
    gc.collect()
    if keras.backend.backend() == "jax":
        import jax

        jax.clear_caches()  # type: ignore[no-untyped-call]
    else:
        _drop_of_tensorflow()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
