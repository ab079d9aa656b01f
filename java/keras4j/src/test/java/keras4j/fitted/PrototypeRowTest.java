package keras4j.fitted;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import keras4j.SessionFixtures;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.fitted.PrototypeRow;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.recipe.Selectors;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Tests that the prototype row shows the expected columns, and nothing of the training rows. */
class PrototypeRowTest {
    private static DataPreparation prepared(Workflow workflow, DataFrame frame) {
        return WorkflowRows.of(workflow, frame, null).preparation();
    }

    @Test
    void it_has_the_columns_that_come_before_they_are_prepared() {
        DataFrame frame = DataFrame.byColumn("age", "sex", "alone", "born", "survived")
                .of(
                        Series.ofDouble(33, 44, 55),
                        Series.of("male", "female", "male"),
                        Series.ofBool(true, true, false),
                        Series.of(LocalDate.of(1912, 4, 15), LocalDate.of(1913, 4, 15), LocalDate.of(1914, 4, 15)),
                        Series.of("no", "yes", "no"));
        var prepare =
                recipe("survived ~ .").dateFeatures(Selectors.columns("born")).dummy(nominalPredictors());
        DataPreparation preparation = prepared(workflow(prepare, classifier("x", input(), output())), frame);
        assertEquals(
                "{\"age\":0,\"sex\":\"female\",\"alone\":false,\"born\":\"2000-01-01\"}",
                PrototypeRow.of(preparation).toString());
    }

    @Test
    void of_an_array_it_has_type_and_shape() {
        DataFrame frame = DataFrame.byColumn("picture", "y")
                .of(TensorSeries.of(Tensor.ofBytes(new byte[24], 2, 4, 3)), Series.of("a", "b"));
        DataPreparation preparation = prepared(workflow("y ~ picture", classifier("x", input(4, 3), output())), frame);
        String expected = "{\"picture\":{\"dtype\":\"uint8\",\"shape\":[4,3]}}";
        assertEquals(expected, PrototypeRow.of(preparation).toString());
    }

    @Test
    void without_a_recipe_it_has_the_columns_of_the_schema() {
        Schema schema = Schema.of(keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y()));
        assertEquals(
                "{\"x\":{\"dtype\":\"float32\",\"shape\":[3]}}",
                PrototypeRow.of(DataPreparation.of(schema)).toString());
    }
}
