package keras4j;

/**
 * Ways in which Python can damage a live model without Java's knowledge; {@code live} is it, {@code number} its number.
 */
enum Invalidation {
    REMOVED_FROM_THE_TABLE("del object_table._objects[number]"),
    SLOTS_REMOVED("for slot in live.slots: del bridge._slots[slot]\nlive.slots.clear()"),
    MODEL_DELETED("live.model = None"),
    PREDICTOR_DELETED("live.predictor = None"),
    WEIGHTS_OF_THE_PREDICTOR_DELETED("""
            for cell in live.predictor._forward.__closure__:
                if isinstance(cell.cell_contents, list):
                    for weight in cell.cell_contents:
                        getattr(weight, "delete", lambda: None)()
                    cell.cell_contents.clear()
            """),
    VALUES_PURGED("for variable in live.model.variables: variable._value = None"),
    VALUES_DELETED("""
            for variable in live.model.variables:
                getattr(variable._value, "delete", lambda: None)()
                del variable._value
            """),
    PREDICTED_WITH_A_WRONG_SHAPE("""
            try:
                live.model.predict(np.zeros((2, 7), "float32"), verbose=0)
            except Exception as wrong:
                result = str(wrong)
            """),
    COMPILED_FUNCTIONS_FORGOTTEN("""
            import sys
            from keras4j_runtime import prediction

            prediction.function_cache._functions.clear()
            if "jax" in sys.modules:
                sys.modules["jax"].clear_caches()
            """),
    NOT_COMPILED("live.model.compiled = False\nlive.model._compile_loss = None"),
    LAYERS_REMOVED("live.model._layers.clear()\nlive.model._functional = None"),
    SESSION_CLEARED("keras.utils.clear_session()"),
    FLOATX_CHANGED("keras.config.set_floatx('float64')"),
    EPSILON_CHANGED("keras.config.set_epsilon(0.5)"),
    DTYPE_POLICY_CHANGED("keras.config.set_dtype_policy('mixed_bfloat16')"),
    UNSAFE_LOADING_ENABLED("keras.config.enable_unsafe_deserialization()"),
    COLLECTED("import gc\ngc.collect()");

    private static final String BEFORE = """
            import keras
            import numpy as np
            from keras4j_runtime import bridge, object_table

            number = max(object_table._objects)
            live = object_table._objects[number]
            """;

    private final String python;

    Invalidation(String python) {
        this.python = python;
    }

    /** The Python that does it to the model that was made last. */
    String source() {
        return BEFORE + python;
    }
}
