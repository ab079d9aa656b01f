"""Saves models as somebody with Python would: the folder is the argument."""

import pathlib
import sys

import keras
import numpy as np

folder = pathlib.Path(sys.argv[1])
keras.utils.set_random_seed(7)
random = np.random.default_rng(7)
x = random.normal(size=(64, 3)).astype("float32")
np.save(folder / "x.npy", x)
y = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0).astype(int)


@keras.saving.register_keras_serializable("mine")
class Scale(keras.layers.Layer):
    def __init__(self, factor=1.0, **others):
        super().__init__(**others)
        self.factor = factor

    def call(self, x):
        return x * self.factor

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def save(name, model, rows=x):
    model.save(folder / f"{name}.keras")
    answers = model.predict(rows, verbose=0)
    np.save(folder / f"{name}.npy", np.asarray(answers, dtype="float32"))


sorts = keras.Sequential(
    [
        keras.Input((3,)),
        keras.layers.Dense(8, activation="relu", name="hidden"),
        keras.layers.Dense(3, activation="softmax", name="head"),
    ],
    name="sorts",
)
schedule = keras.optimizers.schedules.ExponentialDecay(0.02, 10, 0.9)
sorts.compile(keras.optimizers.Adam(schedule), "sparse_categorical_crossentropy", metrics=["accuracy"])
sorts.fit(x, y, epochs=2, verbose=0)
save("sorts", sorts)

entrance = keras.Input((3,), name="entrance")
shared = keras.layers.Dense(3, activation="tanh", name="shared")
joined = keras.layers.Concatenate(name="join")([shared(entrance), shared(shared(entrance))])
twin = keras.Model(entrance, keras.layers.Dense(1, name="price")(joined), name="twin")
save("twin", twin)

left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
both = keras.layers.Concatenate(name="both")([left, right])
heads = {"price": keras.layers.Dense(1, name="value")(both), "kind": keras.layers.Dense(2, activation="softmax", name="sort")(both)}
pair = keras.Model([left, right], heads, name="pair")
pair.compile("adam", {"price": "mse", "kind": "sparse_categorical_crossentropy"})
pair.save(folder / "pair.keras")
np.save(folder / "pair.npy", pair.predict([x, x], verbose=0)["price"])

each = keras.Sequential([keras.Input((3,), name="step"), keras.layers.Dense(2, name="inner")], name="each")
steps = keras.Input((None, 3), name="steps")
spread = keras.layers.TimeDistributed(each, name="spread")(steps) + np.ones((1, 2), "float32")
keras.Model(steps, spread, name="series").save(folder / "series.keras")

save("scaled", keras.Sequential([keras.Input((3,)), Scale(2.0, name="twice"), keras.layers.Dense(1)], name="scaled"))
save("hidden", keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda v: v + 1, name="plus")], name="hidden"))


@keras.saving.register_keras_serializable("mine")
def steep(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred) * 3, axis=-1)


steeply = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, name="price")], name="steeply")
steeply.compile("adam", steep)
steeply.fit(x, x[:, :1], verbose=0)
save("steeply", steeply)


@keras.saving.register_keras_serializable("mine")
class Halves(keras.Model):
    def __init__(self, first=None, **others):
        super().__init__(**others)
        self.first = first or keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])

    def call(self, x):
        return self.first(x) / 2

    def train_step(self, data):
        return {}

    def get_config(self):
        return {**super().get_config(), "first": keras.saving.serialize_keras_object(self.first)}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "first": keras.saving.deserialize_keras_object(config["first"])})


entrance = keras.Input((3,))
halves = Halves(name="halves")
save("within", keras.Model(entrance, halves(entrance), name="within"))
halves.save(folder / "halves.keras")

unnamed = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)], name="unnamed")
unnamed.compile("adam", lambda y_true, y_pred: keras.ops.mean(keras.ops.abs(y_true - y_pred)))
save("unnamed", unnamed)
