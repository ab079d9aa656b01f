"""Tests of the start of the Python half, in processes of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_backend
HALF = Path(__file__).parents[1]


def run(source: str) -> subprocess.CompletedProcess[str]:
    begin = f"import sys; sys.path.insert(0, {str(HALF)!r})\nfrom keras4j_runtime import startup\n"
    return subprocess.run([sys.executable, "-c", begin + source], capture_output=True, text=True, check=False)


def test_a_process_ends_without_the_exit_handlers_of_libraries_and_keeps_its_status() -> None:
    source = """
import ctypes
c = ctypes.CDLL(None)
handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(lambda _: print("a library's exit handler", flush=True))
c.__cxa_atexit(handler, None, None)
startup.end_at_once()
c.printf(b"buffered by C")
c.exit(7)
"""
    ended = run(source)
    assert (ended.returncode, ended.stdout, ended.stderr) == (7, "buffered by C", "")


def test_exit_functions_of_libraries_are_ignored_and_others_run() -> None:
    source = """
import atexit, logging
def of_a_library(): print("library")
of_a_library.__module__ = "optree._C"
def of_python(): print("logging")
of_python.__module__ = "logging"
with startup._without_exit_functions():
    assert atexit.register(of_a_library) is of_a_library
    atexit.register(of_python)
atexit.register(lambda: print("user"))
atexit._run_exitfuncs()
"""
    assert run(source).stdout == "user\nlogging\n"


def test_only_a_greeting_on_c_s_stream_is_taken_and_the_rest_is_written_on() -> None:
    source = """
import ctypes, os
c = ctypes.CDLL(None)
stream = ctypes.c_void_p.in_dll(c, "stderr")
def write(text): c.fputs(text, ctypes.c_void_p(stream.value))
taken = []
with startup._captured_greetings(lambda name, line: taken.append((name, line))):
    write(b"I0000 00:00:1795914774.782640   23556 port.cc:153] oneDNN custom operations are on.\\n")
    write(b"another library\\n")
    os.write(2, b"java\\n")
write(b"afterwards\\n")
print(taken)
"""
    said = run(source)
    greeting = "I0000 00:00:1795914774.782640   23556 port.cc:153] oneDNN custom operations are on."
    assert said.stdout == f"{[('native', greeting)]}\n"
    assert said.stderr == "java\nanother library\nafterwards\n"


def test_a_gpu_that_is_asked_for_and_missing_is_an_error_and_not_the_processor(tmp_path: Path) -> None:
    answer = run(f"startup._configure_jax('cuda', {str(tmp_path)!r})")
    assert answer.returncode == 1
    assert "RuntimeError: JAX can't use the GPU that the accelerator asks for: Unknown backend cuda." in answer.stderr
    assert answer.stderr.rstrip().endswith("run `doctor`")


def test_what_is_imported_is_left_out_of_garbage_collections_and_cycles_made_later_are_not() -> None:
    source = """
import gc, weakref
with startup.without_collections():
    assert not gc.isenabled()
    import decimal
class Node: pass
node = Node()
node.itself = node
seen = weakref.ref(node)
del node
gc.collect()
kept = {id(each) for each in gc.get_objects()}
print(gc.isenabled(), gc.get_freeze_count() > 1000, id(vars(decimal)) in kept, seen())
"""
    assert run(source).stdout == "True True False None\n"
