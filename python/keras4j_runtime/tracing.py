"""What TensorFlow never forgets by itself."""

import keras

_TRACED = ("CustomGradient-", "PartitionedCall-")


def forget() -> None:
    """Forgets the gradients that TensorFlow registered while it traced functions.

    It keeps them for ever, and each holds the whole graph that it was traced in: some megabytes a
    fit. They are looked up only while that same graph is being traced.
    """
    if keras.backend.backend() != "tensorflow":
        return
    from tensorflow.python.framework import ops

    registered = ops.gradient_registry._registry
    for name in list(registered):
        if name.startswith(_TRACED):
            registered.pop(name, None)
