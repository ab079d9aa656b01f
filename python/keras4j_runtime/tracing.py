"""What TensorFlow never forgets by itself."""

import keras

_TRACED = ("CustomGradient-", "PartitionedCall-")


def forget() -> None:
    """Forgets what TensorFlow keeps of the functions that it traced and ran.

    It registers gradients for ever, and each holds the whole graph that it was traced in: some
    megabytes a fit. They are looked up only while that same graph is being traced. Its cache of
    kernels keeps those of functions that are gone; one that is still needed is made again.
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
