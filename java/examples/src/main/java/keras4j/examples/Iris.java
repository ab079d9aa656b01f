package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.allPredictors;

import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.resample.Resampling;

/** Classification of three iris species by four measures, normalized by a recipe and evaluated on held-out flowers. */
public final class Iris {
    private Iris() {}

    public static void main(String[] args) throws Exception {
        var iris = Datasets.iris();
        var split = Resampling.holdout(0.7).strata("species").seed(1).split(iris);
        var spec = classifier("iris", input(), block("hidden", dense(16).activation(RELU)), output())
                .epochs(60)
                .batchSize(16)
                .seed(1);
        try (Keras keras = Keras.open()) {
            var flow = workflow(recipe("species ~ .").normalize(allPredictors()), spec);
            Fitted fitted = keras.fit(flow, split.analysis(iris));

            var unseen = split.assessment(iris);
            var cases = keras.predict(fitted, unseen).cases(unseen);
            System.out.println(cases.measure().table());
            System.out.println(cases.confusion().table());

            Path page = Files.createTempDirectory("keras4j").resolve("iris.html");
            keras.report(fitted, unseen).save(page);
            System.out.println("Everything on one page: " + page);
        }
    }
}
