package keras4j.internal.python;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import keras4j.internal.data.ArraySpec;

/** Small network as a Keras program, with rows for it. */
final class Net {
    static final int WIDTH = 8;
    static final int CLASSES = 3;
    static final List<ArraySpec> INPUTS = List.of(new ArraySpec("float32", List.of(WIDTH)));
    static final List<ArraySpec> OUTPUTS = List.of(new ArraySpec("float32", List.of(CLASSES)));

    private Net() {}

    /** Adds the network's input and output to the arguments of a call. */
    static ObjectNode ports(ObjectNode arguments) {
        arguments.putArray("customs");
        arguments.putArray("inputs").add("x");
        arguments.putArray("outputs").addObject().put("name", "y").put("classes", CLASSES);
        return arguments;
    }

    /** Returns the program of a network that trains for a number of epochs, in batches of 16. */
    static String program(int epochs) {
        return program(epochs, "keras.layers.Dense(16, activation=\"relu\", name=\"hidden\"),");
    }

    /** Returns the program of a network with custom hidden layers, a line of Python each. */
    static String program(int epochs, String hidden) {
        return """
                import keras


                def build(input_shape=(8,), num_classes=3):
                    keras.utils.set_random_seed(1)
                    model = keras.Sequential(
                        [
                            keras.Input(shape=input_shape, name="input"),
                            %s
                            keras.layers.Dense(num_classes, activation="softmax", name="output"),
                        ],
                        name="net",
                    )
                    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
                    return model


                def fit(model, x, y, validation_data=None, sample_weight=None, callbacks=()):
                    return model.fit(x, y, batch_size=16, epochs=%d, callbacks=[*callbacks], verbose=0)
                """.formatted(hidden, epochs);
    }

    static PythonArray rows(int count) {
        PythonArray rows = PythonArray.zeros("float32", count, WIDTH);
        FloatBuffer numbers = rows.memory().asFloatBuffer();
        Random random = new Random(7);
        while (numbers.hasRemaining()) {
            numbers.put(random.nextFloat());
        }
        return rows;
    }

    static PythonArray codes(int count) {
        PythonArray codes = PythonArray.zeros("int32", count);
        for (int i = 0; i < count; i++) {
            codes.memory().asIntBuffer().put(i, i % CLASSES);
        }
        return codes;
    }

    /** Returns a fit that takes longer than any test waits. */
    static PythonRequest endless() {
        return fit(1_000_000);
    }

    static PythonRequest fit(int epochs) {
        return PythonTrial.fit(program(epochs), rows(64), codes(64), CLASSES);
    }
}
