"""Audit of side effects: `python -m audited FOLDER` loads every file listed in FOLDER/audited.txt under an audit hook.

It fails on the first event that loading a model must not cause: a file opened for writing outside the temporary folder, a
socket, a process, deserialization of other Python objects, a changed environment variable or working folder.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import keras

sys.path.insert(0, str(Path(__file__).parents[1]))

from keras4j_runtime import serialization

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "urllib.",
    "pickle.",
    "marshal.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.putenv",
    "os.chdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "shutil.",
    "ctypes.dlopen",
)
TEMPORARY = os.path.realpath(tempfile.gettempdir())
watching = False
seen: list[str] = []


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Records events that loading must not cause."""
    if not watching:
        return
    if event == "open" and _writes(arguments):
        seen.append(f"open {arguments}")
    elif event.startswith(FORBIDDEN) and not _temporary(arguments):
        seen.append(f"{event} {arguments}"[:300])


def _writes(arguments: tuple[Any, ...]) -> bool:
    path, mode, flags = arguments
    writes = any(letter in (mode or "") for letter in "wax+") or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return writes and not _temporary((path,))


def _temporary(arguments: tuple[Any, ...]) -> bool:
    first = arguments[0] if arguments else None
    return isinstance(first, (str, bytes, os.PathLike)) and os.path.realpath(os.fsdecode(first)).startswith(TEMPORARY + os.sep)


def load(file: Path) -> None:
    """Loads one file and fails if it had side effects."""
    global watching
    content, environment, folder = file.read_bytes(), dict(os.environ), os.getcwd()
    watching = True
    try:
        serialization.from_bytes(content)
    finally:
        watching = False
    assert not seen, f"{file.name}: {seen}"
    assert (dict(os.environ), os.getcwd()) == (environment, folder), file.name


def main(folder: Path) -> None:
    """Loads all files of the list."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    serialization.from_bytes(serialization.to_bytes(model))  # Imports during the first load are not caused by a file.
    sys.addaudithook(hook)
    proof()
    names = (folder / "audited.txt").read_text(encoding="utf-8").split()
    for name in names:
        load(folder / name)
    print(len(names))


def proof() -> None:
    """Checks that the hook records forbidden events."""
    global watching
    watching = True
    try:
        with open(os.devnull, "w"):
            os.getcwd()
        __import__("socket").socket().close()
    finally:
        watching = False
    assert len(seen) >= 2, seen
    seen.clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
