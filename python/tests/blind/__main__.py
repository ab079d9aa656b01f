"""Writes a second corpus of hostile `.keras` files, with genuine controls and an index: `python -m blind FOLDER`.

Every hostile file begins with the exact bytes of a file that stock Keras saved and has one manipulation; `check_tools` shows
that the tools change nothing else. All is the same in every run: the clock, the seeds and the ids of objects are frozen. No
payload does harm. The letters: A archive, J JSON, B code or side effects from the configuration, C amplification, D HDF5,
E other members, I consistent but lying, V vocabularies; `control` for the genuine files.
"""

import importlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import h5py

from .cases import CASES, WEIGHTS, Json
from .hdf5 import rebuild
from .models import GENUINE, MODELS, NO_CONTROLS, genuine, parts
from .zips import pack

CATEGORIES = (
    "archive_readings",
    "archive_names",
    "archive_packing",
    "archive_fields",
    "documents",
    "code_functions",
    "code_names",
    "code_objects",
    "large_loads",
    "large_predictions",
    "weights_links",
    "weights_types",
    "weights_contents",
    "weights_bytes",
    "members",
    "assets",
    "lies",
    "lies_config",
)


def described(data: bytes) -> dict[str, Any]:
    """All that a weights file says, in comparable form."""
    found: dict[str, Any] = {}

    def visit(name: str, item: Any) -> None:
        value = (str(item.dtype), item.shape, item[()].tobytes()) if isinstance(item, h5py.Dataset) else None
        found[name] = (value, sorted(item.attrs.items()))

    with h5py.File(io.BytesIO(data)) as file:
        file.visititems(visit)
    return found


def check_tools() -> None:
    """The tools reproduce the stock bytes when told to change nothing (HDF5: at least the stock content)."""
    for name in MODELS:
        content = parts(name)
        assert pack(content) == genuine(name), f"the archive tool changes {name}"
        again = rebuild({}, base=name)
        same = again == content[WEIGHTS] or (name != "dense" and described(again) == described(content[WEIGHTS]))
        assert same, f"the HDF5 tool changes {name}"


def controls(folder: Path) -> list[Json]:
    """Write the genuine files."""
    entries = []
    for name, make in MODELS.items():
        if name in NO_CONTROLS:
            continue
        file = f"control_{name}.keras"
        (folder / file).write_bytes(genuine(name))
        entries.append({"file": file, "category": "control", "what": (make.__doc__ or "").strip(), "hostile": False})
    return entries


def hostiles(folder: Path) -> list[Json]:
    """Write the hostile files."""
    entries, seen = [], {data: name for name, data in GENUINE.items()}
    for one in CASES:
        file = f"{one.category.lower()}_{one.slug}.keras"
        data = one.make()
        assert data not in seen, f"{file} is the same as {seen[data]}"
        assert len(data) < 2_000_000, f"{file} has {len(data)} bytes"
        seen[data] = file
        (folder / file).write_bytes(data)
        entries.append({"file": file, "category": one.category, "what": one.what + ".", "hostile": True})
    assert len({entry["file"] for entry in entries}) == len(entries), "a name is there twice"
    return entries


def main(folder: Path) -> None:
    """Write the corpus into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CATEGORIES:
        importlib.import_module(f".{name}", __package__)
    for name in MODELS:
        genuine(name)
    check_tools()
    index = controls(folder) + hostiles(folder)
    (folder / "index.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
