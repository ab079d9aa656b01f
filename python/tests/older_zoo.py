"""Small zoo of `.keras` files of one older version of Keras, that of the interpreter, kept in one archive.

`python older_zoo.py FOLDER` writes `keras-VERSION.zip`: for each kind what `zoo.py` saves of it. A kind that the version can't make
is left out, and said. The archives in `java/keras4j/src/test/resources/keras4j/older` were made once, with the NumPy and JAX of
their time (`numpy<2`, `jax==0.4.30`) and `dm-tree` beside Keras; `SHA256SUMS` there has their sums.
"""

import pathlib
import sys
import tempfile
import zipfile
from collections.abc import Callable
from typing import Any

import keras
import numpy as np

if not hasattr(keras, "tree"):  # Before Keras 3.2.
    import tree

    keras.tree = tree

import zoo
from zoo_kinds import KINDS

CHOSEN = (
    "mnist_convnet_1",
    "image_from_scratch_2",
    "autoencoder",
    "siamese_pair",
    "model_of_dicts",
    "imdb_bidirectional_2",
    "masked_sequence_1",
    "masked_sequence_2",
    "text_transformer_2",
    "seq2seq_1",
    "wide_and_deep",
    "prepared_features",
    "stacked_cells",
    "causal_network_2",
    "vae_decoder",
    "gan_discriminator",
    "operations",
    "quantized_1",
    "low_rank_adapted",
    "fixed_batch",
    "normalized_weights",
)
MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time of all members, so that the same files make the same archive."""


def trained(optimizer: Any, loss: str, units: int, activation: str) -> Any:
    """Returns a network after two steps of training, saved with its compile state."""
    random = np.random.default_rng(5)
    model = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(6, activation="relu", kernel_regularizer="l2"),
            keras.layers.BatchNormalization(),
            keras.layers.Dense(units, activation=activation),
        ]
    )
    model.compile(optimizer=optimizer, loss=loss, metrics=["mae" if units == 1 else "accuracy"])
    y = random.random((8, 1)) if units == 1 else random.integers(0, units, (8,))
    model.fit(random.random((8, 4)), y, batch_size=4, epochs=1, verbose=0)
    return model


TRAINED: dict[str, Callable[[], Any]] = {
    "trained_adam": lambda: trained(keras.optimizers.Adam(0.01), "mse", 1, "linear"),
    "trained_sgd": lambda: trained(keras.optimizers.SGD(0.01, momentum=0.9), "sparse_categorical_crossentropy", 3, "softmax"),
    "trained_rmsprop": lambda: trained(keras.optimizers.RMSprop(0.01, momentum=0.5), keras.losses.Huber(), 1, "linear"),
}


def make(folder: pathlib.Path) -> list[str]:
    """Saves all kinds that this Keras can make, and returns the others with the reason."""
    left = []
    for name, kind in {**{name: KINDS[name] for name in CHOSEN}, **TRAINED}.items():
        keras.backend.clear_session()
        keras.utils.set_random_seed(7)
        try:
            zoo.save(name, kind(), folder)
        except (AttributeError, ImportError, NotImplementedError, TypeError, ValueError) as e:
            left.append(f"{name}: {type(e).__name__}: {str(e).strip().splitlines()[0] if str(e).strip() else ''}")
            for part in folder.glob(name + ".*"):
                part.unlink()
    return left


def pack(folder: pathlib.Path, file: pathlib.Path) -> None:
    """Packs a folder's files, in order."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each in sorted(folder.iterdir()):
            archive.writestr(zipfile.ZipInfo(each.name, MOMENT), each.read_bytes(), zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for line in make(pathlib.Path(made)):
            print(keras.__version__, "has no", line)
        pack(pathlib.Path(made), pathlib.Path(sys.argv[1]) / f"keras-{keras.__version__}.zip")
