package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import java.util.List;
import keras4j.Keras;
import keras4j.callback.Callbacks;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import org.jspecify.annotations.Nullable;

/**
 * Survival on the Titanic, from columns of numbers and of labels with missing values. The recipe is learned from training rows
 * alone, early stopping ends the fit, and predictions take and return Java records.
 */
public final class Passengers {
    private Passengers() {}

    /** Passenger without the outcome. */
    public record Passenger(
            String name,
            int pclass,
            String sex,
            @Nullable Double age,
            int sibsp,
            int parch,
            @Nullable Double fare,
            @Nullable String embarked) {}

    /** Prediction for a passenger: the name and two columns of the prediction. */
    public record Survival(String name, String predClass, double predYes) {}

    public static void main(String[] args) {
        var passengers = holdout(0.75).strata("survived").seed(1).trainTest(Datasets.titanic());

        var recipe = recipe("survived ~ .")
                .id("name")
                .factor("pclass", "1", "2", "3")
                .imputeMedian(numericPredictors())
                .unknown(columns("embarked"))
                .dummy(nominalPredictors())
                .normalize(columns("age", "fare", "sibsp", "parch"));
        var hidden = block("hidden", dense(arg("units", 32)).activation(RELU), dropout(arg("rate", 0.2)));
        var stop = Callbacks.earlyStopping().monitor("val_loss").patience(10).restoreBestWeights(true);
        var spec = classifier("passengers", input(), hidden, output())
                .epochs(100)
                .batchSize(64)
                .callbacks(stop)
                .seed(1);
        var flow = workflow(recipe, spec).validation(holdout(0.8).strata("survived"));

        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(flow, passengers.train());
            System.out.println(fitted.recipe().orElseThrow());
            System.out.println("Inputs " + fitted.schema().inputs().get(0).columns());
            System.out.println(keras.evaluate(fitted, passengers.test()));

            var strangers = List.of(
                    new Passenger("a girl of the first class", 1, "female", 8.0, 0, 2, 120.0, "C"),
                    new Passenger("a man of the third class", 3, "male", null, 0, 0, 8.0, null));
            keras.predict(fitted, strangers, Survival.class).forEach(System.out::println);
        }
    }
}
