package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.fitted.KerasFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that networks in the shapes of Keras' own examples are read, and predict as in plain Keras, or are refused. */
class ZooIT {
    /** Kinds that are left out between two in a build. */
    private static final int STEP = 10;

    private static final Map<String, String> REFUSED = Map.of(
            "stateful_lstm",
            "KerasFile stateful_lstm.keras: layer must not be stateful, as rows would depend on those before, got lstm;"
                    + " build the model with stateful=False, set_weights(stateful.get_weights()) and save that");

    @TempDir
    private Path folder;

    @Test
    void networks_of_the_examples_predict_as_in_plain_keras_or_are_refused_with_the_reason() throws Exception {
        PlainPython.zoo(folder, ReliabilityFigure.isFull() ? 1 : STEP);
        ZooFolder zoo = new ZooFolder(folder);
        int right = 0;
        List<String> wrong = new ArrayList<>();
        try (Keras keras = Keras.open()) {
            for (String name : zoo.names()) {
                if (REFUSED.containsKey(name)) {
                    refused(zoo, name);
                } else if (zoo.predicts(keras, name, wrong)) {
                    right++;
                }
            }
        }
        assertEquals(List.of(), wrong);
        ReliabilityFigure.ZOO.is(right);
        programs(zoo);
    }

    /** Checks that the programs of the networks build them. */
    private void programs(ZooFolder zoo) throws Exception {
        for (String name : zoo.names()) {
            if (!REFUSED.containsKey(name)) {
                zoo.writeProgram(name);
            }
        }
        PlainPython.programs(folder);
    }

    private static void refused(ZooFolder zoo, String name) {
        ArchiveException refused = assertThrows(ArchiveException.class, () -> KerasFile.read(zoo.file(name)));
        assertEquals(REFUSED.get(name), refused.getMessage());
    }
}
