"""The genuine model of texts that the hostile ones begin with: `python -m blind.texts`, once, on TensorFlow.

Keras needs TensorFlow to make it, so its file is kept. The members are those that stock Keras saved, the headers as `pack` has
them: Keras takes the times of vocabularies from the disk.
"""

import io
import zipfile
from pathlib import Path

import keras
import numpy as np

from .cases import L
from .models import saved
from .zips import pack


def model() -> keras.Model:
    """Texts, words and codes with vocabularies that were learned."""
    words, letters, numbers = L.TextVectorization(output_sequence_length=4), L.StringLookup(), L.IntegerLookup()
    words.adapt(["a fine film", "a bad film"])
    letters.adapt(["red", "blue"])
    numbers.adapt(np.array([7, -4]))
    text, colour = keras.Input((1,), dtype="string", name="text"), keras.Input((1,), dtype="string", name="colour")
    code = keras.Input((1,), dtype="int32", name="code")
    read = L.GlobalAveragePooling1D()(L.Embedding(8, 2)(words(text)))
    looked = [L.Flatten()(L.Embedding(4, 2)(table(given))) for table, given in ((letters, colour), (numbers, code))]
    return keras.Model([text, colour, code], L.Dense(1)(L.Concatenate()([read, *looked])), name="texts")


if __name__ == "__main__":
    with zipfile.ZipFile(io.BytesIO(saved(model()))) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    (Path(__file__).parent / "texts.keras").write_bytes(pack(content))
