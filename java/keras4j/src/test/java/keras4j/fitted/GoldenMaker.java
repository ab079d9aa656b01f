package keras4j.fitted;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.lstm;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.Models;
import keras4j.SessionFixtures;
import keras4j.archive.Signer;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.model.Backend;
import keras4j.recipe.Recipe;
import keras4j.spec.Spec;
import org.dflib.DataFrame;

/**
 * Makes the archives of {@link Golden}, once for each format, on JAX: {@code java -cp <the tests' class path>
 * keras4j.fitted.GoldenMaker FOLDER}. It is kept to tell how they were made; they are never made again.
 */
final class GoldenMaker {
    private static final CustomObject TWICE = CustomObject.of("Twice", """
            import keras


            class Twice(keras.layers.Layer):
                def call(self, x):
                    return 2 * x
            """);

    private GoldenMaker() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (Keras keras = Keras.open(Backend.JAX)) {
            titanic(keras, folder);
            own(keras, folder);
            conformal(keras, folder);
            varying(keras, folder);
            states(keras, folder);
        }
    }

    /** A recipe of many steps, a posterior, samples. */
    private static void titanic(Keras keras, Path folder) throws IOException {
        Recipe recipe = recipe("survived ~ pclass + sex + age + fare + embarked")
                .imputeMedian(numericPredictors())
                .imputeMode(nominalPredictors())
                .novel(nominalPredictors())
                .other(columns("embarked"), 0.2, "elsewhere")
                .log(columns("fare"), Math.E, 1)
                .yeoJohnson(columns("age"))
                .mutate("both", "age * fare")
                .dummy(nominalPredictors())
                .zv(allPredictors())
                .normalize(allPredictors());
        Fitted fitted = keras.fit(
                workflow(
                        recipe,
                        classifier("titanic", input(), block("hidden", dense(3)), output())
                                .epochs(2)
                                .seed(1)
                                .laplace()),
                Datasets.titanic());
        DataFrame rows = Golden.passengers();
        keras.withSamples(fitted, rows).save(folder.resolve("format-1-titanic.keras4j"));
        write(folder, "titanic", keras.predict(fitted, rows).tensor().toFloats());
    }

    /** A custom object, and no spec: a model that was trained further. */
    private static void own(Keras keras, Path folder) throws IOException {
        Fitted first = keras.fit(
                regressor("first", input(), block("hidden", dense(2), layer(TWICE)), output())
                        .seed(1),
                SessionFixtures.x(),
                SessionFixtures.y());
        Fitted own = keras.fit(fineTuning("own").epochs(1).seed(2), first, Golden.learned());
        own.save(folder.resolve("format-1-own.keras4j"));
        write(folder, "own", keras.predict(own, SessionFixtures.x()).floats());
    }

    /** Two models with what they were off, signed. */
    private static void conformal(Keras keras, Path folder) throws IOException {
        Conformal conformal = keras.conformal(
                workflow("mpg ~ hp + wt", SessionFixtures.tiny(1)),
                Datasets.mtcars(),
                Models.folds(2).seed(1));
        conformal.sign(Signer.of(Golden.SECRET)).save(folder.resolve("format-1-conformal.keras4j"));
        write(folder, "conformal", Golden.lower(keras, conformal));
    }

    /** A loaded file with sequences of any length, which format 2 lists as a feature; {@code older_zoo.py} makes it. */
    private static void varying(Keras keras, Path folder) throws IOException {
        Fitted fitted = keras.load(KerasFile.read(folder.resolve("masked_sequence_1.keras")));
        fitted.save(folder.resolve("format-2-varying.keras4j"));
        float[] numbers = keras.predict(fitted, Golden.sequences()).tensor().toFloats();
        write(folder.resolve("format-2-varying.csv"), numbers);
    }

    /** A network with arguments of calls, and its ONNX form. */
    private static void states(Keras keras, Path folder) throws IOException {
        Spec spec = regressor(
                        "states",
                        input(4, 2).as("steps"),
                        block("encoder", lstm(3).returnState(true))
                                .from("steps")
                                .outputs("h", "c"),
                        block("decoder", lstm(3)).from("steps").call("initial_state", "h", "c"),
                        output().from("decoder"))
                .epochs(1)
                .seed(1);
        Fitted fitted = keras.withOnnx(keras.fit(
                spec,
                Examples.of(Golden.steps(), Map.of("output", Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8)))));
        fitted.save(folder.resolve("format-2-states.keras4j"));
        float[] numbers = keras.predict(fitted, Golden.steps()).tensor().toFloats();
        write(folder.resolve("format-2-states.csv"), numbers);
    }

    private static void write(Path folder, String name, float[] numbers) throws IOException {
        write(folder.resolve("format-1-" + name + ".csv"), numbers);
    }

    private static void write(Path file, float[] numbers) throws IOException {
        String text = IntStream.range(0, numbers.length)
                .mapToObj(at -> numbers[at] + "\n")
                .collect(Collectors.joining());
        Files.writeString(file, text);
        System.out.println(file.getFileName() + " " + Arrays.toString(Arrays.copyOf(numbers, 4)));
    }
}
