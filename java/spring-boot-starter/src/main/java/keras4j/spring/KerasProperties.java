package keras4j.spring;

import java.util.Map;
import keras4j.model.Backend;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of keras4j in an application. Those of the Python environment are read by {@link
 * keras4j.environment.Settings}.
 *
 * @param engine Library that computes predictions. By default Keras, if keras4j is on the class path, else ONNX Runtime.
 * @param backend Backend of Keras.
 * @param eager Whether the engine is opened and the models are warmed up when the application starts, rather than at
 *     their first prediction.
 * @param models Models by name. Each is a bean of this name, of the type Fitted.
 */
@ConfigurationProperties("keras4j")
record KerasProperties(
        @Nullable Engine engine,
        @DefaultValue("jax") Backend backend,
        @DefaultValue("false") boolean eager,
        @DefaultValue Map<String, ModelProperties> models) {
    /** Library that computes predictions. */
    enum Engine {
        /** Keras itself, in Python. */
        KERAS,
        /** ONNX Runtime, without Python. */
        ONNX
    }

    /**
     * Properties of a model.
     *
     * @param location File, class path resource (classpath:…) or, as a folder, model store.
     * @param version Version or tag in a store. By default the newest version.
     */
    record ModelProperties(String location, @Nullable String version) {}
}
