package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.flatten;
import static keras4j.recipe.Selectors.allOutcomes;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.model.Evaluation;
import keras4j.prediction.Predictions;
import keras4j.recipe.Recipe;
import keras4j.resample.RowSplit;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of workflows, from a frame with factors and missing values to predictions. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowIT {
    private enum Sex {
        female,
        male
    }

    private record Passenger(int pclass, Sex sex, @Nullable Double age, double fare, String survived) {}

    private record Survival(String predClass, double predYes, int pclass) {}

    private static final Recipe TITANIC = recipe("survived ~ pclass + sex + age + fare")
            .imputeMedian(numericPredictors())
            .dummy(nominalPredictors())
            .normalize(allPredictors());
    private static final Spec SURVIVAL = classifier(
                    "survival", input(), block("hidden", dense(arg("units", 16)).activation(RELU)), output())
            .epochs(15)
            .batchSize(64)
            .seed(1);
    private static final Spec LINEAR =
            regressor("linear", input(), output()).epochs(3).seed(2);

    private final Keras keras = Keras.open();
    private final DataFrame titanic = Datasets.titanic();
    private final RowSplit split = holdout(0.75).strata("survived").seed(4).split(titanic);
    private final DataFrame train = split.analysis(titanic);
    private final DataFrame test = split.assessment(titanic);
    private final Fitted fitted = keras.fit(workflow(TITANIC, SURVIVAL).validation(0.2), train);

    @AfterAll
    void close() {
        keras.close();
    }

    @Test
    void a_frame_with_factors_and_holes_is_learned_and_predicted() {
        assertTrue(keras.evaluate(fitted, test).metric("accuracy") > 0.74);
        Predictions predictions = keras.predict(fitted, test);
        DataFrame shuffled = test.cols("fare", "sex", "name", "age", "pclass").select();
        assertEquals(predictions, keras.predict(fitted, shuffled));
        DataFrame augmented = predictions.augment(test);
        assertEquals(
                List.of(".pred_class", ".pred_no", ".pred_yes", "name"),
                List.of(augmented.head(1).getColumnsIndex().toArray()).subList(0, 4));
        assertEquals(15, fitted.history().metric("val_accuracy").length);
    }

    @Test
    void what_the_recipe_learned_travels_with_the_model(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("survival.keras4j");
        fitted.save(file);
        Fitted loaded = Fitted.load(file);
        assertEquals(fitted, loaded);
        assertEquals(fitted.recipe(), loaded.recipe());
        assertEquals(fitted, JavaStream.read(JavaStream.of(fitted)));
        Predictions before = keras.predict(fitted, test);
        keras.release(fitted);
        assertEquals(before, keras.predict(loaded, test));
        Fitted otherwise =
                keras.fit(workflow(TITANIC.range(columns("age")), SURVIVAL).validation(0.2), train);
        assertNotEquals(fitted.recipe(), otherwise.recipe());
        assertNotEquals(fitted, otherwise);
    }

    @Test
    void a_model_of_tensors_has_no_recipe() {
        assertEquals(Optional.empty(), SessionFixtures.fitted(keras, 1).recipe());
        assertTrue(keras.fit(workflow("mpg ~ hp", LINEAR), Datasets.mtcars())
                .recipe()
                .isPresent());
    }

    @Test
    void preparing_by_hand_gives_the_same_model() {
        DataFrame prepared = TITANIC.prepare(train).frame();
        Fitted byHand = keras.fit(workflow("survived ~ .", SURVIVAL), prepared);
        Fitted byWorkflow = keras.fit(workflow(TITANIC, SURVIVAL), train);
        assertArrayEquals(byHand.kerasBytes(), byWorkflow.kerasBytes());
    }

    @Test
    void an_outlier_in_held_out_rows_changes_neither_recipe_nor_weights() {
        int[] held = holdout(0.8).seed(1).split(train).assessment();
        Object[] fares = train.getColumn("fare").toList().toArray();
        Arrays.stream(held).forEach(row -> fares[row] = 1e7);
        DataFrame spoiled = train.cols("fare").merge(Series.of(fares));
        Fitted other = keras.fit(workflow(TITANIC, SURVIVAL).validation(0.2), spoiled);
        assertEquals(fitted.recipe(), other.recipe());
        assertArrayEquals(weights(fitted), weights(other));
        assertNotEquals(fitted.history().metric("val_loss")[14], other.history().metric("val_loss")[14]);
    }

    private float[] weights(Fitted fitted) {
        return keras.network(fitted).layer("output").tensors().get(0).toFloats();
    }

    @Test
    void validation_rows_of_their_own_are_prepared_by_what_was_learned() {
        Fitted checked = keras.fit(workflow(TITANIC, SURVIVAL), train, test);
        assertEquals(keras.fit(workflow(TITANIC, SURVIVAL), train).recipe(), checked.recipe());
        Evaluation last = keras.evaluate(checked, test);
        assertEquals(last.metric("loss"), checked.history().metric("val_loss")[14], 1e-4);
    }

    @Test
    void records_go_in_and_come_out() {
        List<Passenger> passengers =
                List.of(new Passenger(1, Sex.female, 30.0, 100, "yes"), new Passenger(3, Sex.male, null, 8, "no"));
        List<Survival> survivals = keras.predict(fitted, passengers, Survival.class);
        assertEquals(
                List.of("yes", "no"),
                survivals.stream().map(Survival::predClass).toList());
        assertEquals(List.of(1, 3), survivals.stream().map(Survival::pclass).toList());
        assertTrue(survivals.get(0).predYes() > 0.8 && survivals.get(1).predYes() < 0.3, survivals.toString());
        assertEquals(1, keras.evaluate(fitted, passengers).metric("accuracy"));
        Fitted small = keras.fit(workflow(TITANIC, SURVIVAL.epochs(1)), passengers);
        assertEquals(2, keras.predict(small, passengers).rows());
        assertEquals(List.of(), keras.predict(fitted, List.<Passenger>of(), Survival.class));
    }

    @Test
    void case_weights_are_sample_weights_of_fit_and_evaluate() {
        DataFrame cars = Datasets.mtcars();
        double[] counts = new double[cars.height()];
        Arrays.setAll(counts, row -> row % 3);
        DataFrame weighted = cars.cols("hp", "mpg").select().cols("w").merge(Series.ofDouble(counts));
        Fitted byRole = keras.fit(workflow(recipe("mpg ~ hp").caseWeight("w"), LINEAR), weighted);
        float[] weights = new float[counts.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) counts[row];
        }
        Examples examples = Examples.of(column(cars, "hp"), column(cars, "mpg")).weights(weights);
        assertArrayEquals(keras.fit(LINEAR, examples).kerasBytes(), byRole.kerasBytes());
        assertEquals(
                keras.evaluate(keras.fit(LINEAR, examples), examples).metric("loss"),
                keras.evaluate(byRole, weighted).metric("loss"),
                1e-6);
    }

    private static Tensor column(DataFrame frame, String name) {
        float[] numbers = new float[frame.height()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = ((Number) frame.getColumn(name).get(row)).floatValue();
        }
        return Tensor.of(numbers, numbers.length, 1);
    }

    @Test
    void two_inputs_take_what_the_recipe_made() {
        Spec towers = classifier(
                        "towers",
                        input().as("numbers").columns("age", "fare", "pclass"),
                        input().as("port").columns("embarked"),
                        block("codes", embedding(4, 3), flatten()).from("port"),
                        block("join", concatenate()).from("numbers", "codes"),
                        output().from("join"))
                .epochs(2)
                .seed(1);
        Recipe recipe = recipe("survived ~ pclass + age + fare + embarked")
                .imputeMedian(numericPredictors())
                .normalize(numericPredictors())
                .imputeMode(nominalPredictors())
                .zeroBasedCodes(nominalPredictors());
        Fitted two = keras.fit(workflow(recipe, towers), train);
        assertEquals(List.of("embarked"), two.schema().inputs().get(1).columns());
        DataFrame elsewhere = test.head(2).cols("embarked").merge(Series.of("X", "S"));
        assertEquals(2, keras.predict(two, elsewhere).rows());
    }

    @Test
    void a_transformed_outcome_has_no_residuals() {
        Recipe logged = recipe("mpg ~ hp").log(allOutcomes());
        Fitted model = keras.fit(workflow(logged, LINEAR), Datasets.mtcars());
        DataFrame augmented = keras.predict(model, Datasets.mtcars()).augment(Datasets.mtcars());
        assertFalse(augmented.getColumnsIndex().contains(".resid"));
        Fitted plain = keras.fit(workflow(recipe("mpg ~ hp").shuffle(1), LINEAR), Datasets.mtcars());
        assertTrue(keras.predict(plain, Datasets.mtcars())
                .augment(Datasets.mtcars())
                .getColumnsIndex()
                .contains(".resid"));
    }

    @Test
    void training_further_prepares_as_the_fit_did() {
        Fitted later = keras.fit(fineTuning("later").epochs(2).seed(1), fitted, test);
        assertEquals(fitted.recipe(), later.recipe());
        assertEquals(test.height(), keras.predict(later, test).rows());
    }

    @Test
    void what_is_missing_or_other_is_named() {
        refused(
                "Recipe: column 'sex' must be in the frame, got columns 'pclass', 'age', 'fare'",
                () -> keras.predict(fitted, test.cols("pclass", "age", "fare").select()));
        refused(
                "Recipe: column 'age' must be of kind number as in training, got kind nominal",
                () -> keras.predict(fitted, test.head(1).cols("age").merge(Series.of("old"))));
        refused(
                "Schema: column 'survived' must be in the frame, got columns 'pclass', 'sex', 'age', 'fare'",
                () -> keras.evaluate(
                        fitted, test.cols("pclass", "sex", "age", "fare").select()));
        refused(
                "Workflow survived ~ sex: predictor 'sex' must be numbers, got labels 'female', 'male'; make them numbers with"
                        + " dummy, oneHot or zeroBasedCodes in a recipe",
                () -> keras.fit(workflow("survived ~ sex", SURVIVAL), train));
        refused(
                "linear: outcome 'survived' must be numbers for a regressor, got labels 'no', 'yes'",
                () -> keras.fit(workflow("survived ~ fare", LINEAR), train));
        refused(
                "Schema: column 'hp' must hold text, whole numbers, booleans or enum constants, got 110.0 at row 0;"
                        + " factor(\"hp\") in a recipe makes labels of numbers",
                () -> keras.fit(workflow("hp ~ mpg", SURVIVAL), Datasets.mtcars()));
    }
}
