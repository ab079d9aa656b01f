package keras4j.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.measure.Measure;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import org.dflib.DataFrame;

/** Search with a known optimum: x = 0.3 and y = 2. */
final class KnownOptimumSearch {
    static final Criterion RMSE = Criterion.of(Measure.RMSE);

    static final Space SPACE = Space.of(
            Hyperparameter.of("x", OpenRange.between(-1.0, 1.0)), Hyperparameter.of("y", OpenRange.between(0, 4)));

    static final Folds FOLDS = Resampling.folds(3).seed(1).of(30);

    private KnownOptimumSearch() {}

    static Study study() {
        return Study.of(SPACE, FOLDS, RMSE).seed(7);
    }

    static Folds folds(int count) {
        return Resampling.folds(count).seed(1).of(10 * count);
    }

    static double error(Point point, int fold) {
        double x = point.number("x") - 0.3;
        double y = point.number("y") - 2;
        double noise = 0.001 * Math.sin(1000 * x + 17 * y + 5 * fold);
        return 1 + x * x + 0.2 * y * y + 0.05 * fold + noise;
    }

    static TrialResult judge(Trial trial) {
        return TrialResult.of(RMSE, error(trial.point(), trial.fold()));
    }

    /** Returns a table as rows of text. */
    static List<String> rows(DataFrame frame) {
        List<String> rows = new ArrayList<>();
        frame.forEach(row -> rows.add(String.join(
                "|",
                IntStream.range(0, frame.width())
                        .mapToObj(at -> String.valueOf(row.get(at)))
                        .toList())));
        return rows;
    }
}
