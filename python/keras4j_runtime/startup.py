"""Settings that must precede the first import of Keras, and the import itself."""

import atexit
import contextlib
import ctypes
import gc
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from keras4j_runtime.deferred_imports import deferred_imports

_GREETING = re.compile(rb"WARNING: All log messages before absl::InitializeLog|[IWEF]\d{4} [\d:.]+ +\d+ \S+:\d+\] ")
"""Start of a line of Abseil's log before it is initialized."""


def start(request: dict[str, Any], log: Callable[[str, str], None]) -> dict[str, Any]:
    """Imports Keras on a backend and returns the versions in use.

    Args:
        request: `backend` ("jax" or "tensorflow"), `platform` ("cpu" or "cuda"), `home` (Keras' private folder), `compilations`
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
    greetings = _captured_greetings(log) if backend == "tensorflow" else contextlib.nullcontext()
    with greetings, _without_exit_functions():
        versions = _import(backend, request["platform"], request["compilations"])
    end_at_once()
    return versions


@contextlib.contextmanager
def without_collections() -> Iterator[None]:
    """Pauses the cyclic garbage collector while modules are imported, and makes it ignore what they have created.

    Keras' modules hold some 250,000 objects on JAX and 450,000 on TensorFlow, which live as long as the process. The
    collector would visit them several times during the import, and again after each fit.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _disarm_faulthandler() -> None:
    """Disables faulthandler, whose signal handlers would treat the JVM's own page faults as crashes."""
    import faulthandler

    def refuse(*_: object, **__: object) -> None:
        """Ignores the call: the JVM owns the signals of this process."""

    faulthandler.enable = refuse
    faulthandler.register = refuse
    faulthandler.dump_traceback_later = refuse


def _import(backend: str, platform: str, compilations: str) -> dict[str, Any]:
    import multiprocessing

    multiprocessing.set_start_method("spawn", force=True)
    if backend == "jax":
        _configure_jax(platform, compilations)
    with deferred_imports(backend):
        import keras
    import numpy

    versions = {"keras": keras.__version__, "numpy": numpy.__version__}
    versions[backend] = sys.modules[backend].__version__
    versions["python"] = ".".join(map(str, sys.version_info[:3]))
    if keras.backend.backend() != backend:
        raise RuntimeError(f"Keras runs on {keras.backend.backend()}, not on {backend}")
    return versions


def _configure_jax(platform: str, compilations: str) -> None:
    # The memory of a GPU is taken as it is needed: several processes may share one.
    os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"] = "false"
    import jax

    settings: dict[str, Any] = {
        "jax_platforms": "cpu" if platform == "cpu" else "cuda,cpu",
        # A call of a compiled function then takes 16 us instead of 40 us; training is as fast as before.
        "jax_cpu_enable_async_dispatch": False,
        "jax_compilation_cache_dir": compilations if _is_writable(compilations) else None,
        "jax_persistent_cache_min_compile_time_secs": 0.0,
        "jax_persistent_cache_min_entry_size_bytes": -1,
    }
    config: Any = jax.config
    for name, value in settings.items():
        config.update(name, value)
    if platform == "cuda":
        try:
            jax.devices("cuda")
        except RuntimeError as failure:
            # Without this check JAX would use the processor.
            raise RuntimeError(f"JAX can't use the GPU that the accelerator asks for: {failure}; run `doctor`") from failure


def _is_writable(folder: str) -> bool:
    """Creates a folder, and returns whether files can be written to it: the cache of an image may be read-only."""
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
    return os.access(folder, os.W_OK)


def end_at_once() -> None:
    """Makes this process end without the exit handlers that were registered before, once it exits.

    They would destroy what other threads still use: native code then hangs or crashes. `on_exit` hands the exit status
    to its function, which is C's `_exit`; C's own streams are flushed before. Only glibc has `on_exit`.
    """
    if not sys.platform.startswith("linux"):
        return
    c = ctypes.CDLL(None)
    c.on_exit(ctypes.cast(c._exit, ctypes.c_void_p), None)
    c.__cxa_atexit(ctypes.cast(c.fflush, ctypes.c_void_p), None, None)


@contextlib.contextmanager
def _without_exit_functions() -> Iterator[None]:
    """Ignores exit functions of native libraries, which would end what late calls still use.

    Those of the standard library are kept.
    """
    module: Any = atexit
    register = module.register

    def keep(function: Any, *args: Any, **kwargs: Any) -> Any:
        home = str(getattr(function, "__module__", None)).partition(".")[0]
        return register(function, *args, **kwargs) if home in sys.stdlib_module_names else function

    module.register = keep
    try:
        yield
    finally:
        module.register = register


@contextlib.contextmanager
def _captured_greetings(log: Callable[[str, str], None]) -> Iterator[None]:
    """Redirects C's stream `stderr`, not the file descriptor, while TensorFlow loads, then logs its greeting.

    TensorFlow prints it there before it reads any of its settings. What Java prints meanwhile goes straight to the file
    descriptor; what others print on C's stream is written on.
    """
    c = ctypes.CDLL(None)
    c.fdopen.restype = ctypes.c_void_p
    stream = ctypes.c_void_p.in_dll(c, "stderr")
    usual = stream.value
    with tempfile.TemporaryFile() as file:
        taken = ctypes.c_void_p(c.fdopen(os.dup(file.fileno()), b"w"))
        stream.value = taken.value
        try:
            yield
        finally:
            stream.value = usual
            c.fclose(taken)
            file.seek(0)
            for line in file.read().splitlines(keepends=True):
                if _GREETING.match(line):
                    log("native", line.decode(errors="replace").rstrip())
                else:
                    os.write(2, line)
