package keras4j.benchmarks;

import static keras4j.recipe.Selectors.allPredictors;

import java.util.SplittableRandom;
import keras4j.Models;
import keras4j.recipe.Recipe;
import org.dflib.DataFrame;
import org.dflib.Series;

/** 100,000 rows of 50 columns, some values missing, to be prepared. */
final class Preparing {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 50;

    private final DataFrame frame;

    private Preparing(DataFrame frame) {
        this.frame = frame;
    }

    static Preparing begin() {
        SplittableRandom random = new SplittableRandom(1);
        String[] names = new String[COLUMNS + 1];
        Series<?>[] columns = new Series<?>[COLUMNS + 1];
        for (int at = 0; at <= COLUMNS; at++) {
            double missing = at == COLUMNS ? 0 : 0.05;
            names[at] = at == COLUMNS ? "y" : "x" + at;
            columns[at] = Series.ofDouble(random.doubles(ROWS)
                    .map(value -> value < missing ? Double.NaN : 10 * value)
                    .toArray());
        }
        return new Preparing(DataFrame.byColumn(names).of(columns));
    }

    /** Learns the steps from the frame and prepares it: {@code scale} or {@code pca}. */
    void measure(String steps) {
        Recipe recipe = Models.recipe("y ~ .").imputeMedian(allPredictors()).normalize(allPredictors());
        Recipe all = steps.equals("pca") ? recipe.pca(allPredictors(), 10) : recipe;
        long start = System.nanoTime();
        int rows = all.prepare(frame).frame().height();
        JavaSide.answer(JavaSide.empty().put("seconds", JavaSide.seconds(start)).put("rows", rows));
    }
}
