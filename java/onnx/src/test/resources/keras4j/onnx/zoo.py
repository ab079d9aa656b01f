"""Makes forty networks of different architectures as `.keras` files: `python zoo.py <folder> [name...]`."""

import pathlib
import sys

import keras
import numpy as np
from keras import layers, ops

ZOO = {}
"""Functions that make a network, by its name."""


def network(make):
    ZOO[make.__name__] = make
    return make


def chain(*parts, shape, dtype="float32"):
    return keras.Sequential([keras.Input(shape, dtype=dtype), *parts])


def graph(build, *shapes):
    inputs = [keras.Input(shape, name=f"in{place}") for place, shape in enumerate(shapes)]
    return keras.Model(inputs, build(*inputs))


@network
def mlp():
    return chain(layers.Dense(32, "relu"), layers.BatchNormalization(), layers.Dropout(0.2), layers.Dense(3, "softmax"), shape=(6,))


@network
def digits():
    return chain(layers.Dense(256, "relu"), layers.Dense(128, "relu"), layers.Dense(10, "softmax"), shape=(784,))


@network
def cnn():
    return chain(
        layers.Conv2D(8, 3, activation="relu"),
        layers.BatchNormalization(),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(4, "softmax"),
        shape=(16, 16, 1),
    )


@network
def separable():
    return chain(
        layers.SeparableConv2D(8, 3, padding="same"),
        layers.DepthwiseConv2D(3, strides=2),
        layers.AveragePooling2D(2),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2),
        shape=(20, 20, 3),
    )


@network
def lstm():
    return chain(layers.LSTM(16), layers.Dense(1), shape=(12, 4))


@network
def gru():
    return chain(layers.GRU(16), layers.Dense(1), shape=(12, 4))


@network
def bidirectional():
    return chain(layers.Bidirectional(layers.LSTM(8)), layers.Dense(1), shape=(12, 4))


@network
def stacked_lstm():
    return chain(
        layers.LSTM(8, return_sequences=True),
        layers.LSTM(8, return_sequences=True),
        layers.TimeDistributed(layers.Dense(2)),
        shape=(10, 3),
    )


@network
def simple_rnn():
    return chain(layers.SimpleRNN(8), layers.Dense(1), shape=(10, 3))


@network
def attention():
    def build(x):
        y = layers.LayerNormalization()(x + layers.MultiHeadAttention(2, 8)(x, x))
        return layers.Dense(2)(layers.GlobalAveragePooling1D()(y))

    return graph(build, (10, 16))


@network
def grouped_attention():
    def build(x):
        return layers.Dense(2)(layers.Flatten()(layers.GroupQueryAttention(8, 4, 2)(x, x)))

    return graph(build, (6, 16))


@network
def text_cnn():
    return chain(
        layers.Embedding(50, 8), layers.Conv1D(8, 3, activation="relu"), layers.GlobalMaxPooling1D(), layers.Dense(1, "sigmoid"),
        shape=(20,), dtype="int32",
    )  # fmt: skip


@network
def text_average():
    return chain(layers.Embedding(50, 8), layers.GlobalAveragePooling1D(), layers.Dense(2, "softmax"), shape=(20,), dtype="int32")


@network
def masked_lstm():
    return chain(layers.Embedding(50, 8, mask_zero=True), layers.LSTM(8), layers.Dense(1), shape=(12,), dtype="int32")


@network
def two_in_two_out():
    shared = layers.Dense(8, "relu")

    def build(a, b):
        both = layers.Concatenate()([shared(a), shared(b)])
        return [layers.Dense(1, name="value")(both), layers.Dense(3, "softmax", name="kind")(both)]

    return graph(build, (5,), (5,))


@network
def normalization():
    layer = layers.Normalization()
    layer.adapt(np.random.default_rng(0).normal(3, 2, (100, 4)).astype("float32"))
    return chain(layer, layers.Dense(1), shape=(4,))


@network
def category_encoding():
    return chain(layers.CategoryEncoding(6, output_mode="one_hot"), layers.Dense(2), shape=(1,), dtype="int32")


@network
def discretization():
    return chain(layers.Discretization([-0.5, 0.1, 0.7]), layers.Embedding(4, 3), layers.Flatten(), layers.Dense(1), shape=(2,))


@network
def resizing():
    return chain(layers.Rescaling(1 / 255), layers.Resizing(8, 8), layers.Flatten(), layers.Dense(2), shape=(12, 12, 3))


@network
def autoencoder():
    return chain(
        layers.Conv2D(4, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same"),
        layers.UpSampling2D(),
        layers.Conv2D(1, 3, padding="same"),
        shape=(8, 8, 1),
    )


@network
def activations():
    names = ("gelu", "swish", "selu", "softplus", "softsign", "tanh", "mish", "hard_sigmoid", "exponential", "relu6")
    parts = [layers.Dense(8, name) for name in names]
    return chain(*parts, layers.PReLU(), layers.LeakyReLU(), layers.ELU(), layers.Dense(1), shape=(5,))


@network
def norms():
    return chain(
        layers.ZeroPadding2D(1), layers.Cropping2D(1), layers.GroupNormalization(2), layers.UnitNormalization(),
        layers.RMSNormalization(), layers.Permute((2, 1, 3)), layers.Flatten(), layers.Dense(2), shape=(6, 6, 4),
    )  # fmt: skip


@network
def volume():
    return chain(layers.Conv3D(4, 2, activation="relu"), layers.GlobalMaxPooling3D(), layers.Dense(1), shape=(6, 6, 6, 1))


@network
def mobilenet_v2():
    return keras.applications.MobileNetV2((96, 96, 3), 0.35, weights=None, classes=10)


@network
def mobilenet_v3():
    return keras.applications.MobileNetV3Small((64, 64, 3), weights=None, classes=10)


@network
def efficientnet():
    return keras.applications.EfficientNetB0(weights=None, classes=5, input_shape=(64, 64, 3))


@network
def mobilenet_v1():
    return keras.applications.MobileNet((64, 64, 3), 0.25, weights=None, classes=5)


@network
def resnet():
    return keras.applications.ResNet50V2(weights=None, classes=5, input_shape=(32, 32, 3))


@network
def xception():
    return keras.applications.Xception(weights=None, classes=5, input_shape=(71, 71, 3))


@network
def transformer_encoder():
    def build(x):
        for _ in range(2):
            x = layers.LayerNormalization()(x + layers.MultiHeadAttention(4, 8)(x, x))
            x = layers.LayerNormalization()(x + layers.Dense(32)(layers.Dense(64, "gelu")(x)))
        return layers.Dense(3, "softmax")(layers.GlobalAveragePooling1D()(x))

    return graph(build, (16, 32))


@network
def transformer_decoder():
    tokens = keras.Input((12,), dtype="int32", name="in0")
    x = layers.Embedding(40, 16)(tokens) + layers.Embedding(12, 16)(ops.arange(12)[None])
    x = layers.LayerNormalization()(x + layers.MultiHeadAttention(2, 8)(x, x, use_causal_mask=True))
    return keras.Model(tokens, layers.Dense(40, "softmax")(x[:, -1]))


@network
def attention_mask():
    def build(x, mask):
        allowed = ops.expand_dims(mask > 0, 1)
        y = layers.MultiHeadAttention(2, 8)(x, x, attention_mask=ops.repeat(allowed, 8, axis=1))
        return layers.Dense(1)(layers.Flatten()(y))

    return graph(build, (8, 8), (8,))


@network
def vision_transformer():
    def build(x):
        patches = layers.Reshape((16, 24))(layers.Conv2D(24, 4, strides=4)(x))
        patches = patches + layers.MultiHeadAttention(3, 8)(*(2 * [layers.LayerNormalization()(patches)]))
        return layers.Dense(4, "softmax")(layers.GlobalAveragePooling1D()(layers.LayerNormalization()(patches)))

    return graph(build, (16, 16, 3))


@network
def conv_lstm():
    return chain(layers.ConvLSTM2D(4, 3, padding="same"), layers.Flatten(), layers.Dense(1), shape=(4, 8, 8, 1))


@network
def dilated():
    return chain(
        *(layers.Conv1D(8, 2, dilation_rate=rate, padding="causal", activation="relu") for rate in (1, 2, 4, 8)),
        layers.GlobalAveragePooling1D(), layers.Dense(1), shape=(32, 2),
    )  # fmt: skip


@network
def squeeze_excite():
    def build(x):
        y = layers.Conv2D(8, 3, padding="same")(x)
        weights = layers.Dense(8, "sigmoid")(layers.Dense(2, "relu")(layers.GlobalAveragePooling2D(keepdims=True)(y)))
        return layers.Dense(2)(layers.Flatten()(layers.Multiply()([y, weights])))

    return graph(build, (10, 10, 3))


@network
def bytes_in():
    return chain(
        layers.Rescaling(1 / 127.5, -1), layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(2), shape=(8, 8, 3), dtype="uint8"
    )


@network
def integers_in():
    def build(x, codes):
        return layers.Dense(1)(layers.Concatenate()([x, layers.Flatten()(layers.Embedding(9, 4)(codes))]))

    x, codes = keras.Input((3,), name="in0"), keras.Input((2,), dtype="int32", name="in1")
    return keras.Model([x, codes], build(x, codes))


@network
def mixed_precision():
    dense = layers.Dense(16, "relu", dtype="mixed_float16")
    return chain(dense, layers.Dense(3, "softmax", dtype="float32"), shape=(8,))


@network
def residual_mlp():
    def build(x):
        for _ in range(4):
            x = layers.Add()([x, layers.Dense(16, "silu")(layers.LayerNormalization()(x))])
        return layers.Dense(1, "softplus")(x)

    return graph(build, (16,))


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:] or ZOO:
        keras.utils.set_random_seed(1)
        keras.backend.clear_session()
        ZOO[name]().save(folder / f"{name}.keras")


if __name__ == "__main__":
    main()
