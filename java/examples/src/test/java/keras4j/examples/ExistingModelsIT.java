package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.data.Datasets;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingModelsIT {
    @Test
    void a_file_that_python_saved_is_tuned(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("flowers.keras");
        Path iris = folder.resolve("iris.csv");
        try (InputStream rows = Objects.requireNonNull(Datasets.class.getResourceAsStream("iris.csv"))) {
            Files.copy(rows, iris);
        }
        String python =
                Environments.resolve(Settings.defaults(), "jax").executable().toString();
        ExampleProcess saved = ExampleProcess.run(
                List.of(python, script(), iris.toString(), file.toString()), folder, Map.of("KERAS_BACKEND", "jax"));
        assertEquals(0, saved.status(), saved.output());

        String printed = Printed.by(() -> FineTuned.main(new String[] {file.toString()}));
        assertTrue(printed.contains("keras.layers.Dense(units=3, activation=\"softmax\", name=\"head\")"), printed);
        assertTrue(printed.contains("model.get_layer(\"hidden\").trainable = False"), printed);
        assertTrue(printed.contains("Network tuned: 2 layers, 131 parameters, 51 of them trainable"), printed);
        assertTrue(loss(printed, "after") < loss(printed, "before"), printed);
    }

    @Test
    void a_layer_of_ones_own_survives_a_new_jvm(@TempDir Path folder) throws Exception {
        String file = folder.resolve("bumps.keras4j").toString();
        String fitted = Printed.by(() -> OwnLayer.main(new String[] {"fit", file}));
        ExampleProcess other = ExampleProcess.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnLayer.class.getName(),
                        "predict",
                        file),
                folder,
                Map.of());
        assertEquals(0, other.status(), other.output());
        assertTrue(other.output().contains("Keras: custom object Bump of bumps (SHA-256 "), other.output());
        assertEquals(evaluation(fitted), evaluation(other.output()));
    }

    private static String script() throws Exception {
        return Path.of(Objects.requireNonNull(ExistingModelsIT.class.getResource("/flowers.py"))
                        .toURI())
                .toString();
    }

    private static double loss(String printed, String when) {
        Matcher found = Pattern.compile(when + ": Evaluation .*loss ([0-9.]+)").matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }

    private static String evaluation(String printed) {
        Matcher found = Pattern.compile("Evaluation .*").matcher(printed);
        assertTrue(found.find(), printed);
        return found.group();
    }
}
