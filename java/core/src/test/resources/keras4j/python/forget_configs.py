"""From now on GaussianNoise can't say its configuration, without which Keras can't save it."""

import keras


def get_config(self):
    raise RuntimeError("this noise has no configuration")


get_config.real = keras.layers.GaussianNoise.get_config
keras.layers.GaussianNoise.get_config = get_config
result = True
