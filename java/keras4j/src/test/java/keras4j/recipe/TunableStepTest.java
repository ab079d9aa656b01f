package keras4j.recipe;

import static keras4j.Models.between;
import static keras4j.Models.input;
import static keras4j.Models.oneOf;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Refused.refused;
import static keras4j.recipe.Selectors.allPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import keras4j.expr.Point;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

class TunableStepTest {
    private static final Recipe OPEN = recipe("y ~ .")
            .pca(allPredictors(), between(2, 3))
            .imputeKnn(allPredictors(), 5)
            .open("neighbors", oneOf(3, 5));

    @Test
    void settings_of_steps_are_open_values_of_the_preparation() {
        assertEquals(
                List.of("pca_components", "imputeKnn_neighbors"),
                OPEN.hyperparameters().names());
        assertEquals(true, OPEN.hyperparameters().values().get(0).preparation());
        assertEquals(
                recipe("y ~ .").pca(allPredictors(), 3).imputeKnn(allPredictors(), 5),
                OPEN.at(Point.of("pca_components", 3).with("imputeKnn_neighbors", 5)));
    }

    @Test
    void equal_steps_are_numbered_and_values_of_one_name_are_one() {
        Recipe twice = recipe("y ~ .").poly(allPredictors(), between(1, 2)).poly(allPredictors(), between(1, 4));
        assertEquals(
                List.of("poly_degree", "poly_2_degree"), twice.hyperparameters().names());
        Recipe linked = recipe("y ~ .")
                .poly(allPredictors(), between(1, 2).as("d"))
                .poly(allPredictors(), between(1, 2).as("d"));
        assertEquals(recipe("y ~ .").poly(allPredictors(), 2).poly(allPredictors(), 2), linked.at(Point.of("d", 2)));
    }

    @Test
    void a_step_for_training_rows_only_may_be_open_too() {
        Recipe open =
                recipe("y ~ .").sample(0.5, 1).open("size", between(0.2, 0.8)).trainingOnly();
        assertEquals(recipe("y ~ .").sample(0.3, 1).trainingOnly(), open.at(Point.of("sample_size", 0.3)));
        assertEquals(open, recipe("y ~ .").sample(0.5, 1).trainingOnly().open("size", between(0.2, 0.8)));
    }

    @Test
    void what_is_open_is_not_learned() {
        DataFrame frame = DataFrame.foldByRow("y", "x").of(1.0, 2.0, 2.0, 3.0);
        refused(
                "pca: hyperparameters must be chosen with at(point) first, got {components=between(2, 3)}",
                () -> OPEN.fit(frame));
    }

    @Test
    void settings_are_checked() {
        refused("pca: components must be at least 1, got 0", () -> recipe("y ~ .")
                .pca(allPredictors(), between(0, 3)));
        refused(
                "pca: setting must be one of columns, components, threshold, got component; did you mean components?",
                () -> recipe("y ~ .").pca(allPredictors(), 2).open("component", between(1, 3)));
        refused("Recipe: open must follow a step, got none", () -> recipe("y ~ .")
                .open("degree", between(1, 3)));
        refused(
                "point: pca_components must be chosen from between(2, 3), got 9",
                () -> OPEN.at(Point.of("pca_components", 9).with("imputeKnn_neighbors", 5)));
    }

    @Test
    void json_keeps_what_is_open() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertEquals(OPEN, json.readValue(json.writeValueAsString(OPEN), Recipe.class));
    }

    @Test
    void a_workflow_is_closed_as_a_whole() {
        Workflow open = new Workflow(OPEN, regressor("net", input(), output()).epochs(between(1, 9)), null);
        assertEquals(
                List.of("pca_components", "imputeKnn_neighbors", "fit_epochs"),
                open.hyperparameters().names());
        Point point = Point.of("fit_epochs", 4).with("pca_components", 2).with("imputeKnn_neighbors", 3);
        Workflow closed = open.at(point);
        assertEquals(List.of(), closed.hyperparameters().names());
        assertEquals(regressor("net", input(), output()).epochs(4), closed.spec());
        refused(
                "point: names must be pca_components, imputeKnn_neighbors, fit_epochs, got rate too",
                () -> open.at(point.with("rate", 1)));
    }
}
