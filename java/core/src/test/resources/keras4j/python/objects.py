"""How many objects Python's collector knows of, once it has collected."""

import gc

gc.collect()
gc.collect()
result = len(gc.get_objects())
