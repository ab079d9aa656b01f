package keras4j;

import keras4j.python.Predictor;

/**
 * A model that lives in Python.
 *
 * @param id its number there
 * @param predictor its compiled forward pass
 * @param size the bytes it is counted with
 */
record LiveModel(long id, Predictor predictor, long size) {}
