"""Genuine `.keras` files of many architectures, saved by plain Keras.

`python genuine.py make FOLDER FIRST STEP` saves one of every STEP of them from the FIRST on, each with rows,
`NAME.x.0.npy` and so on, and what it predicts for them, `NAME.y.0.npy`; `python genuine.py compare FOLDER` loads each
`NAME.keras` and what Java made of it, `NAME.again.keras`, and compares the two: layers, weights and optimizer, to the bit.
"""

import pathlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
from keras import layers, saving

KINDS: dict[str, Callable[[], Any]] = {}


def kind(make: Callable[[], Any]) -> Callable[[], Any]:
    """Registers a function that builds a model under its name."""
    KINDS[make.__name__] = make
    return make


def compiled(model: Any, loss: Any = "mse", fit: bool = False, **others: Any) -> Any:
    """Returns the model compiled, and optionally fitted on a few rows."""
    model.compile(loss=loss, **others)
    if fit:
        model.fit(*rows(model), epochs=1, batch_size=4, verbose=0)
    return model


def rows(model: Any) -> tuple[Any, Any]:
    """Returns eight rows and their outcomes."""
    random = np.random.default_rng(3)
    inputs = [_numbers(random, tensor) for tensor in model.inputs]
    outputs = [random.random((8, *tensor.shape[1:])).astype("float32") for tensor in model.outputs]
    return inputs if len(inputs) > 1 else inputs[0], outputs if len(outputs) > 1 else outputs[0]


def _numbers(random: Any, tensor: Any) -> Any:
    whole = "int" in str(tensor.dtype)
    shape = (8, *tensor.shape[1:])
    return random.integers(0, 4, shape).astype(tensor.dtype) if whole else random.random(shape).astype("float32")


def stack(*others: Any, shape: tuple[int, ...] = (4,), dtype: str | None = None) -> Any:
    """Returns a Sequential model."""
    return keras.Sequential([keras.Input(shape, dtype=dtype), *others])


@kind
def dense() -> Any:
    return stack(layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax"))


@kind
def fitted() -> Any:
    return compiled(stack(layers.Dense(8, "relu"), layers.Dense(1)), "mse", True, optimizer="adam", metrics=["mae"])


@kind
def arguments() -> Any:
    regular = {
        "kernel_initializer": keras.initializers.HeNormal(seed=1),
        "bias_initializer": keras.initializers.Constant(0.1),
        "kernel_regularizer": keras.regularizers.L1L2(1e-5, 1e-4),
        "activity_regularizer": "l2",
        "kernel_constraint": keras.constraints.MaxNorm(2.0),
        "bias_constraint": "non_neg",
    }
    return stack(layers.Dense(8, activation=keras.activations.gelu, **regular), layers.Dense(1, use_bias=False))


@kind
def convolution() -> Any:
    return stack(
        layers.Conv2D(4, 3, padding="same", kernel_initializer="he_uniform"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.MaxPooling2D(),
        layers.SeparableConv2D(4, 2),
        layers.DepthwiseConv2D(2),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2),
        shape=(8, 8, 1),
    )


@kind
def convolution_1d_and_3d() -> Any:
    return stack(
        layers.Reshape((4, 4, 4, 1)),
        layers.Conv3D(2, 2),
        layers.Reshape((9, 6)),
        layers.Conv1D(3, 2, dilation_rate=2, padding="causal"),
        layers.Conv1DTranspose(2, 2),
        layers.Flatten(),
        shape=(64,),
    )


@kind
def words() -> Any:
    return compiled(
        stack(
            layers.Embedding(50, 6, mask_zero=True),
            layers.Bidirectional(layers.LSTM(4, dropout=0.1, recurrent_dropout=0.1)),
            layers.Dense(1, activation="sigmoid"),
            shape=(7,),
            dtype="int32",
        ),
        "binary_crossentropy",
        True,
        optimizer=keras.optimizers.RMSprop(momentum=0.5, centered=True),
    )


@kind
def recurrent() -> Any:
    cells = [layers.GRUCell(3), layers.LSTMCell(3), layers.SimpleRNNCell(3)]
    return stack(
        layers.GRU(3, return_sequences=True, reset_after=False),
        layers.TimeDistributed(layers.Dense(5, "tanh")),
        layers.SimpleRNN(3, return_sequences=True),
        layers.RNN(cells),
        shape=(5, 2),
    )


@kind
def images_in_time() -> Any:
    return stack(layers.ConvLSTM2D(2, 2), layers.Flatten(), layers.Dense(1), shape=(3, 4, 4, 1))


@kind
def deep() -> Any:
    return stack(*[layers.Dense(4) for _ in range(100)])


@kind
def bfloat16() -> Any:
    return stack(layers.Dense(4, dtype="bfloat16"), layers.Dense(1, dtype="bfloat16"))


@kind
def mixed_float16() -> Any:
    stacked = stack(layers.Dense(4, dtype="mixed_float16"), layers.Dense(1, dtype="float32"))
    return compiled(stacked, "mse", True, optimizer=keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD()))


@kind
def float64() -> Any:
    return stack(layers.Dense(4, dtype="float64"), layers.Dense(1, dtype="float64"))


@kind
def normalization() -> Any:
    layer = layers.Normalization()
    layer.adapt(np.random.default_rng(1).random((10, 4)).astype("float32"))
    return stack(layer, layers.LayerNormalization(), layers.UnitNormalization(), layers.Dense(1))


@kind
def preparation() -> Any:
    return stack(
        layers.Rescaling(1 / 255, offset=-1),
        layers.RandomFlip("horizontal", seed=1),
        layers.RandomRotation(0.1, seed=2),
        layers.CenterCrop(4, 4),
        layers.Flatten(),
        layers.Dense(2),
        shape=(6, 6, 3),
    )


@kind
def buckets() -> Any:
    return stack(layers.Discretization([0.2, 0.5]), layers.CategoryEncoding(3, output_mode="multi_hot"), layers.Dense(1))


@kind
def two_inputs() -> Any:
    left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
    joined = layers.Concatenate()([layers.Dense(4, "elu")(left), right])
    heads = [layers.Dense(1, name="price")(joined), layers.Dense(2, name="kind")(joined)]
    model = keras.Model([left, right], heads)
    return compiled(model, {"price": "mse", "kind": keras.losses.Huber(2.0)}, optimizer="nadam", loss_weights=[1.0, 0.5])


@kind
def named_inputs() -> Any:
    given = {"a": keras.Input((3,), name="a"), "b": keras.Input((3,), name="b")}
    return keras.Model(given, {"sum": layers.Dense(1, name="sum")(layers.Add()(list(given.values())))})


@kind
def shared() -> Any:
    entrance = keras.Input((3,))
    again = layers.Dense(3, activation="tanh")
    return keras.Model(entrance, layers.Multiply()([again(entrance), again(again(entrance))]))


@kind
def arithmetic() -> Any:
    entrance = keras.Input((4,))
    scaled = keras.ops.sqrt(keras.ops.abs(entrance * 2.0) + 1.0)[:, :2]
    return keras.Model(entrance, layers.Dense(1)(keras.ops.concatenate([scaled, entrance], axis=-1)))


@kind
def nested() -> Any:
    entrance = keras.Input((4,))
    inner = keras.Model(entrance, layers.Dense(3, name="inside")(entrance), name="inner")
    return stack(keras.Sequential([layers.Dense(4), layers.Dropout(0.5)], name="front"), inner, layers.Dense(1))


@kind
def attention() -> Any:
    entrance = keras.Input((6, 8))
    looked = layers.MultiHeadAttention(2, 4)(entrance, entrance, use_causal_mask=True)
    grouped = layers.GroupQueryAttention(4, 4, 2)(looked, entrance)
    return keras.Model(entrance, layers.GlobalMaxPooling1D()(layers.LayerNormalization()(entrance + grouped)))


@kind
def einsum() -> Any:
    return stack(layers.EinsumDense("ab,bc->ac", 5, bias_axes="c"), layers.PReLU(), layers.LeakyReLU(0.1), layers.Dense(1))


@kind
def large() -> Any:
    return stack(layers.Dense(2000), layers.Dense(1000, "relu"), shape=(3000,))


@kind
def chance() -> Any:
    return stack(layers.GaussianNoise(0.1, seed=4), layers.Dropout(0.3, seed=5), layers.SpatialDropout1D(0.1, seed=6), shape=(5, 3))


@kind
def wrapped() -> Any:
    return stack(layers.SpectralNormalization(layers.Dense(3)), layers.Dense(2), layers.Softmax(), layers.RepeatVector(2))


@kind
def scheduled() -> Any:
    schedule = keras.optimizers.schedules.CosineDecay(0.1, 100, warmup_target=0.2, warmup_steps=5)
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=0.01, use_ema=True, clipnorm=1.0)
    measured = [keras.metrics.AUC(num_thresholds=20), "accuracy", keras.metrics.TopKCategoricalAccuracy(2)]
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    return compiled(stack(layers.Dense(3, "softmax")), loss, True, optimizer=optimizer, metrics=measured)


@kind
def optimized() -> Any:
    optimizer = keras.optimizers.Lion(1e-4, gradient_accumulation_steps=2)
    return compiled(stack(layers.Dense(3), layers.Dense(1)), keras.losses.LogCosh(), True, optimizer=optimizer)


@kind
def frozen() -> Any:
    model = stack(layers.Dense(3, name="stays"), layers.Dense(1))
    model.get_layer("stays").trainable = False
    return compiled(model, "mae", True, optimizer=keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True))


@kind
def quantized() -> Any:
    model = stack(layers.Dense(8, "relu"), layers.Dense(2))
    model.quantize("int8")
    return model


@kind
def adapted() -> Any:
    layer = layers.Dense(8)
    model = stack(layer, layers.Dense(2))
    layer.enable_lora(2)
    return model


@kind
def mobilenet() -> Any:
    return keras.applications.MobileNetV3Small(input_shape=(32, 32, 3), weights=None, classes=3)


@kind
def efficientnet() -> Any:
    return keras.applications.EfficientNetB0(input_shape=(32, 32, 3), weights=None, classes=3)


def make(folder: pathlib.Path, first: str, step: str) -> None:
    for name in list(KINDS)[int(first) :: int(step)]:
        keras.utils.set_random_seed(7)
        model = KINDS[name]()
        model.save(folder / f"{name}.keras")
        x, _ = rows(model)
        for what, arrays in (("x", x), ("y", model.predict(x, verbose=0))):
            for at, array in enumerate(keras.tree.flatten(arrays)):
                np.save(folder / f"{name}.{what}.{at}.npy", np.asarray(array, "float32"))


def _loaded(file: pathlib.Path) -> Any:
    # Keras draws new numbers for state that it does not restore: the seeds of cells.
    keras.utils.set_random_seed(1)
    return saving.load_model(file)


def _numbers_of(model: Any) -> Iterator[Any]:
    for variable in [*model.variables, *(model.optimizer.variables if model.compiled else [])]:
        yield keras.ops.convert_to_numpy(variable)


def compare(folder: pathlib.Path) -> None:
    for again in folder.glob("*.again.keras"):
        name = again.name.removesuffix(".again.keras")
        one, two = (_loaded(folder / f"{name}{end}") for end in (".keras", ".again.keras"))
        assert one.get_config() == two.get_config(), name
        assert one.compiled == two.compiled, name
        assert one.get_compile_config() == two.get_compile_config(), name
        for left, right in zip(_numbers_of(one), _numbers_of(two), strict=True):
            assert left.dtype == right.dtype, name
            assert left.tobytes() == right.tobytes(), name


if __name__ == "__main__":
    {"make": make, "compare": compare}[sys.argv[1]](pathlib.Path(sys.argv[2]), *sys.argv[3:])
