package keras4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Well-known example data sets: small ones that ship with the library, and MNIST. */
public final class Datasets {
    private static final int DIGITS = 1797;
    private static final int DIGITS_TRAIN = 1437;
    private static final List<String> MNIST_FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    private Datasets() {}

    /**
     * A training set and a test set. Picture sets have an array column {@code x}, one flattened picture a row with grey
     * values from 0 to 1, and an int column {@code y}, the digit.
     *
     * @param train the training rows
     * @param test the test rows
     */
    public record TrainTest(DataFrame train, DataFrame test) {
        /**
         * Checks the components.
         *
         * @param train the training rows
         * @param test the test rows
         */
        public TrainTest {
            Preconditions.notNull("TrainTest", "train", train);
            Preconditions.notNull("TrainTest", "test", test);
        }

        @Override
        public String toString() {
            return "TrainTest " + train.height() + " train rows, " + test.height() + " test rows";
        }
    }

    /**
     * Returns handwritten digits of 8 × 8 pixels: 1,797 rows, {@code x} of 64 values from 0 to 1, {@code y} from 0 to
     * 9. The first 1,437 rows are for training, the last 360 for testing.
     *
     * <p>E. Alpaydin, C. Kaynak: <a href="https://archive.ics.uci.edu/dataset/80">Optical Recognition of Handwritten
     * Digits</a>, UCI Machine Learning Repository, 1998, CC BY 4.0: the test part, in the order of scikit-learn's copy.
     *
     * @return training and test rows
     */
    public static TrainTest digits() {
        byte[] rows = resource("digits.gz", true);
        Tensor x = Tensor.allocate(DType.FLOAT32, DIGITS, 64);
        var floats = x.buffer().asFloatBuffer();
        int[] y = new int[DIGITS];
        for (int row = 0; row < DIGITS; row++) {
            for (int pixel = 0; pixel < 64; pixel++) {
                floats.put(rows[row * 65 + pixel] / 16f);
            }
            y[row] = rows[row * 65 + 64];
        }
        return split(frame(x, y), DIGITS_TRAIN);
    }

    private static TrainTest split(DataFrame all, int train) {
        return new TrainTest(all.head(train), all.tail(all.height() - train));
    }

    private static DataFrame frame(Tensor x, int[] y) {
        return DataFrame.byColumn("x", "y").of(TensorSeries.of(x), Series.ofInt(y));
    }

    /**
     * Returns the fuel use of 32 cars: {@code mpg} (miles a gallon) and ten other numbers.
     *
     * <p>H. V. Henderson, P. F. Velleman: Building multiple regression models interactively, Biometrics 37, 1981; from
     * the 1974 Motor Trend magazine.
     *
     * @return the cars
     */
    public static DataFrame mtcars() {
        List<String[]> lines = csv("mtcars.csv");
        Series<?>[] columns = IntStream.range(0, lines.get(0).length)
                .mapToObj(column -> doubles(lines, column))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(lines.get(0)).of(columns);
    }

    /**
     * Returns four measurements of 150 iris flowers, in cm, and their {@code species}: 50 each of setosa, versicolor
     * and virginica, in this order.
     *
     * <p>R. A. Fisher: <a href="https://archive.ics.uci.edu/dataset/53">The use of multiple measurements in taxonomic
     * problems</a>, Annals of Eugenics 7, 1936, CC BY 4.0.
     *
     * @return the flowers
     */
    public static DataFrame iris() {
        return labelled("iris.csv");
    }

    /**
     * Returns thirty measurements of the nuclei in 569 samples of breast tissue, and their {@code diagnosis}: 357
     * benign, 212 malignant.
     *
     * <p>W. Wolberg, O. Mangasarian, N. Street, W. Street: <a href="https://archive.ics.uci.edu/dataset/17">Breast
     * Cancer Wisconsin (Diagnostic)</a>, UCI Machine Learning Repository, 1993, CC BY 4.0: in the order of
     * scikit-learn's copy.
     *
     * @return the samples
     */
    public static DataFrame breastCancer() {
        return labelled("breast_cancer.csv");
    }

    /** Reads numbers, and labels from the last column. */
    private static DataFrame labelled(String name) {
        List<String[]> lines = csv(name);
        int last = lines.get(0).length - 1;
        Stream<Series<?>> numbers = IntStream.range(0, last).mapToObj(column -> doubles(lines, column));
        String[] labels = lines.stream().skip(1).map(cells -> cells[last]).toArray(String[]::new);
        return DataFrame.byColumn(lines.get(0))
                .of(Stream.concat(numbers, Stream.of(Series.of(labels))).toArray(Series<?>[]::new));
    }

    /**
     * Returns the 1,309 passengers of the Titanic; missing values are null.
     *
     * <p>Columns: {@code name}, {@code pclass} (1 to 3), {@code sex}, {@code age} in years (263 are missing),
     * {@code sibsp} (siblings and spouse aboard), {@code parch} (parents and children aboard), {@code fare} in pounds
     * (one is missing), {@code embarked} (C, Q or S; two are missing) and {@code survived}, no or yes.
     *
     * <p>F. E. Harrell Jr., T. Cason: <a href="https://www.openml.org/d/40945">Titanic</a>, Vanderbilt Biostatistics,
     * 2002; in the public domain, from scikit-learn's copy.
     *
     * @return the passengers
     */
    public static DataFrame titanic() {
        List<String[]> lines = lines("titanic.tsv", "\t");
        Series<?>[] columns = IntStream.range(0, lines.get(0).length)
                .mapToObj(column -> optional(lines, column))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(lines.get(0)).of(columns);
    }

    private static Series<?> optional(List<String[]> lines, int column) {
        List<String> cells = lines.stream().skip(1).map(each -> each[column]).toList();
        return switch (lines.get(0)[column]) {
            case "pclass", "sibsp", "parch" ->
                Series.ofInt(cells.stream().mapToInt(Integer::parseInt).toArray());
            case "age", "fare" -> optional(cells, Double::valueOf, Double[]::new);
            default -> optional(cells, cell -> cell, String[]::new);
        };
    }

    private static <T> Series<T> optional(List<String> cells, Function<String, T> read, IntFunction<T[]> array) {
        return Series.of(cells.stream()
                .map(cell -> cell.isEmpty() ? null : read.apply(cell))
                .toArray(array));
    }

    private static Series<?> doubles(List<String[]> lines, int column) {
        return Series.ofDouble(lines.stream()
                .skip(1)
                .mapToDouble(cells -> Double.parseDouble(cells[column]))
                .toArray());
    }

    private static List<String[]> csv(String name) {
        return lines(name, ",");
    }

    private static List<String[]> lines(String name, String separator) {
        return new String(resource(name, false), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(separator, -1))
                .toList();
    }

    private static byte[] resource(String name, boolean gzip) {
        try (InputStream in = Objects.requireNonNull(Datasets.class.getResourceAsStream(name), name)) {
            return (gzip ? new GZIPInputStream(in) : in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns MNIST: 60,000 training and 10,000 test pictures of handwritten digits, {@code x} of 784 values from 0 to
     * 1.
     *
     * <p>Read from Keras' own cache, {@code ~/.keras/datasets/mnist.npz} (or under {@code KERAS_HOME}), after a
     * download if the file is missing. See <a href="https://keras.io/api/datasets/mnist/">Keras' page</a>.
     *
     * @return training and test rows
     * @throws UncheckedIOException if the file can neither be found nor downloaded, or its content is not as expected
     *     by Keras
     */
    public static TrainTest mnist() {
        Path file = KerasCache.mnist(System.getenv("KERAS_HOME"), System.getProperty("user.home"))
                .fetched();
        try (NpzReader npz = NpzReader.open(file)) {
            return new TrainTest(
                    frame(npz.bytes("x_train", 3), npz.bytes("y_train", 1)),
                    frame(npz.bytes("x_test", 3), npz.bytes("y_test", 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Returns MNIST, or another set in its format, from a folder of IDX files, plain or {@code .gz}:
     * {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte},
     * {@code t10k-labels-idx1-ubyte}.
     *
     * @param folder the folder of the files
     * @return training and test rows
     * @throws UncheckedIOException if files are missing, which the message names, or one is truncated or not in this
     *     format
     */
    public static TrainTest mnist(Path folder) {
        Preconditions.notNull("Datasets", "folder", folder);
        try {
            IdxReader.require(folder, MNIST_FILES);
            return new TrainTest(idx(folder, "train"), idx(folder, "t10k"));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static DataFrame idx(Path folder, String part) throws IOException {
        return frame(
                IdxReader.read(folder, part + "-images-idx3-ubyte", 3),
                IdxReader.read(folder, part + "-labels-idx1-ubyte", 1));
    }

    private static DataFrame frame(Tensor pictures, Tensor labels) throws IOException {
        if (pictures.rows() != labels.rows()) {
            throw new IOException(
                    "Datasets: labels must be " + pictures.rows() + ", one a picture, got " + labels.rows());
        }
        return frame(ImageArrays.grey(pictures), ImageArrays.labels(labels));
    }
}
