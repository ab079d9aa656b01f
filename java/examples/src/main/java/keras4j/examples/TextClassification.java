package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.data.DType.STRING;
import static keras4j.layer.Layers.*;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.model.Backend;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Sentiment of reviews, which this example makes itself: the vocabulary is learned from the training rows and kept with
 * the model, so that another JVM answers texts.
 */
public final class TextClassification {
    private static final String[] GOOD = {"wonderful", "moving", "funny", "superb", "clever"};
    private static final String[] BAD = {"boring", "awful", "endless", "clumsy", "dull"};
    private static final String[] THINGS = {"plot", "cast", "music", "ending", "camera"};

    private TextClassification() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            Path file = Files.createTempDirectory("keras4j").resolve("reviews.keras4j");
            fit(file);
            System.out.print(another(file));
        } else {
            answer(Path.of(args[0]));
        }
    }

    private static void fit(Path file) {
        var spec = classifier(
                        "reviews",
                        input().dtype(STRING),
                        block("words", textVectorization().maxTokens(100).outputSequenceLength(12)),
                        block("meaning", embedding(100, 16), globalAveragePooling1D()),
                        block("hidden", dense(16).activation(RELU)),
                        output())
                .epochs(15)
                .seed(1);
        try (Keras keras = Keras.open(Backend.TENSORFLOW)) {
            Fitted fitted = keras.fit(workflow("mood ~ review", spec), reviews(400, 1));
            System.out.println(keras.measure(fitted, reviews(200, 2), Measure.ACCURACY));
            fitted.save(file);
        }
    }

    /** Makes reviews such as "The plot is wonderful, the cast funny!". */
    private static DataFrame reviews(int rows, long seed) {
        Random random = new Random(seed);
        String[] texts = new String[rows];
        String[] moods = new String[rows];
        for (int row = 0; row < rows; row++) {
            boolean good = random.nextBoolean();
            String[] words = good ? GOOD : BAD;
            texts[row] = "The " + any(THINGS, random) + " is " + any(words, random) + ", the " + any(THINGS, random)
                    + " " + any(words, random) + (good ? "!" : ".");
            moods[row] = good ? "good" : "bad";
        }
        return DataFrame.byColumn("review", "mood").of(Series.of(texts), Series.of(moods));
    }

    private static String any(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    private static void answer(Path file) {
        Fitted fitted = Fitted.load(file);
        var texts = DataFrame.byColumn("review").of(Series.of("A superb, funny cast!", "An endless and dull plot."));
        try (Keras keras = Keras.open(Backend.TENSORFLOW)) {
            keras.predict(fitted, texts).labels().forEach(mood -> System.out.println("another JVM answers: " + mood));
        }
    }

    /** Runs this example in a second JVM and returns its output. */
    private static String another(Path file) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TextClassification.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the second JVM ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }
}
