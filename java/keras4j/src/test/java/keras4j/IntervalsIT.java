package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SIGMOID;
import static keras4j.activation.Activation.TANH;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.reshape;
import static keras4j.resample.Resampling.folds;
import static keras4j.resample.Resampling.monteCarlo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import keras4j.archive.ArchiveException;
import keras4j.data.Batches;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.initializer.Initializers;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.interval.Laplace;
import keras4j.internal.interval.SufficientStatistics;
import keras4j.prediction.Intervals;
import keras4j.recipe.Selectors;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the coverage of intervals on unseen rows. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntervalsIT {
    private static final int UNSEEN = 2000;

    private static final Spec CURVE = regressor(
                    "curve", input(), block("hidden", dense(arg("units", 16)).activation(TANH)), output())
            .epochs(150)
            .batchSize(64)
            .learnRate(0.02)
            .seed(1)
            .laplace();

    private final Keras keras = Keras.open();
    private final DataFrame train = wave(1, 500);
    private final DataFrame calibration = wave(2, 500);
    private final DataFrame unseen = wave(3, UNSEEN);
    private final DataFrame cars = Datasets.mtcars();
    private final Fitted curve = keras.fit(workflow("y ~ x", CURVE), train);
    private final Conformal crossed = keras.conformal(workflow("y ~ x", CURVE.epochs(100)), train, folds(3).seed(1));

    @AfterAll
    void close() {
        keras.close();
    }

    /** A wave with normal noise of 0.3. */
    private static DataFrame wave(long seed, int rows) {
        Random random = new Random(seed);
        float[] x = new float[rows];
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = random.nextFloat() * 4 - 2;
            y[row] = (float) (Math.sin(2 * x[row]) + 0.5 * x[row] + 0.3 * random.nextGaussian());
        }
        return DataFrame.byColumn("x", "y").of(Series.ofFloat(x), Series.ofFloat(y));
    }

    private static float[] floats(DataFrame frame, String column) {
        float[] values = new float[frame.height()];
        frame.getColumn(column).castAsFloat().copyToFloat(values, 0, 0, values.length);
        return values;
    }

    private static List<String> columns(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }

    private double coverage(DataFrame intervals) {
        return Coverage.of(intervals, unseen, "y");
    }

    /**
     * Three standard deviations of what comes out for one model and one drawing of the rows: of the rows to test by, and of as
     * many as the intervals were made from.
     */
    private static double slack(double level, int madeFrom) {
        return 3 * Math.sqrt(level * (1 - level) * (1.0 / UNSEEN + 1.0 / madeFrom));
    }

    private void holds(double level, DataFrame intervals) {
        double part = coverage(intervals);
        assertEquals(level, part, slack(level, 500), intervals.head(3).toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95})
    void laplace_intervals_hold_on_rows_never_seen(double level) {
        Intervals intervals = keras.intervals(curve, unseen);
        holds(level, intervals.prediction(level));
        assertTrue(coverage(intervals.confidence(level)) < level / 2, "the noise is most of it");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95})
    void split_conformal_intervals_hold_on_rows_never_seen(double level) {
        holds(
                level,
                keras.intervals(keras.conformal(curve, calibration), unseen).prediction(level));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95})
    void intervals_of_cv_plus_hold_on_rows_never_seen(double level) {
        holds(level, keras.intervals(crossed, unseen).prediction(level));
    }

    @Test
    void the_bounds_of_these_tests_notice_a_wrong_width() {
        Intervals intervals = keras.intervals(curve, unseen);
        assertFalse(Math.abs(0.8 - coverage(intervals.prediction(0.9))) < slack(0.8, 500));
        assertFalse(Math.abs(0.95 - coverage(intervals.prediction(0.9))) < slack(0.95, 500));
    }

    @Test
    void the_noise_that_was_there_is_found() {
        assertEquals(
                0.3,
                Math.sqrt(PublicFaces.open(curve, FittedModel.class)
                        .posterior()
                        .get(0)
                        .noise()
                        .get(0)),
                0.03);
    }

    @Test
    void more_units_than_rows_do_not_blow_up_the_noise() {
        Fitted wide = keras.fit(workflow("y ~ x", CURVE.with("hidden_units", 64)), wave(4, 40));
        assertEquals(
                0.3,
                Math.sqrt(PublicFaces.open(wide, FittedModel.class)
                        .posterior()
                        .get(0)
                        .noise()
                        .get(0)),
                0.1);
    }

    @Test
    void intervals_stand_around_what_is_predicted_and_a_higher_level_is_wider() {
        Intervals intervals = keras.intervals(curve, unseen);
        float[] predicted = keras.predict(curve, unseen).floats();
        DataFrame narrow = intervals.prediction(0.8);
        DataFrame wide = intervals.prediction(0.95);
        assertArrayEquals(predicted, floats(narrow, ".pred"), 1e-5f);
        for (int row = 0; row < UNSEEN; row++) {
            float lower = floats(wide, ".pred_lower")[row];
            assertTrue(lower < floats(narrow, ".pred_lower")[row] && lower < predicted[row]);
        }
        assertEquals(intervals, keras.intervals(curve, Tensor.of(floats(unseen, "x"), UNSEEN, 1)));
    }

    @Test
    void restored_models_give_equal_intervals() {
        Intervals before = keras.intervals(curve, unseen);
        Fitted read = Fitted.ofBytes(curve.toBytes());
        assertEquals(curve, read);
        keras.session().models().drop(PublicFaces.open(curve, FittedModel.class).key());
        assertEquals(before, keras.intervals(read, unseen));
    }

    @Test
    void conformal_values_survive_files_and_streams(@TempDir Path folder) throws Exception {
        assertEquals("Conformal curve: 3 models, 500 rows to measure by", crossed.toString());
        Path file = folder.resolve("curve.keras4j");
        crossed.save(file);
        Conformal loaded = Conformal.load(file);
        assertEquals(crossed, loaded);
        assertEquals(crossed, JavaStream.read(JavaStream.of(crossed)));
        assertEquals(keras.intervals(crossed, unseen), keras.intervals(loaded, unseen));
    }

    @Test
    void scores_that_do_not_fit_the_models_are_no_archive_of_ours() {
        MemberArchive whole = MemberArchive.read(crossed.toBytes());
        MemberArchive lacking = MemberArchive.of(Map.of())
                .with("scores.json", whole.member("scores.json"))
                .with("model-1.keras4j", whole.member("model-1.keras4j"));
        ArchiveException refused = assertThrows(ArchiveException.class, () -> Conformal.ofBytes(lacking.toBytes()));
        assertEquals(
                "Conformal: scores must be of so many models for each number of each outcome: [[1]], got [[3]]",
                refused.getMessage());
    }

    /** One dense layer of known weights that nothing changes: both backends must give what Java works out by itself. */
    @Test
    void a_known_layer_has_the_posterior_and_the_intervals_of_the_formulas() {
        Spec still = regressor(
                        "still",
                        input(),
                        output(dense(2).kernelInitializer(
                                        Initializers.constant().value(0.5))))
                .learnRate(0.0)
                .seed(1)
                .laplace();
        float[][] x = {{1, 2}, {0, -1}, {3, 1}, {-2, 0.5f}};
        Tensor y = Tensor.of(new float[][] {{1, 0}, {0, -1}, {2.5f, 1}, {-1, -0.25f}});
        Fitted fitted = keras.fit(still, Tensor.of(x), y);
        Laplace expected = Laplace.of(new SufficientStatistics(
                4,
                List.of(0.5, 0.5),
                List.of(List.of(14.0), List.of(6.25), List.of(4.0)),
                List.of(2.3534667262, 5.5494422434, 16.3470910304),
                List.of(List.of(0.8125, -0.125), List.of(-0.125, 3.75))));
        Laplace found = PublicFaces.open(fitted, FittedModel.class).posterior().get(0);
        assertEquals(expected.noise().get(0), found.noise().get(0), 1e-5);
        assertEquals(expected.precision().get(1), found.precision().get(1), 1e-5);
        assertEquals(
                expected.correlation().get(0).get(1), found.correlation().get(0).get(1), 1e-5);
        float[] variances = expected.variances();
        double variance = 4 * variances[0] + 9 * variances[2] + variances[4];
        DataFrame frame =
                keras.intervals(fitted, Tensor.of(new float[][] {{2, 3}})).confidence(0.95);
        float[] lower = (float[]) frame.getColumn(".pred_lower").get(0);
        assertEquals(2.5 - 1.959964 * Math.sqrt(variance), lower[0], 1e-4);
    }

    @Test
    void several_steps_of_one_output_have_intervals_and_joint_draws() {
        Spec spec = regressor("ahead", input(), block("hidden", dense(8).activation(RELU)), output(dense(2)))
                .epochs(60)
                .seed(3)
                .laplace();
        Fitted fitted = keras.fit(workflow("mpg + qsec ~ hp + wt", spec), cars);
        Intervals intervals = keras.intervals(fitted, cars.head(5));
        assertEquals(
                List.of(
                        ".pred_mpg",
                        ".pred_qsec",
                        ".pred_lower_mpg",
                        ".pred_lower_qsec",
                        ".pred_upper_mpg",
                        ".pred_upper_qsec"),
                columns(intervals.prediction(0.9)));
        assertEquals(10, intervals.steps().prediction(0.9).height());
        assertEquals(5 * 100 * 2, intervals.draws(100, 1).height());
        DataFrame conformal =
                keras.intervals(keras.conformal(fitted, cars), cars).steps().prediction(0.9);
        assertEquals(64, conformal.height());
    }

    @Test
    void leads_of_a_recipe_are_measured_where_later_rows_are_known() {
        var recipe = recipe("y ~ x")
                .lead(Selectors.columns("y"), "lead_", Double.NaN, false, 1, 2)
                .naOmit(Selectors.allOutcomes());
        Spec spec = regressor("leads", input(), output(dense(2))).seed(1).laplace();
        Fitted fitted = keras.fit(workflow(recipe, spec), train);
        assertEquals(498, keras.conformal(fitted, calibration).rows());
        assertTrue(keras.evaluate(fitted, calibration).loss() > 0);
        DataFrame ahead = keras.intervals(fitted, unseen.head(3)).steps().prediction(0.8);
        assertEquals(List.of(".row", ".step", ".pred", ".pred_lower", ".pred_upper"), columns(ahead));
        assertEquals(6, ahead.height());
    }

    @Test
    void each_output_of_a_graph_has_intervals_of_its_own() {
        Spec mixed = classifier(
                        "mixed",
                        input().as("left").columns("sepal_length", "sepal_width"),
                        input().as("right").columns("petal_length"),
                        block("join", concatenate()).from("left", "right"),
                        block("hidden", dense(6).activation(RELU)).from("join"),
                        output().as("petal_width").mode(ModelMode.REGRESSOR).from("hidden"),
                        output().as("species").from("hidden"))
                .epochs(30)
                .validationSplit(0.2)
                .seed(5)
                .laplace();
        Fitted fitted = keras.fit(workflow("petal_width + species ~ .", mixed), Datasets.iris());
        DataFrame frame = keras.intervals(fitted, Datasets.iris()).confidence(0.9);
        assertEquals(
                List.of(".pred_petal_width", ".pred_lower_petal_width", ".pred_upper_petal_width"),
                columns(frame).subList(0, 3));
        float[] setosa =
                floats(keras.predict(fitted, Datasets.iris()).of("species").probabilities(), ".pred_setosa");
        float[] lower = floats(frame, ".pred_lower_species_setosa");
        float[] upper = floats(frame, ".pred_upper_species_setosa");
        for (int row = 0; row < setosa.length; row++) {
            assertTrue(lower[row] - 1e-4 <= setosa[row] && setosa[row] <= upper[row] + 1e-4, "row " + row);
        }
        DataFrame sets = keras.intervals(keras.conformal(fitted, Datasets.iris()), Datasets.iris())
                .of("species")
                .prediction(0.9);
        int held = 0;
        for (int row = 0; row < setosa.length; row++) {
            String species = Datasets.iris().getColumn("species").get(row).toString();
            held += (int) floats(sets, ".pred_upper_" + species)[row];
        }
        assertEquals(136, held, "nine of ten, and one more: these are the rows that it was measured by");
    }

    /** Classifier of the wave's sign with one unit. */
    private static final Spec OVER = classifier("over", input(), output(dense(1).activation(SIGMOID)))
            .epochs(40)
            .seed(1)
            .laplace();

    private static Tensor x(DataFrame wave) {
        return Tensor.of(floats(wave, "x"), wave.height(), 1);
    }

    private static Labels over(DataFrame wave) {
        float[] y = floats(wave, "y");
        String[] over = new String[y.length];
        Arrays.setAll(over, row -> y[row] > 0 ? "yes" : "no");
        return Labels.of(over);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95})
    void conformal_sets_of_levels_hold_on_rows_never_seen(double level) {
        Fitted fitted = keras.fit(OVER, x(train), over(train));
        Conformal conformal = keras.conformal(fitted, Examples.of(x(calibration), over(calibration)));
        DataFrame sets = keras.intervals(conformal, x(unseen)).prediction(level);
        float[] yes = floats(sets, ".pred_upper_yes");
        float[] no = floats(sets, ".pred_upper_no");
        Labels truth = over(unseen);
        double held = 0;
        for (int row = 0; row < UNSEEN; row++) {
            held += truth.label(row).equals("yes") ? yes[row] : no[row];
        }
        assertEquals(level, held / UNSEEN, slack(level, 500));
    }

    @Test
    void two_classes_of_one_unit_have_intervals() {
        Tensor x = x(train);
        Fitted fitted = keras.fit(OVER, x, over(train));
        float[] yes = floats(keras.predict(fitted, x).probabilities(), ".pred_yes");
        DataFrame frame = keras.intervals(fitted, x).confidence(0.8);
        float[] lower = floats(frame, ".pred_lower_yes");
        float[] upper = floats(frame, ".pred_upper_yes");
        float[] other = floats(frame, ".pred_lower_no");
        for (int row = 0; row < yes.length; row++) {
            assertTrue(lower[row] < yes[row] && yes[row] < upper[row], "row " + row);
            assertEquals(1 - other[row], upper[row], 1e-5);
        }
    }

    @Test
    void who_did_not_ask_is_told_what_to_write() {
        Fitted plain = keras.fit(workflow("mpg ~ wt", SessionFixtures.tiny(1)), cars);
        String told =
                " must have been fitted with laplace, got one without; fit spec.laplace(), or use keras.conformal";
        refused("Keras.intervals: tiny" + told, () -> keras.intervals(plain, cars));
        Fitted other = keras.withWeights(
                curve, "output", keras.network(curve).layer("output").tensors());
        refused("Keras.intervals: curve" + told, () -> keras.intervals(other, unseen));
    }

    @Test
    void what_has_no_posterior_is_refused_before_it_trains() {
        Spec maps = regressor("maps", input(), block("shape", dense(4), reshape(2, 2)), output(dense(3)))
                .laplace();
        refused(
                "maps: for laplace 'y' must be plain numbers or a class, got arrays of shape [2, 3]",
                () -> keras.fit(maps, SessionFixtures.x(), SessionFixtures.numbers(1, SessionFixtures.ROWS, 2, 3)));
        Examples rows = Examples.of(SessionFixtures.x(), SessionFixtures.y());
        refused(
                "tiny: laplace must be left out where rows come in batches, got laplace",
                () -> keras.fit(SessionFixtures.tiny(1).laplace(), Batches.of(rows, 32)));
        refused(
                "Keras.conformal: resampling must hold each row out once, as folds(10) does, got Folds 5: Resample1 … Resample5",
                () -> keras.conformal(workflow("mpg ~ wt", SessionFixtures.tiny(1)), cars, monteCarlo(5)));
    }

    @Test
    void tensors_by_name_have_conformal_intervals_too() {
        Fitted fitted = SessionFixtures.fitted(keras, 2);
        Conformal conformal = keras.conformal(fitted, Examples.of(SessionFixtures.x(), SessionFixtures.y()));
        assertEquals(
                keras.intervals(conformal, SessionFixtures.x()),
                keras.intervals(Conformal.ofBytes(conformal.toBytes()), Map.of("x", SessionFixtures.x())));
    }
}
