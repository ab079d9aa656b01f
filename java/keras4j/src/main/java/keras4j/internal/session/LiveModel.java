package keras4j.internal.session;

import keras4j.internal.python.CompiledModel;

/**
 * Live model in Python.
 *
 * @param id its number there
 * @param predictor its compiled forward pass
 * @param size its size in bytes, for the limit of the cache
 */
public record LiveModel(long id, CompiledModel predictor, long size) {}
