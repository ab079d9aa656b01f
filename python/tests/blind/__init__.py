"""A second corpus of hostile `.keras` files, made from what stock Keras writes."""

import os

os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0")
