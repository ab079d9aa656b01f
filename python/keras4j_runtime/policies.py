"""Keras' dtype policy, which a program sets for the layers that it makes."""

import contextlib
from collections.abc import Iterator

import keras


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Puts back the policy of this thread: what one program sets is not for the next."""
    before = keras.config.dtype_policy()
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)
