"""Archives with members more, or others."""

import gzip
import io
import json
import os
import pickle
import struct
from collections.abc import Callable
from typing import Any

import h5py
import numpy as np

from .cases import WEIGHTS, add
from .configs import evil_config, legacy_config
from .models import frozen, genuine, parts
from .zips import Member, pack, raw_zip


class Gadget:
    """Pickles to a call of os.getpid."""

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return os.getpid, ()


def stray(slug: str, what: str, *more: Callable[[], Member]) -> None:
    """Register a case that adds members to a stock file."""
    add("E", slug, what, lambda: pack(parts(), *[make() for make in more]))


def instead(slug: str, what: str, name: str, make: Callable[[], bytes]) -> None:
    """Register a case that has another member in the place of the weights."""
    add("E", slug, what, lambda: pack({k: v for k, v in parts().items() if k != WEIGHTS} | {name: make()}))


def npz(pickled: bool = False) -> bytes:
    """The weights as an npz, as Keras' NpzIOStore has them; with pickles if told."""
    arrays = {}
    with h5py.File(io.BytesIO(parts()[WEIGHTS])) as file:
        groups: list[str] = []
        file.visit(lambda name: groups.append(name) if name.endswith("vars") else None)
        for group in groups:
            arrays[group] = {key: file[group][key][()] for key in file[group]}
    store = {key.removesuffix("vars").strip("/") or "__root__": value for key, value in arrays.items()}
    if pickled:
        store["layers/dense"] = Gadget()
    out = io.BytesIO()
    with frozen():
        np.savez(out, **{key: np.array(value, dtype=object) for key, value in store.items()})
    return out.getvalue()


def npy(header: str, body: bytes = b"") -> bytes:
    """An npz with one array with this header."""
    padded = header.encode().ljust(118) + b"\n"
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(padded)) + padded + body
    return raw_zip([Member(b"layers/dense.npy", array)])


def hdf5_bytes(change: Callable[[h5py.File], None]) -> bytes:
    """A small HDF5 file."""
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        change(file)
    return out.getvalue()


def other_members() -> None:
    """Weights of other formats, assets, pickles."""
    instead("npz_objects", "the weights are an npz of object arrays (pickles)", "model.weights.npz", npz)
    instead(
        "npz_gadget",
        "the weights are an npz with a pickle that calls a function",
        "model.weights.npz",
        lambda: npz(True),
    )
    instead(
        "npz_bomb",
        "the weights are an npz whose header declares 2**29 numbers (4 GiB), not stored",
        "model.weights.npz",
        lambda: npy("{'descr': '<f8', 'fortran_order': False, 'shape': (536870912,), }"),
    )
    instead(
        "npz_header",
        "the weights are an npz whose header is an expression",
        "model.weights.npz",
        lambda: npy("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,)*9, }"),
    )
    instead("npz_pickle_file", "model.weights.npz is a bare pickle", "model.weights.npz", lambda: pickle.dumps(Gadget()))
    instead(
        "gzipped_h5",
        "model.weights.h5 is the genuine file under gzip",
        WEIGHTS,
        lambda: gzip.compress(parts()[WEIGHTS], mtime=0),
    )
    instead("pickle_h5", "model.weights.h5 is a pickle", WEIGHTS, lambda: pickle.dumps(Gadget()))
    instead(
        "zip_h5",
        "model.weights.h5 is an archive that holds the genuine file",
        WEIGHTS,
        lambda: raw_zip([Member(WEIGHTS.encode(), parts()[WEIGHTS])]),
    )
    instead("netcdf_h5", "model.weights.h5 is a classic NetCDF file", WEIGHTS, lambda: b"CDF\x01" + bytes(28))
    instead(
        "sharded",
        "the weights are sharded: model.weights.json maps to files outside",
        "model.weights.json",
        lambda: json.dumps({"metadata": {"total_size": 1}, "weight_map": {"/layers/dense/vars": "../../etc/passwd"}}).encode(),
    )
    instead(
        "weights_keras",
        "the weights are model.weights.keras, an archive of the whole model",
        "model.weights.keras",
        lambda: genuine("dense"),
    )
    stray(
        "both_formats",
        "model.weights.npz is there beside model.weights.h5",
        lambda: Member(b"model.weights.npz", npz()),
    )
    stray(
        "shard_index",
        "model.weights.json is there beside model.weights.h5",
        lambda: Member(b"model.weights.json", b'{"weight_map": {"/layers/dense/vars": "/etc/passwd"}}'),
    )
    stray(
        "pickle_asset",
        "assets/ has a pickle that calls a function",
        lambda: Member(b"assets/layers/dense/state.pkl", pickle.dumps(Gadget())),
    )
    stray(
        "vocabulary_asset",
        "assets/ has a vocabulary for a layer that has none",
        lambda: Member(b"assets/layers/dense/vocabulary.txt", b"[UNK]\nevil\n"),
    )
    stray(
        "python_assets",
        "there are Python files, a .pth and a __init__.py",
        lambda: Member(b"assets/__init__.py", b"x = 1\n"),
        lambda: Member(b"sitecustomize.py", b"x = 1\n"),
        lambda: Member(b"evil.pth", b"import os\n"),
    )
    stray(
        "saved_model",
        "there are a saved_model.pb, a fingerprint.pb and a keras_metadata.pb",
        lambda: Member(b"saved_model.pb", b"\x08\x01"),
        lambda: Member(b"keras_metadata.pb", b"\x0a\x00"),
    )
    stray(
        "torch_member",
        "there is a pytorch_model.bin, a pickle",
        lambda: Member(b"pytorch_model.bin", pickle.dumps(Gadget())),
    )
    stray(
        "shared_library",
        "assets/ has a shared library, executable",
        lambda: Member(b"assets/libevil.so", b"\x7fELF\x02\x01\x01" + bytes(57), attr=0o100755 << 16),
    )
    stray(
        "class_file",
        "there is a Java class with a manifest, so that the file is a JAR",
        lambda: Member(b"META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\nMain-Class: Evil\n"),
        lambda: Member(b"Evil.class", b"\xca\xfe\xba\xbe"),
    )
    stray(
        "nested_bomb",
        "assets/ has an archive with an archive with 100 MB of zeros",
        lambda: Member(
            b"assets/deep.zip",
            raw_zip([Member(b"b.zip", raw_zip([Member(b"z", bytes(100_000_000), method=8)]), method=8)]),
        ),
    )
    stray(
        "asset_bomb",
        "assets/ has a file of 100 MB of zeros, deflated, below the limit of Keras' guard",
        lambda: Member(b"assets/big.bin", bytes(100_000_000), method=8),
    )
    stray(
        "backup_members",
        "there are a second model in backup/ and a macOS resource fork",
        lambda: Member(b"backup/config.json", evil_config()),
        lambda: Member(b"__MACOSX/._config.json", evil_config()),
    )
    stray(
        "hf_members",
        "there are a README.md with HTML and a preprocessor.json of KerasHub",
        lambda: Member(b"README.md", b"<script>1</script>"),
        lambda: Member(b"preprocessor.json", b'{"module": "keras_hub.evil"}'),
    )
    instead(
        "legacy_h5",
        "model.weights.h5 is a legacy whole model with a Lambda",
        WEIGHTS,
        lambda: hdf5_bytes(legacy_config),
    )


other_members()
