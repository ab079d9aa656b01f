"""Weights that are packed or say odd things."""

import h5py
import numpy as np

from .cases import KERNEL, add
from .configs import legacy_config
from .hdf5 import h5, h5_last, hooked, typed, value_hook


def contents() -> None:
    """Groups, names, attributes and values."""
    typed("nan", "one weight is NaN", lambda v: np.where(np.arange(64).reshape(8, 8) == 9, np.float32("nan"), v))
    typed("infinity", "one weight is infinite", lambda v: np.where(np.arange(64).reshape(8, 8) == 9, np.float32("inf"), v))
    typed(
        "all_nan",
        "all weights of the kernel are NaN with payloads",
        lambda v: np.full((8, 8), 0x7FC0BEEF, "<u4").view("<f4"),
    )
    add(
        "D",
        "nan_optimizer",
        "a slot of the optimizer is NaN",
        lambda: hooked(value_hook(lambda v: v * np.float32("nan")), "optimizer/vars/2"),
    )
    add(
        "D",
        "nan_variance",
        "the moving variance of a batch normalisation is infinite",
        lambda: hooked(value_hook(lambda v: v + np.float32("inf")), "layers/batch_normalization/vars/3", "cnn"),
    )
    h5_last("missing_variable", "the bias of a layer is missing", lambda f: f.__delitem__("layers/dense/vars/1"))
    h5_last("missing_layer", "the group of a layer is missing", lambda f: f.__delitem__("layers/dense_1"))
    h5_last("missing_layers", "the group of all layers is missing", lambda f: f.__delitem__("layers"))
    h5_last(
        "extra_variable",
        "a layer has a third variable",
        lambda f: f["layers/dense/vars"].create_dataset("2", data=np.ones(8, "f4")),
    )
    h5_last(
        "extra_layer",
        "there is a group for a layer that the model does not have",
        lambda f: f.create_dataset("layers/dense_9/vars/0", data=np.ones((8, 8), "f4")),
    )
    h5_last(
        "payload_group",
        "a group named assets holds 100 KB of bytes",
        lambda f: f.create_dataset("assets/payload", data=np.frombuffer(bytes(range(256)) * 400, "u1")),
    )
    h5_last("padded_name", "a variable is named 00 in the place of 0", lambda f: f["layers/dense/vars"].move("0", "00"))
    h5_last("arabic_name", "a variable is named with an Arabic zero", lambda f: f["layers/dense/vars"].move("0", "\u0660"))
    h5_last("dot_name", "a dataset is named .. beside the variables", dot_name)
    h5("group_for_data", "the kernel is a group", lambda g, n, v: g.create_group(n))
    h5(
        "data_for_group",
        "vars of a layer is a dataset",
        lambda g, n, v: g.create_dataset(n, data=[1.0, 2.0]),
        "layers/dense/vars",
    )
    h5_last(
        "bfloat16_lie",
        "an attribute says that the float32 kernel is bfloat16, so that Keras rounds it",
        lambda f: f[KERNEL].attrs.__setitem__("dtype", "bfloat16"),
    )
    h5_last(
        "legacy_config",
        "the root has the attributes model_config and training_config with a Lambda, as legacy files have",
        legacy_config,
    )
    h5_last(
        "attribute_60k",
        "the name attribute of a layer has 60,000 characters",
        lambda f: f["layers/dense/vars"].attrs.__setitem__("name", "n" * 60_000),
    )
    h5_last(
        "attribute_reference",
        "the name attribute of a layer is an object reference",
        lambda f: f["layers/dense/vars"].attrs.__setitem__("name", f.ref),
    )
    h5_last("attribute_lie", "the name attributes of two layers are swapped", attribute_lie)
    h5_last(
        "many_attributes",
        "a group has 2,000 attributes",
        lambda f: [f["layers"].attrs.__setitem__(f"a{n}", n) for n in range(2000)] and None,
    )
    h5_last(
        "many_groups",
        "the file has 400 empty groups",
        lambda f: [f.create_group(f"aside/g{n}") for n in range(400)] and None,
    )
    h5_last("deep_groups", "groups are nested 400 deep", lambda f: f.create_group("/".join(["d"] * 400)) and None)
    h5_last(
        "checkpoint_dependencies",
        "the layers are under _layer_checkpoint_dependencies, which Keras reads as well",
        lambda f: f.move("layers", "_layer_checkpoint_dependencies"),
    )
    h5_last("two_homes", "the layers are there twice, with other values under _layer_checkpoint_dependencies", two_homes)


def dot_name(file: h5py.File) -> None:
    """A link named '..', made by patching a name of the same length."""
    file["layers/dense/vars"].create_dataset("..", data=np.ones(4, "f4"))


def attribute_lie(file: h5py.File) -> None:
    """Swap the names of two layers."""
    file["layers/dense/vars"].attrs["name"] = "dense_1"
    file["layers/dense_1/vars"].attrs["name"] = "dense"


def two_homes(file: h5py.File) -> None:
    """Other weights at the legacy place."""
    file.copy("layers", "_layer_checkpoint_dependencies")
    file["_layer_checkpoint_dependencies/dense/vars/0"][...] = 1e6


contents()
