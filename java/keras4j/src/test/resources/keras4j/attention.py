"""Networks with attention, states and masks, as one writes them in plain Keras.

Each argument is a folder with the name of a network: that network learns `x` and `y` there, its weights are compared, bit by
bit, with those in `fitted.keras`, and it predicts `x`.
"""

import functools
import json
import sys
from pathlib import Path

import keras
import numpy as np
import plain
from keras import layers


def network(make):
    """Makes a function that builds and compiles a network as the specs of the test do."""

    @functools.wraps(make)
    def build():
        keras.utils.set_random_seed(7)
        inputs, end = make()
        model = keras.Model(inputs, layers.Dense(1, name="output")(end), name=make.__name__)
        model.compile(
            optimizer=keras.optimizers.Adam(learning_rate=0.01),
            loss="mean_squared_error",
            metrics=["mean_absolute_error"],
        )
        return model

    return build


def main(folder):
    model = globals()[folder.name]()
    x = plain.load(folder, "x")
    history = model.fit(x, plain.load(folder, "y"), batch_size=16, epochs=2, verbose=0).history
    np.save(folder / "predictions.npy", model.predict(x, verbose=0))
    model.save(folder / "plain.keras")
    differing = plain.differing(plain.weights(folder / "fitted.keras"), plain.weights(folder / "plain.keras"))
    (folder / "answer.json").write_text(json.dumps({"history": history, "differing": differing}))


SHAPES = {
    "q": (6, 8),
    "m": (5, 8),
    "v": (8,),
    "w": (6,),
    "keep": (6,),
    "seen": (5,),
    "film": (4, 6, 6, 1),
    "picture": (8, 8, 1),
}


def inputs(names):
    return {name: keras.Input(SHAPES[name], name=name) for name in names.split()}


def mean(x):
    return layers.GlobalAveragePooling1D()(x)


@network
def self_attention():
    q = keras.Input((6, 8))
    return q, layers.Flatten()(layers.MultiHeadAttention(2, 4)(q, q))


@network
def causal():
    q = keras.Input((6, 8))
    x = layers.MultiHeadAttention(2, 4, use_bias=False)(q, q, use_causal_mask=True)
    return q, mean(layers.MultiHeadAttention(1, 4)(x, x))


@network
def cross():
    i = inputs("q m")
    return i, mean(layers.MultiHeadAttention(2, 4)(i["q"], i["m"]))


@network
def key_apart():
    i = inputs("q m")
    k = layers.Dense(6, activation="relu")(i["m"])
    x = layers.MultiHeadAttention(2, 4)(i["q"], i["m"], k)
    return i, mean(layers.MultiHeadAttention(2, 4)(x, value=i["m"], key=k))


@network
def grouped():
    i = inputs("q m")
    x = layers.GroupQueryAttention(4, 4, 2)(i["q"], i["q"], use_causal_mask=True)
    return i, mean(layers.GroupQueryAttention(4, 4, 2)(x, i["m"]))


@network
def dot_self():
    q = keras.Input((6, 8))
    return q, layers.Flatten()(layers.Attention(use_scale=True)([q, q]))


@network
def dot_masked():
    i = inputs("q m keep seen")
    x, weights = layers.Attention()([i["q"], i["m"]], mask=[i["keep"], i["seen"]], return_attention_scores=True)
    y = layers.Attention()([i["q"], i["m"]], mask=[None, i["seen"]])
    return i, mean(layers.Concatenate()([x, y, weights]))


@network
def additive():
    i = inputs("q m")
    k = layers.Dense(8)(i["m"])
    x = layers.AdditiveAttention()([i["q"], i["m"], k], use_causal_mask=True)
    return i, mean(layers.AdditiveAttention()([x, x]))


@network
def scores():
    q = keras.Input((6, 8))
    x, weights = layers.MultiHeadAttention(2, 4)(q, q, return_attention_scores=True)
    return q, layers.Concatenate()([layers.Flatten()(x), layers.Flatten()(weights)])


@network
def padded():
    i = inputs("q m keep seen")
    x = layers.MultiHeadAttention(2, 4)(i["q"], i["m"], query_mask=i["keep"], value_mask=i["seen"])
    return i, layers.GlobalAveragePooling1D()(x, mask=i["keep"])


def encoded(x):
    attended = layers.MultiHeadAttention(2, 4, dropout=0.1)(x, x)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))
    fed = layers.Dense(16, activation="relu")(x)
    fed = layers.Dense(8)(fed)
    fed = layers.Dropout(0.1)(fed)
    return layers.LayerNormalization()(layers.Add()([x, fed]))


def decoded(x, memory):
    attended = layers.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))
    looked = layers.MultiHeadAttention(2, 4)(x, memory)
    x = layers.LayerNormalization()(layers.Add()([x, looked]))
    fed = layers.Dense(16, activation="relu")(x)
    fed = layers.Dense(8)(fed)
    return layers.LayerNormalization()(layers.Add()([x, fed]))


@network
def encoder():
    q = keras.Input((6, 8))
    return q, mean(encoded(encoded(q)))


@network
def decoder():
    i = inputs("q m")
    return i, mean(decoded(i["q"], i["m"]))


@network
def transformer():
    i = inputs("w m")
    words = layers.Embedding(20, 8)(i["w"])
    return i, mean(decoded(words, encoded(i["m"])))


@network
def vision():
    picture = keras.Input((8, 8, 1))
    patches = layers.Conv2D(8, 4, strides=4)(picture)
    patches = layers.Reshape((-1, 8))(patches)
    return picture, mean(encoded(patches))


@network
def seq2seq():
    i = inputs("m q")
    _, h, c = layers.LSTM(4, return_state=True)(i["m"])
    return i, mean(layers.LSTM(4, return_sequences=True)(i["q"], initial_state=[h, c]))


@network
def seq2seq_gru():
    i = inputs("m q")
    read, state = layers.GRU(4, return_sequences=True, return_state=True)(i["m"])
    written = layers.GRU(4, return_sequences=True)(i["q"], initial_state=state)
    looked = layers.Attention()([written, read])
    return i, mean(layers.Concatenate()([written, looked]))


@network
def both_ways():
    i = inputs("m q")
    _, fh, fc, bh, bc = layers.Bidirectional(layers.LSTM(3, return_state=True))(i["m"])
    h = layers.Concatenate()([fh, bh])
    c = layers.Concatenate()([fc, bc])
    again = layers.Bidirectional(layers.LSTM(3, return_sequences=True))(i["q"], initial_state=[fh, fc, bh, bc])
    return i, mean(layers.LSTM(6, return_sequences=True)(again, initial_state=[h, c]))


@network
def apart():
    q = keras.Input((6, 8))
    forth, back = layers.Bidirectional(layers.GRU(3), merge_mode=None)(q)
    return q, layers.Concatenate()([forth, back])


@network
def masked():
    i = inputs("q keep")
    read = layers.SimpleRNN(4)(i["q"], mask=i["keep"])
    both = layers.Bidirectional(layers.GRU(3))(i["q"], mask=i["keep"])
    return i, layers.Concatenate()([read, both])


@network
def stacked():
    q = keras.Input((6, 8))
    read, (h, c), s = layers.RNN(layers.StackedRNNCells([layers.LSTMCell(4), layers.GRUCell(3)]), return_state=True)(q)
    return q, layers.Concatenate()([read, h, c, s])


@network
def unrolled():
    v = keras.Input((8,))
    h0 = layers.Dense(4)(v)
    c0 = layers.Dense(4)(v)
    cell = layers.LSTMCell(4)
    _, (h1, c1) = cell(v, [h0, c0])
    step, (_, c2) = cell(v, [h1, c1])
    last, state = layers.GRUCell(4)(v, step)
    return v, layers.Concatenate()([last, state, c2])


@network
def shared_attention():
    i = inputs("q m")
    attend, after = layers.MultiHeadAttention(2, 4), layers.Dense(8)
    a = after(attend(i["q"], i["q"], use_causal_mask=True))
    b = after(attend(a, a, use_causal_mask=True))
    return i, mean(after(attend(b, i["m"], use_causal_mask=True)))


@network
def film():
    x = keras.Input((4, 6, 6, 1))
    _, h, c = layers.ConvLSTM2D(2, 3, padding="same", return_state=True)(x)
    again = layers.ConvLSTM2D(2, 3, padding="same")(x, initial_state=[h, c])
    return x, layers.GlobalAveragePooling2D()(again)


@network
def word_mask():
    w = keras.Input((6,))
    words = layers.Embedding(20, 8, mask_zero=True)(w)
    looked = layers.MultiHeadAttention(2, 4)(words, words)
    return w, layers.LSTM(4)(looked)


@network
def always_dropping():
    v = keras.Input((8,))
    hidden = layers.Dense(16, activation="relu")(v)
    return v, layers.Dropout(0.4)(hidden, training=True)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        main(Path(argument))
