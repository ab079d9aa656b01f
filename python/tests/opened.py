"""Robustness check of h5py: `python -m opened FOLDER` reads the whole content of each file in FOLDER/mutants.

The files are concatenated, each after its length in four bytes. h5py may raise; a crash or a hang ends this process.
"""

import contextlib
import io
import signal
import struct
import sys
from pathlib import Path
from typing import Any

import h5py

SECONDS = 10


def files(content: bytes) -> Any:
    """Yields the files in order."""
    at = 0
    while at < len(content):
        (length,) = struct.unpack_from(">i", content, at)
        yield content[at + 4 : at + 4 + length]
        at += 4 + length


def read(name: str, node: Any) -> None:
    """Reads the attributes and the numbers of a group or dataset."""
    dict(node.attrs)
    if isinstance(node, h5py.Dataset):
        node[()]


def main(folder: Path) -> None:
    """Opens all files."""
    opened = 0
    for content in files((folder / "mutants").read_bytes()):
        signal.alarm(SECONDS)
        with contextlib.suppress(Exception), h5py.File(io.BytesIO(content), "r") as file:
            read("/", file)
            file.visititems(read)
        opened += 1
    signal.alarm(0)
    print(f"{opened} opened")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
