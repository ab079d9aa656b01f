"""Files that are consistent but lie: in their weights and in the optimizer's state."""

import io

import h5py
import numpy as np

from .cases import CONFIG, WEIGHTS, liar
from .configs import compiling, obj, with_config
from .hdf5 import hooked, tweaked, value_hook
from .models import parts
from .zips import with_text


def exchanged(first: str, second: str, base: str = "dense") -> bytes:
    """The weights with two objects in each other's place."""

    def last(file: h5py.File) -> None:
        file.move(first, "aside")
        file.move(second, first)
        file.move("aside", second)

    return tweaked(last, base)


def lies_weights() -> None:
    """Weights that are not those of the configuration."""
    liar(
        "other_weights",
        "the weights are those of another genuine model",
        lambda: with_text(parts("gru")[WEIGHTS], member=WEIGHTS),
    )
    liar("other_config", "the configuration is that of another genuine model", lambda: with_text(parts("cnn")[CONFIG]))
    liar(
        "swapped_layers",
        "the groups of two layers of the same shape are swapped, with their name attributes",
        lambda: exchanged("layers/dense", "layers/dense_1"),
    )
    liar(
        "swapped_unequal",
        "the groups of two layers of different shapes are swapped",
        lambda: exchanged("layers/dense", "layers/dense_2"),
    )
    liar(
        "swapped_variables",
        "kernel and bias of a layer are swapped",
        lambda: exchanged("layers/dense/vars/0", "layers/dense/vars/1"),
    )
    liar(
        "transposed",
        "the kernel of 8 by 3 is transposed",
        lambda: hooked(value_hook(lambda v: v.T), "layers/dense_2/vars/0"),
    )
    liar(
        "gru_as_lstm",
        "the recurrent kernel of a GRU has the shape of an LSTM's",
        lambda: hooked(value_hook(lambda v: np.concatenate([v, v[:, :5]], 1)), "layers/gru/cell/vars/1", "gru"),
    )
    liar(
        "short_embedding",
        "the embedding has one row less than the configuration says",
        lambda: hooked(value_hook(lambda v: v[:-1]), "layers/embedding/vars/0", "bilstm"),
    )
    liar(
        "negative_variance",
        "the moving variance of a batch normalisation is negative",
        lambda: hooked(value_hook(lambda v: -v - 1), "layers/batch_normalization/vars/3", "cnn"),
    )
    liar(
        "zero_scale",
        "the scales of an int8 kernel are zero",
        lambda: hooked(value_hook(np.zeros_like), int8_scale(), "int8"),
    )
    liar(
        "float_quantised",
        "the int8 kernel of a quantised layer is stored as float32",
        lambda: hooked(value_hook(lambda v: v.astype("f4")), "layers/dense/vars/" + int8_kernel(), "int8"),
    )
    liar(
        "state_float",
        "the optimizer's iteration count is a float",
        lambda: hooked(value_hook(lambda v: v.astype("f4")), "optimizer/vars/0"),
    )
    liar(
        "swapped_cells",
        "the forward and the backward cell of a bidirectional layer are swapped",
        lambda: exchanged("layers/bidirectional/forward_layer", "layers/bidirectional/backward_layer", "bilstm"),
    )
    liar(
        "normalization_count",
        "the count of an adapted normalisation is negative",
        lambda: hooked(value_hook(lambda v: v * 0 - 5), "layers/normalization/vars/2", "normalization"),
    )


def int8_vars() -> dict[str, np.ndarray]:
    """The variables of the first quantised layer."""
    with h5py.File(io.BytesIO(parts("int8")[WEIGHTS])) as file:
        group = file["layers/dense/vars"]
        return {key: group[key][()] for key in group}


def int8_kernel() -> str:
    """The name of the int8 kernel."""
    return next(key for key, value in int8_vars().items() if value.dtype == np.int8)


def int8_scale() -> str:
    """The path of the scales of the int8 kernel."""
    names = [key for key, value in int8_vars().items() if value.dtype != np.int8]
    return "layers/dense/vars/" + names[-1]


def lies_optimizer() -> None:
    """Optimizer state that does not belong to the model."""
    liar(
        "no_state",
        "the model is compiled, the optimizer's state is missing",
        lambda: tweaked(lambda f: f.__delitem__("optimizer")),
    )
    liar(
        "state_uncompiled",
        "the model is not compiled, the optimizer's state is there",
        lambda: with_config(lambda v: v.pop("compile_config")),
    )
    liar(
        "state_sgd",
        "the configuration says SGD, the state is Adam's",
        lambda: with_config(
            compiling("optimizer", obj("SGD", {"name": "sgd", "learning_rate": 0.1, "momentum": 0.0}, "keras.optimizers"))
        ),
    )
    liar(
        "state_short",
        "the last slot of the optimizer is missing",
        lambda: tweaked(lambda f: f.__delitem__("optimizer/vars/13")),
    )
    liar(
        "state_shape",
        "a slot of the optimizer has another shape than its variable",
        lambda: hooked(value_hook(lambda v: v[:4]), "optimizer/vars/2"),
    )
    liar(
        "state_iterations",
        "the optimizer's iteration count is negative",
        lambda: hooked(value_hook(lambda v: v - 10), "optimizer/vars/0"),
    )
    liar(
        "state_rate",
        "the saved learning rate is 1e30, the configuration says 0.001",
        lambda: hooked(value_hook(lambda v: v * np.float32(1e33)), "optimizer/vars/1"),
    )
    liar(
        "negative_second_moment",
        "the second moment of Adam is negative, so its root is NaN",
        lambda: hooked(value_hook(lambda v: -np.abs(v) - 1), "optimizer/vars/3"),
    )


lies_weights()
lies_optimizer()
