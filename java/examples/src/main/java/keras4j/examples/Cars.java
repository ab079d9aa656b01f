package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import org.dflib.DataFrame;
import org.dflib.Printers;

/** Regression of miles per gallon on the other columns, normalized by a recipe. */
public final class Cars {
    private Cars() {}

    public static void main(String[] args) {
        DataFrame cars = Datasets.mtcars();
        var parts = holdout(0.75).seed(3).trainTest(cars);

        var recipe = recipe("mpg ~ .").normalize(allPredictors());
        var hidden = block("hidden", dense(arg("units", 32)).activation(RELU));
        var spec = regressor("cars", input(), hidden, output())
                .epochs(200)
                .batchSize(8)
                .seed(1);

        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(workflow(recipe, spec), parts.train());
            System.out.println(fitted);
            System.out.println(
                    Printers.tabular.toString(fitted.recipe().orElseThrow().tidy(0)));
            System.out.println(keras.evaluate(fitted, parts.test()));

            // .pred and .resid, then the columns of the rows.
            DataFrame beside = keras.predict(fitted, parts.test()).augment(parts.test());
            System.out.println(Printers.tabular.toString(
                    beside.cols(".pred", ".resid", "mpg", "hp", "wt").select()));
        }
    }
}
