package keras4j.spring;

import java.util.Locale;
import keras4j.scoring.Scorer;
import keras4j.spring.KerasProperties.Engine;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Choice of the engine, by the properties or by the class path. */
final class EngineChoice {
    static final String KERAS = "keras4j.Keras";
    static final String ONNX = "keras4j.onnx.OnnxScorer";

    private EngineChoice() {}

    /** Returns the class of the engine's bean. */
    static Class<? extends Scorer> of(@Nullable Engine engine, @Nullable ClassLoader loader) {
        boolean keras = engine == null ? ClassUtils.isPresent(KERAS, loader) : engine == Engine.KERAS;
        String name = keras ? KERAS : ONNX;
        if (!ClassUtils.isPresent(name, loader)) {
            throw new IllegalStateException("keras4j.engine: " + missing(engine));
        }
        return ClassUtils.resolveClassName(name, loader).asSubclass(Scorer.class);
    }

    private static String missing(@Nullable Engine engine) {
        return engine == null
                ? "an engine must be on the class path, got none; add keras4j, or keras4j-onnx"
                : "the engine " + engine.name().toLowerCase(Locale.ROOT)
                        + " must be on the class path, got none; add "
                        + (engine == Engine.KERAS ? "keras4j" : "keras4j-onnx");
    }
}
