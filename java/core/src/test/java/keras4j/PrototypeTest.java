package keras4j;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.workflow;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.recipe.Selectors;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** A made-up row tells what a model wants, and nothing of the rows that it was fitted to. */
class PrototypeTest {
    private static Preparation prepared(Workflow workflow, DataFrame frame) {
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
        Preparation preparation = prepared(workflow(prepare, classifier("x", input(), output())), frame);
        assertEquals(
                "{\"age\":0,\"sex\":\"female\",\"alone\":false,\"born\":\"2000-01-01\"}",
                Prototype.of(preparation).toString());
    }

    @Test
    void of_an_array_it_has_type_and_shape() {
        DataFrame frame = DataFrame.byColumn("picture", "y")
                .of(TensorSeries.of(Tensor.ofBytes(new byte[24], 2, 4, 3)), Series.of("a", "b"));
        Preparation preparation = prepared(workflow("y ~ picture", classifier("x", input(4, 3), output())), frame);
        String expected = "{\"picture\":{\"dtype\":\"uint8\",\"shape\":[4,3]}}";
        assertEquals(expected, Prototype.of(preparation).toString());
    }

    @Test
    void without_a_recipe_it_has_the_columns_of_the_schema() {
        Schema schema = Schema.of(keras4j.data.Examples.of(Scenes.x(), Scenes.y()));
        assertEquals(
                "{\"x\":{\"dtype\":\"float32\",\"shape\":[3]}}",
                Prototype.of(Preparation.of(schema)).toString());
    }
}
