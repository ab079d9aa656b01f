package keras4j;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MAE;
import static keras4j.measure.Measure.RMSE;
import static keras4j.measure.Measure.RSQ;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import keras4j.data.Datasets;
import keras4j.data.Tensor;
import keras4j.explain.PartialDependence;
import keras4j.explain.PermutationImportance;
import keras4j.fitted.Fitted;
import keras4j.recipe.Recipe;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of measures, explanations and reports; weights are set by hand, so that the numbers are known. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainedIT {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Keras keras = Keras.open();
    private final DataFrame frame = DataFrame.byColumn("a", "b", "c", "y")
            .of(
                    Series.ofDouble(0, 1, 2, 3),
                    Series.ofDouble(1, -1, 1, -1),
                    Series.ofDouble(5, 6, 7, 9),
                    Series.ofDouble(2, 6, 6, 10));

    @AfterAll
    void close() {
        keras.close();
    }

    /** Predicts 3 + 2 a - b. */
    private Fitted known() {
        Fitted fitted = keras.fit(
                workflow("y ~ a + b + c", regressor("known", input(), output()).seed(1)), frame);
        return keras.withWeights(
                fitted, "output", List.of(Tensor.of(new float[] {2, -1, 0}, 3, 1), Tensor.of(new float[] {3}, 1)));
    }

    @Test
    void scores_are_those_of_the_predictions() {
        Fitted known = known();
        assertEquals(0, keras.measure(known, frame, RMSE).value(RMSE), 1e-6);
        assertEquals(keras.predict(known, frame).measure(frame, RMSE, RSQ), keras.measure(known, frame, RMSE, RSQ));
    }

    @Test
    void importance_is_the_error_that_shuffling_makes() {
        PermutationImportance importance = keras.importance(known(), frame, RMSE, 50, 1);
        assertEquals(0, importance.mean("c"));
        assertEquals(List.of("a", "b", "c"), importance.columns());
        // Of two independent draws of a, the squared distance is twice its variance of 1.25; its weight is 2.
        assertEquals(Math.sqrt(4 * 2 * 1.25), importance.mean("a"), 0.6);
    }

    @Test
    void dependence_is_a_line_of_a_linear_model() {
        PartialDependence dependence = keras.dependence(known(), frame, "a");
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0), dependence.values());
        assertEquals(List.of(3.0, 5.0, 7.0, 9.0), dependence.means().get(".pred"));
        List<Double> flat = Objects.requireNonNull(
                keras.dependence(known(), frame, "c").means().get(".pred"));
        flat.forEach(mean -> assertEquals(6, mean, 1e-6));
    }

    @Test
    void columns_are_those_that_come_in_whatever_a_recipe_makes_of_them() {
        DataFrame people = Datasets.titanic();
        Recipe prepared = recipe("survived ~ pclass + sex + age")
                .imputeMedian(columns("age"))
                .dummy(nominalPredictors())
                .normalize(allPredictors());
        Fitted fitted = keras.fit(
                workflow(
                        prepared,
                        classifier("titanic", input(), output()).epochs(20).seed(1)),
                people);
        PermutationImportance importance = keras.importance(fitted, people, ACCURACY, 3, 1);
        assertEquals(
                List.of("pclass", "sex", "age"), List.copyOf(importance.losses().keySet()));
        assertEquals("sex", importance.columns().get(0));
        PartialDependence dependence = keras.dependence(fitted, people, "sex");
        assertEquals(List.of("female", "male"), dependence.values());
        List<Double> survived = Objects.requireNonNull(dependence.means().get(".pred_yes"));
        assertTrue(survived.get(0) > survived.get(1) + 0.2, dependence::toString);
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                keras.dependence(fitted, people, "pclass")
                        .toFrame()
                        .getColumn("pclass")
                        .toList());
    }

    @Test
    void an_outcome_that_a_recipe_transforms_is_measured_as_it_was_learned() {
        DataFrame cars = Datasets.mtcars();
        Fitted fitted = keras.fit(
                workflow(
                        recipe("mpg ~ wt + hp").log(columns("mpg")).normalize(allPredictors()),
                        regressor("logarithm", input(), output()).epochs(5).seed(1)),
                cars);
        float[] predicted = keras.predict(fitted, cars).floats();
        double sum = 0;
        for (int row = 0; row < predicted.length; row++) {
            sum += Math.abs(Math.log(cars.getColumn("mpg").castAsDouble().getDouble(row)) - predicted[row]);
        }
        assertEquals(sum / predicted.length, keras.measure(fitted, cars, MAE).value(MAE), 1e-5);
        Refused.refused(
                "Predictions: outcome must be in the units of the frame, got 'mpg', which the recipe transforms; use"
                        + " keras.measure(fitted, frame)",
                () -> keras.predict(fitted, cars).measure(cars));
    }

    @Test
    void pictures_are_shuffled_whole() {
        Datasets.TrainTest digits = Datasets.digits();
        Fitted fitted = keras.fit(
                workflow(
                        "y ~ x",
                        classifier("plain", input(), output()).epochs(5).seed(1)),
                digits.train());
        PermutationImportance importance = keras.importance(fitted, digits.test(), ACCURACY, 2, 1);
        double accuracy = keras.measure(fitted, digits.test(), ACCURACY).value(ACCURACY);
        assertEquals(accuracy, importance.baseline());
        assertEquals(accuracy - 0.1, importance.mean("x"), 0.06);
    }

    @Test
    void a_report_is_one_page_that_needs_nothing_else() {
        Fitted known = known();
        String page = keras.report(known, frame).toHtml();
        for (String part : List.of(
                "<h1>known</h1>",
                "<td>Made</td><td>" + DAY.format(known.created()),
                "<td>Learned from</td><td>"
                        + known.trainingData().orElseThrow().shapes().replace(">", "&gt;"),
                "<td>Judged on</td><td>" + frame.height() + " rows with ",
                "<td>keras</td><td>" + known.versions().get("keras"),
                "Total params",
                "InputLayer",
                "training history",
                "<td>rmse</td>",
                "predicted against observed",
                "residuals",
                "importance",
                "mean prediction")) {
            assertTrue(page.contains(part), part);
        }
        assertFalse(page.matches("(?s).*(src=|href=|@import|url\\().*"), "a resource from elsewhere");
        assertFalse(page.contains("<script"));
        assertEquals(page, keras.report(known, frame).toHtml());
    }

    @Test
    void a_report_of_classes_has_their_curves() {
        DataFrame iris = Datasets.iris();
        Fitted fitted = keras.fit(
                workflow(
                        "species ~ .",
                        classifier("iris", input(), output()).epochs(5).seed(1)),
                iris);
        String page = keras.report(fitted, iris).toHtml();
        for (String part : List.of(
                "confusion matrix",
                "ROC curve",
                "precision–recall curve",
                "calibration curve",
                "loss of mn_log_loss")) {
            assertTrue(page.contains(part), part);
        }
    }

    @Test
    void a_report_of_two_levels_names_the_event() {
        DataFrame titanic = Datasets.titanic().head(200);
        Fitted fitted = keras.fit(
                workflow(
                        "survived ~ pclass + sibsp",
                        classifier("aboard", input(), output()).seed(1)),
                titanic);
        String page = keras.report(fitted, titanic).toHtml();
        for (String part : List.of(
                "<td>Formula</td><td>survived ~ pclass + sibsp</td>",
                "<td>Outcome</td><td>survived, 2 levels: no, yes; the event is no</td>",
                "Measures and curves are of the event no, the first of no, yes.",
                "1 epoch.")) {
            assertTrue(page.contains(part), part);
        }
    }

    @Test
    void what_a_report_cannot_draw_it_says() {
        DataFrame iris = Datasets.iris();
        Fitted fitted = keras.fit(
                workflow("species ~ .", classifier("iris", input(), output()).seed(1)), iris);
        String page = keras.report(fitted, iris.head(50)).toHtml();
        assertTrue(
                page.contains("ROC curve: truth must have a case that is not &#39;setosa&#39;, got none")
                        || page.contains("ROC curve: truth must have a case that is not 'setosa', got none"),
                "no reason");
    }

    @Test
    void nothing_prints_more_than_it_says() {
        Fitted known = known();
        for (Object value : List.of(
                known,
                known.history(),
                keras.predict(known, frame),
                keras.evaluate(known, frame),
                keras.measure(known, frame),
                keras.importance(known, frame, RMSE, 1, 1),
                keras.dependence(known, frame, "a"),
                known.diagram(),
                keras.report(known, frame))) {
            assertTrue(value.toString().length() < 100 && !value.toString().contains("\n"), value::toString);
        }
    }
}
