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
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.Models;
import keras4j.SessionFixtures;
import keras4j.archive.Signer;
import keras4j.data.Datasets;
import keras4j.expr.CustomObject;
import keras4j.model.Backend;
import keras4j.recipe.Recipe;
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

    private static void write(Path folder, String name, float[] numbers) throws IOException {
        String text = IntStream.range(0, numbers.length)
                .mapToObj(at -> numbers[at] + "\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("format-1-" + name + ".csv"), text);
        System.out.println(name + " " + Arrays.toString(Arrays.copyOf(numbers, 4)));
    }
}
