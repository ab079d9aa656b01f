"""Release of memory that TensorFlow never frees by itself."""

import keras

_TRACED = ("CustomGradient-", "PartitionedCall-")


def forget() -> None:
    """Removes what TensorFlow keeps of traced functions.

    TensorFlow registers gradients permanently, and each holds the whole graph it was traced in, some megabytes
    per fit. They are looked up only while that graph is being traced. Its kernel cache keeps the kernels of
    deleted functions; a kernel that is still needed is created again.
    """
    if keras.backend.backend() != "tensorflow":
        return
    from tensorflow.python.eager import context
    from tensorflow.python.framework import ops

    registered = ops.gradient_registry._registry
    for name in list(registered):
        if name.startswith(_TRACED):
            registered.pop(name, None)
    context.context().clear_kernel_cache()
