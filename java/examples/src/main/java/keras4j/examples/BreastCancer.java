package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.measure.Measure.*;
import static keras4j.recipe.Selectors.allPredictors;

import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.measure.EventLevel;
import keras4j.resample.Resampling;

/** Binary classification of tumours by thirty measures of their cells, with ROC and calibration curves and explanations. */
public final class BreastCancer {
    private BreastCancer() {}

    public static void main(String[] args) throws Exception {
        var samples = Datasets.breastCancer();
        var split = Resampling.holdout(0.75).strata("diagnosis").seed(1).split(samples);
        var spec = classifier("tumours", input(), block("hidden", dense(16).activation(RELU), dropout(0.3)), output())
                .epochs(30)
                .seed(1);
        try (Keras keras = Keras.open()) {
            var flow = workflow(recipe("diagnosis ~ .").normalize(allPredictors()), spec);
            Fitted fitted = keras.fit(flow, split.analysis(samples));

            var unseen = split.assessment(samples);
            var cases = keras.predict(fitted, unseen).cases(unseen);
            // The event is the second level, malignant; yardstick's default is the first.
            var found = SENS.event(EventLevel.SECOND);
            System.out.println(cases.measure(ROC_AUC, ACCURACY, MCC, found).table());

            Path folder = Files.createTempDirectory("keras4j");
            cases.roc().plot().title("Benign or malignant").save(folder.resolve("roc.svg"));
            cases.calibration().plot().save(folder.resolve("calibration.svg"));
            var importance = keras.importance(fitted, unseen, MN_LOG_LOSS, 5, 1);
            importance.plot().save(folder.resolve("importance.svg"));
            String first = importance.columns().get(0);
            keras.dependence(fitted, unseen, first).plot().save(folder.resolve("dependence.svg"));
            System.out.println(importance + "\nPictures in " + folder);
        }
    }
}
