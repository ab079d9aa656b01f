package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;

/**
 * Serving without Python: a model of the Titanic's passengers is fitted and kept with its ONNX form. A second JVM, whose
 * PATH is empty and whose class path has neither keras4j nor Jep, prepares the rows by the recipe and predicts.
 */
public final class Serving {
    private Serving() {}

    public static void main(String[] args) throws Exception {
        var recipe = recipe("survived ~ .")
                .id("name")
                .factor("pclass", "1", "2", "3")
                .imputeMedian(numericPredictors())
                .unknown(columns("embarked"))
                .dummy(nominalPredictors())
                .normalize(columns("age", "fare", "sibsp", "parch"));
        var hidden = block("hidden", dense(arg("units", 32)).activation(RELU), dropout(0.2));
        var spec =
                classifier("passengers", input(), hidden, output()).epochs(30).seed(1);
        Path file = Files.createTempDirectory("keras4j").resolve("passengers.keras4j");
        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.withOnnx(keras.fit(workflow(recipe, spec), Datasets.titanic()));
            System.out.println(fitted.onnx().orElseThrow());
            System.out.println("Keras  "
                    + keras.predict(fitted, Datasets.titanic().head(5)).labels());
            fitted.save(file);
        }
        System.out.print(withoutPython(file));
    }

    /** Program of the second JVM. */
    static final class Answering {
        private Answering() {}

        public static void main(String[] args) throws Exception {
            Fitted fitted = Fitted.load(Path.of(args[0]));
            try (OnnxScorer scorer = OnnxScorer.open()) {
                System.out.println("Scorer "
                        + scorer.predict(fitted, Datasets.titanic().head(5)).labels());
            }
            boolean python = Files.readString(Path.of("/proc/self/maps")).contains("libpython");
            System.out.println("Python in this process: " + python + ", PATH: '" + System.getenv("PATH") + "'");
        }
    }

    private static String withoutPython(Path file) throws Exception {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(/jep-[^/]*jar|/keras4j/target/.*|/keras4j-[0-9][^/]*jar)"))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                Answering.class.getName(),
                file.toString());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "", "ORT_DISABLE_TELEMETRY", "1"));
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the second JVM ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }
}
