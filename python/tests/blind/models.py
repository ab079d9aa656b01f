"""Genuine models: the controls, and what the hostile files begin with."""

import datetime
import io
import os
import time
import types
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import keras
import numpy as np
from keras.src.saving import saving_lib, serialization_lib

from .cases import STAMP, L, Parts


class StableIds:
    """Stands in for ``id`` in Keras' serialisation, so that shared object ids are the same in every run."""

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}
        self.kept: list[object] = []

    def __call__(self, obj: object) -> int:
        self.kept.append(obj)
        return self.seen.setdefault(id(obj), 140449497543120 + 16 * len(self.seen))


@contextmanager
def frozen() -> Iterator[None]:
    """Freeze what Keras and zipfile take from the clock and from object addresses."""
    local = time.struct_time((*STAMP, 4, 2, 0))
    now = datetime.datetime(*STAMP)
    clock = types.SimpleNamespace(time=lambda: 0.0, localtime=lambda *_: local)
    date = types.SimpleNamespace(datetime=types.SimpleNamespace(now=lambda: now))
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(zipfile, "time", clock))
        stack.enter_context(mock.patch.object(saving_lib, "datetime", date))
        stack.enter_context(mock.patch.object(serialization_lib, "id", StableIds(), create=True))
        yield


def saved(model: keras.Model) -> bytes:
    """The bytes that stock Keras saves for a model."""
    out = io.BytesIO()
    with frozen():
        saving_lib.save_model(model, out)
    return out.getvalue()


def compiled(model: keras.Model, **options: Any) -> keras.Model:
    """Compile a model and create the state of its optimizer."""
    model.compile(**({"optimizer": "adam", "loss": "mse"} | options))
    model.optimizer.build(model.trainable_variables)
    return model


def m_dense() -> keras.Model:
    """Three dense layers, two of them of the same shape, trained for one step."""
    model = keras.Sequential([keras.Input((8,)), L.Dense(8, "relu"), L.Dense(8, "tanh"), L.Dropout(0.1), L.Dense(3)])
    model.compile("adam", "mse", metrics=["mae"])
    model.fit(np.ones((4, 8), "float32"), np.ones((4, 3), "float32"), verbose=0)
    return model


def m_uncompiled() -> keras.Model:
    """A functional model that was never compiled."""
    inputs = keras.Input((8,))
    return keras.Model(inputs, L.Dense(3)(L.LayerNormalization()(L.Dense(6)(inputs))))


def m_cnn() -> keras.Model:
    """A convolution with batch normalisation."""
    layers = [L.Conv2D(4, 3), L.BatchNormalization(), L.ReLU(), L.MaxPooling2D(), L.GlobalAveragePooling2D()]
    model = keras.Sequential([keras.Input((10, 10, 3)), *layers, L.Dense(2, "softmax")])
    return compiled(model, loss="sparse_categorical_crossentropy", metrics=["accuracy"])


def m_bilstm() -> keras.Model:
    """An embedding and a bidirectional LSTM."""
    layers = [
        L.Embedding(20, 6, mask_zero=True),
        L.Bidirectional(L.LSTM(4, recurrent_initializer="glorot_uniform")),
        L.Dense(1, "sigmoid"),
    ]
    return compiled(keras.Sequential([keras.Input((7,), dtype="int32"), *layers]), loss="binary_crossentropy")


def m_gru() -> keras.Model:
    """A stack of two GRU layers with RMSprop."""
    plain = {"recurrent_initializer": "glorot_uniform"}
    layers = [L.GRU(5, return_sequences=True, **plain), L.GRU(3, **plain), L.Dense(1)]
    return compiled(keras.Sequential([keras.Input((6, 2)), *layers]), optimizer="rmsprop")


def m_two_inputs() -> keras.Model:
    """Two inputs, one shared layer, two outputs."""
    first, second = keras.Input((4,), name="first"), keras.Input((4,), name="second")
    shared = L.Dense(5, "relu", name="shared")
    merged = L.Concatenate()([shared(first), shared(second)])
    outs = {"score": L.Dense(1, name="score")(merged), "kind": L.Dense(2, "softmax", name="kind")(merged)}
    return compiled(keras.Model([first, second], outs), loss={"score": "mse", "kind": "categorical_crossentropy"})


def m_attention() -> keras.Model:
    """Multi-head self-attention with a residual connection."""
    inputs = keras.Input((6, 8))
    hidden = L.LayerNormalization()(L.Add()([inputs, L.MultiHeadAttention(2, 4)(inputs, inputs)]))
    return compiled(keras.Model(inputs, L.Dense(2)(L.GlobalAveragePooling1D()(hidden))), optimizer="adamw")


def m_nested() -> keras.Model:
    """A Sequential inside a Sequential."""
    inner = keras.Sequential([keras.Input((8,)), L.Dense(4, "relu"), L.Dense(4)], name="inner")
    return compiled(keras.Sequential([keras.Input((8,)), inner, L.Dense(2)]))


def m_schedule() -> keras.Model:
    """SGD with momentum and a cosine schedule, a loss object and a metric object."""
    rate = keras.optimizers.schedules.CosineDecay(0.1, 100)
    model = keras.Sequential([keras.Input((4,)), L.Dense(2, kernel_regularizer="l2")])
    loss = keras.losses.Huber(delta=0.5)
    return compiled(model, optimizer=keras.optimizers.SGD(rate, momentum=0.9), loss=loss, metrics=["mae"])


def m_mixed() -> keras.Model:
    """The mixed_float16 policy; Keras wraps the optimizer for loss scaling."""
    with mock.patch.dict(os.environ):
        keras.config.set_dtype_policy("mixed_float16")
        try:
            layers = [L.Dense(4, "relu"), L.Dense(1, dtype="float32")]
            return compiled(keras.Sequential([keras.Input((4,)), *layers]))
        finally:
            keras.config.set_dtype_policy("float32")


def m_bfloat16() -> keras.Model:
    """Variables that are bfloat16."""
    return keras.Sequential([keras.Input((4,)), L.Dense(4, dtype="bfloat16"), L.Dense(2, dtype="bfloat16")])


def m_int8() -> keras.Model:
    """Weights quantised to int8."""
    model = keras.Sequential([keras.Input((8,)), L.Dense(8, "relu"), L.Dense(2)])
    model.quantize("int8")
    return model


def m_normalization() -> keras.Model:
    """A preprocessing Normalization layer that was adapted."""
    norm = L.Normalization()
    norm.adapt(np.arange(24, dtype="float32").reshape(6, 4))
    return compiled(keras.Sequential([keras.Input((4,)), norm, L.Dense(1)]))


def m_ops() -> keras.Model:
    """Operations of keras.ops in a functional graph."""
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.ops.sin(L.Dense(4)(inputs)) * 2.0 + inputs)


def m_conv1d() -> keras.Model:
    """Separable and dilated 1D convolutions, PReLU and a distributed Dense."""
    layers = [L.SeparableConv1D(4, 3), L.PReLU(), L.Conv1D(3, 2, dilation_rate=2), L.TimeDistributed(L.Dense(2))]
    return keras.Sequential([keras.Input((12, 3)), *layers])


def m_augment() -> keras.Model:
    """Augmentation layers and dropout with their seed generators."""
    layers = [L.RandomFlip("horizontal", seed=3), L.Rescaling(1 / 255), L.Flatten(), L.Dropout(0.3, seed=5)]
    return keras.Sequential([keras.Input((6, 6, 3)), *layers, L.Dense(2)])


def m_spectral() -> keras.Model:
    """A Dense under spectral normalisation."""
    return keras.Sequential([keras.Input((4,)), L.SpectralNormalization(L.Dense(3)), L.Dense(1)])


def m_multi() -> keras.Model:
    """Two optimizers by patterns on the paths of variables, and a layer with an odd name."""
    rules = keras.optimizers.OptimizerMap(keras.optimizers.SGD(0.1), {"dense.*": keras.optimizers.SGD(0.2)})
    model = keras.Sequential([keras.Input((4,)), L.Dense(3, name="x" * 40), L.Dense(1)])
    return compiled(model, optimizer=keras.optimizers.MultiOptimizer(rules))


MODELS: dict[str, Callable[[], keras.Model]] = {
    name.removeprefix("m_"): make for name, make in list(globals().items()) if name.startswith("m_")
}
NO_CONTROLS = {"multi", "spectral"}  # too uncommon for a control; bases of hostile files only
GENUINE: dict[str, bytes] = {"texts": (Path(__file__).parent / "texts.keras").read_bytes()}


def genuine(name: str) -> bytes:
    """The stock file of one model, made once."""
    if name not in GENUINE:
        keras.utils.clear_session()
        keras.utils.set_random_seed(20260102)
        GENUINE[name] = saved(MODELS[name]())
    return GENUINE[name]


def parts(name: str = "dense") -> Parts:
    """The members of the stock file of one model."""
    with zipfile.ZipFile(io.BytesIO(genuine(name))) as archive:
        return {item: archive.read(item) for item in archive.namelist()}
