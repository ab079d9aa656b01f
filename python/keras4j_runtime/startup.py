"""Settings that must precede the first import of Keras, and the import itself."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any


def start(request: dict[str, Any], log: Callable[[str, str], None]) -> dict[str, Any]:
    """Imports Keras on a backend and returns the versions in use.

    Args:
        request: `backend` ("jax" or "tensorflow"), `home` (Keras' private folder), `compilations`
            (cache folder of compiled programs).
        log: a function of (stream name, line).
    """
    backend = request["backend"]
    os.environ.update(
        KERAS_BACKEND=backend,
        KERAS_HOME=request["home"],
        HDF5_PLUGIN_PRELOAD="::",
        TF_CPP_MIN_LOG_LEVEL="3",
    )
    _disarm_faulthandler()
    with _captured_native_log(log):
        return _import(backend, request["compilations"])


def _disarm_faulthandler() -> None:
    """Disables faulthandler, whose signal handlers would treat the JVM's own page faults as crashes."""
    import faulthandler

    def refuse(*_: object, **__: object) -> None:
        """Ignores the call: the JVM owns the signals of this process."""

    faulthandler.enable = refuse
    faulthandler.register = refuse
    faulthandler.dump_traceback_later = refuse


def _import(backend: str, compilations: str) -> dict[str, Any]:
    import multiprocessing

    multiprocessing.set_start_method("spawn", force=True)
    if backend == "jax":
        _configure_jax(compilations)
    import keras
    import numpy

    versions = {"keras": keras.__version__, "numpy": numpy.__version__}
    versions[backend] = sys.modules[backend].__version__
    versions["python"] = ".".join(map(str, sys.version_info[:3]))
    if keras.backend.backend() != backend:
        raise RuntimeError(f"Keras runs on {keras.backend.backend()}, not on {backend}")
    return versions


def _configure_jax(compilations: str) -> None:
    import jax

    settings: dict[str, Any] = {
        "jax_platforms": "cpu",
        # A call of a compiled function then takes 16 us instead of 40 us; training is as fast as before.
        "jax_cpu_enable_async_dispatch": False,
        "jax_compilation_cache_dir": compilations,
        "jax_persistent_cache_min_compile_time_secs": 0.0,
        "jax_persistent_cache_min_entry_size_bytes": -1,
    }
    config: Any = jax.config
    for name, value in settings.items():
        config.update(name, value)


@contextlib.contextmanager
def _captured_native_log(log: Callable[[str, str], None]) -> Iterator[None]:
    """Redirects file descriptor 2 while native libraries load, then logs their output.

    TensorFlow prints a greeting there before it reads any of its settings.
    """
    keep = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(keep, 2)
            os.close(keep)
            file.seek(0)
            for line in file.read().decode(errors="replace").splitlines():
                log("native", line)
