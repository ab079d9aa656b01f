package keras4j.benchmarks;

import static keras4j.recipe.Selectors.allNominal;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import keras4j.Models;
import keras4j.data.Labels;
import keras4j.measure.Measure;
import keras4j.measure.TruthEstimates;
import keras4j.plot.Chart;
import keras4j.plot.ChartPoints;
import keras4j.plot.Charts;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Work whose time is measured at a size and at ten times the size, by name. The names are also known to
 * {@code python/benchmarks/growth.py}, where scikit-learn has the same.
 */
final class GrowthCases {
    /** Work at a size: prepares it, and returns what is timed. */
    record Case(String axis, int size, IntFunction<Runnable> work) {}

    private static final int FEW_COLUMNS = 20;
    private static final int FEW_ROWS = 200;

    private final Map<String, Case> cases = new LinkedHashMap<>();

    private GrowthCases() {}

    static Map<String, Case> all() {
        GrowthCases growth = new GrowthCases();
        growth.steps();
        growth.levels();
        growth.rows();
        growth.measures();
        growth.resamplings();
        growth.pictures();
        return growth.cases;
    }

    static double[] uniform(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, 1, 10).toArray();
    }

    static DataFrame numbers(int rows, int columns, double missing) {
        String[] names = new String[columns + 1];
        Series<?>[] cells = new Series<?>[columns + 1];
        for (int at = 0; at < columns; at++) {
            double[] column = uniform(rows, at);
            double[] holes = uniform(rows, -1 - at);
            for (int row = 0; row < rows; row++) {
                column[row] = holes[row] < 1 + 9 * missing ? Double.NaN : column[row];
            }
            names[at] = "x" + at;
            cells[at] = Series.ofDouble(column);
        }
        names[columns] = "y";
        cells[columns] = Series.ofDouble(uniform(rows, columns));
        return DataFrame.byColumn(names).of(cells);
    }

    private static Runnable prepared(DataFrame frame, UnaryOperator<Recipe> step) {
        Recipe recipe = step.apply(Models.recipe("y ~ ."));
        return () -> recipe.prepare(frame);
    }

    /** Adds a step on 20 columns of many rows, and on many columns of 200 rows. */
    private void step(String name, int rows, int columns, double missing, UnaryOperator<Recipe> step) {
        cases.put(name + ", rows", new Case("rows", rows, size -> prepared(numbers(size, FEW_COLUMNS, missing), step)));
        cases.put(
                name + ", columns",
                new Case("columns", columns, size -> prepared(numbers(FEW_ROWS, size, missing), step)));
    }

    private void step(String name, UnaryOperator<Recipe> step) {
        step(name, 10_000, 300, 0, step);
    }

    private void steps() {
        step("center", recipe -> recipe.center(allPredictors()));
        step("scale", recipe -> recipe.scale(allPredictors()));
        step("normalize", recipe -> recipe.normalize(allPredictors()));
        step("range", recipe -> recipe.range(allPredictors()));
        step("log", recipe -> recipe.log(allPredictors()));
        step("sqrt", recipe -> recipe.sqrt(allPredictors()));
        step("boxCox", 1_000, 30, 0, recipe -> recipe.boxCox(allPredictors()));
        step("yeoJohnson", 1_000, 30, 0, recipe -> recipe.yeoJohnson(allPredictors()));
        step("poly", recipe -> recipe.poly(allPredictors(), 3));
        step("discretize", recipe -> recipe.discretize(allPredictors(), 10));
        step(
                "interact",
                recipe -> recipe.interact(columns("x0"), allPredictors().minus(columns("x0"))));
        step("ratio", recipe -> recipe.ratio(allPredictors().minus(columns("x0")), columns("x0")));
        step("imputeMean", 10_000, 300, 0.05, recipe -> recipe.imputeMean(allPredictors()));
        step("imputeMedian", 10_000, 300, 0.05, recipe -> recipe.imputeMedian(allPredictors()));
        step("imputeConstant", 10_000, 300, 0.05, recipe -> recipe.imputeConstant(allPredictors(), 0));
        step("imputeKnn", 300, 10, 0.05, recipe -> recipe.imputeKnn(allPredictors()));
        step("naOmit", 10_000, 300, 0.0001, recipe -> recipe.naOmit(allPredictors()));
        step("zv", recipe -> recipe.zv(allPredictors()));
        step("nzv", recipe -> recipe.nzv(allPredictors()));
        step("corr", 10_000, 100, 0, recipe -> recipe.corr(allPredictors(), 0.9));
        step("pca", 10_000, 100, 0, recipe -> recipe.pca(allPredictors(), 5));
        step("select", recipe -> recipe.select(allPredictors()));
        step("remove", recipe -> recipe.remove(allPredictors().minus(columns("x0"))));
        step("mutate", recipe -> recipe.mutate("z", "log(x0) * x1 + x2"));
        step("rename", recipe -> recipe.rename("x0", "z"));
        step("filter", recipe -> recipe.filter("x0 > 5"));
        step("sample", recipe -> recipe.sample(0.5, 1));
        step("shuffle", recipe -> recipe.shuffle(1));
        step("lag", recipe -> recipe.lag(allPredictors(), 1));
        step("lead", recipe -> recipe.lead(allPredictors(), 1));
        step("collapse", recipe -> recipe.collapse(allPredictors()));
        step("sequence", recipe -> recipe.sequence(allPredictors(), 5));
    }

    private static DataFrame labels(int rows, int columns, int levels) {
        String[] names = new String[columns + 1];
        Series<?>[] cells = new Series<?>[columns + 1];
        for (int at = 0; at < columns; at++) {
            SplittableRandom random = new SplittableRandom(at);
            names[at] = "x" + at;
            cells[at] = Series.ofIterable(IntStream.range(0, rows)
                    .mapToObj(row -> "level" + random.nextInt(levels))
                    .toList());
        }
        names[columns] = "y";
        cells[columns] = Series.ofDouble(uniform(rows, columns));
        return DataFrame.byColumn(names).of(cells);
    }

    private void labelled(String name, UnaryOperator<Recipe> step) {
        cases.put(name + ", rows", new Case("rows", 10_000, size -> prepared(labels(size, 5, 10), step)));
        cases.put(name + ", columns", new Case("columns", 100, size -> prepared(labels(FEW_ROWS, size, 5), step)));
        cases.put(name + ", levels", new Case("levels", 50, size -> prepared(labels(5_000, 2, size), step)));
    }

    private void levels() {
        labelled("dummy", recipe -> recipe.dummy(allNominal()));
        labelled("oneHot", recipe -> recipe.oneHot(allNominal()));
        labelled("integerCodes", recipe -> recipe.integerCodes(allNominal()));
        labelled("zeroBasedCodes", recipe -> recipe.zeroBasedCodes(allNominal()));
        labelled("novel", recipe -> recipe.novel(allNominal()));
        labelled("unknown", recipe -> recipe.unknown(allNominal()));
        labelled("other", recipe -> recipe.other(allNominal()));
        labelled("imputeMode", recipe -> recipe.imputeMode(allNominal()));
        cases.put("dateFeatures, rows", new Case("rows", 10_000, size -> {
            DataFrame frame = DataFrame.byColumn("day", "y")
                    .of(
                            Series.ofIterable(IntStream.range(0, size)
                                    .mapToObj(LocalDate.EPOCH::plusDays)
                                    .toList()),
                            Series.ofDouble(uniform(size, 1)));
            return prepared(frame, recipe -> recipe.dateFeatures(columns("day")));
        }));
    }

    private void rows() {
        cases.put("one row, normalized, columns", new Case("columns", 1_000, size -> {
            DataFrame frame = numbers(FEW_ROWS, size, 0);
            FittedRecipe fitted =
                    Models.recipe("y ~ .").normalize(allPredictors()).fit(frame);
            DataFrame row = frame.head(1);
            return () -> fitted.predictable(row);
        }));
    }

    private void measures() {
        for (Measure measure : List.of(
                Measure.RMSE,
                Measure.MAE,
                Measure.MAPE,
                Measure.SMAPE,
                Measure.RSQ,
                Measure.RSQ_TRAD,
                Measure.CCC,
                Measure.HUBER_LOSS)) {
            cases.put(measure + ", rows", new Case("rows", 100_000, size -> {
                TruthEstimates numbers = TruthEstimates.of(uniform(size, 1), uniform(size, 2));
                return () -> measure.score(numbers);
            }));
        }
        for (Measure measure : List.of(
                Measure.ACCURACY,
                Measure.KAP,
                Measure.MCC,
                Measure.BAL_ACCURACY,
                Measure.J_INDEX,
                Measure.PRECISION,
                Measure.PPV,
                Measure.RECALL,
                Measure.SENS,
                Measure.SPEC,
                Measure.NPV,
                Measure.F_MEAS,
                Measure.ROC_AUC,
                Measure.PR_AUC,
                Measure.AVERAGE_PRECISION,
                Measure.MN_LOG_LOSS,
                Measure.BRIER_CLASS)) {
            cases.put(measure + ", rows", new Case("rows", 50_000, size -> {
                TruthEstimates classes = classes(size, 2);
                return () -> measure.score(classes);
            }));
            cases.put(measure + ", classes", new Case("classes", 100, size -> {
                TruthEstimates classes = classes(5_000, size);
                return () -> measure.score(classes);
            }));
        }
    }

    static TruthEstimates classes(int rows, int levels) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] probabilities = new double[rows][];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            double[] drawn = random.doubles(levels).toArray();
            codes[row] = row % levels;
            drawn[codes[row]] += 0.3;
            double sum = IntStream.range(0, levels)
                    .mapToDouble(level -> drawn[level])
                    .sum();
            probabilities[row] = IntStream.range(0, levels)
                    .mapToDouble(level -> drawn[level] / sum)
                    .toArray();
        }
        return TruthEstimates.of(Labels.of(names("level", levels), codes), probabilities);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(at -> prefix + at).toList();
    }

    private void resampling(String name, int rows, Resampling resampling) {
        cases.put(name + ", rows", new Case("rows", rows, size -> {
            DataFrame frame = DataFrame.byColumn("y", "g")
                    .of(
                            Series.ofDouble(uniform(size, 1)),
                            Series.ofInt(IntStream.range(0, size)
                                    .map(row -> row / 10)
                                    .toArray()));
            return () -> resampling.of(frame);
        }));
    }

    private void splits(String name, int count, IntFunction<Resampling> resampling) {
        cases.put(
                name + ", splits",
                new Case("splits", count, size -> () -> resampling.apply(size).of(5_000)));
    }

    private void resamplings() {
        resampling("folds", 10_000, Resampling.folds(10).seed(1));
        resampling("folds in strata", 10_000, Resampling.folds(10).strata("y").seed(1));
        resampling("groupFolds", 10_000, Resampling.groupFolds("g").v(10).seed(1));
        resampling("leaveOneOut", 200, Resampling.leaveOneOut());
        resampling("monteCarlo", 10_000, Resampling.monteCarlo(10).seed(1));
        resampling("bootstraps", 10_000, Resampling.bootstraps(10).seed(1));
        resampling("holdout", 10_000, Resampling.holdout(0.75).seed(1));
        resampling(
                "holdout in strata",
                10_000,
                Resampling.holdout(0.75).strata("y").seed(1));
        resampling("rollingOrigin", 200, Resampling.rollingOrigin(100, 5));
        resampling("slidingWindow", 1_000, Resampling.slidingWindow(20));
        splits("folds", 10, size -> Resampling.folds(size).seed(1));
        splits("monteCarlo", 10, size -> Resampling.monteCarlo(size).seed(1));
        splits("bootstraps", 10, size -> Resampling.bootstraps(size).seed(1));
    }

    private void picture(String name, String axis, int size, IntFunction<Chart> chart) {
        cases.put("picture: " + name + ", " + axis, new Case(axis, size, count -> {
            Chart drawn = chart.apply(count);
            return drawn::toSvg;
        }));
    }

    private void pictures() {
        picture("confusion", "classes", 100, size -> classes(5_000, size)
                .confusion()
                .plot());
        picture("heatMap", "rows and columns", 100, size -> {
            double[][] values =
                    IntStream.range(0, size).mapToObj(row -> uniform(size, row)).toArray(double[][]::new);
            return Charts.heatMap(names("r", size), names("c", size), values);
        });
        picture("roc", "rows", 10_000, size -> classes(size, 2).roc().plot());
        picture("roc", "classes", 10, size -> classes(5_000, size).roc().plot());
        picture("pr", "rows", 10_000, size -> classes(size, 2).pr().plot());
        picture("gain", "rows", 10_000, size -> classes(size, 2).gain().plot());
        picture("lift", "rows", 10_000, size -> classes(size, 2).lift().plot());
        picture("calibration", "rows", 10_000, size -> classes(size, 2)
                .calibration()
                .plot());
        picture("observedPredicted", "rows", 10_000, size -> TruthEstimates.of(uniform(size, 1), uniform(size, 2))
                .observedPredicted());
        picture("residuals", "rows", 10_000, size -> TruthEstimates.of(uniform(size, 1), uniform(size, 2))
                .residuals());
        picture(
                "line",
                "rows",
                10_000,
                size -> Charts.line(ChartPoints.of(
                        "a", IntStream.range(0, size).asDoubleStream().toArray(), uniform(size, 2))));
        picture(
                "scatter",
                "rows",
                10_000,
                size -> Charts.scatter(ChartPoints.of("a", uniform(size, 1), uniform(size, 2))));
        picture("histogram", "rows", 100_000, size -> Charts.histogram("a", uniform(size, 1)));
        picture(
                "bars",
                "categories",
                100,
                size -> Charts.bars(
                        names("c", size),
                        Map.of(
                                "a",
                                new ArrayList<>(java.util.Arrays.stream(uniform(size, 1))
                                        .boxed()
                                        .toList()))));
        picture("importance", "columns", 100, size -> Charts.importance(names("x", size), uniform(size, 1)));
        picture(
                "history",
                "epochs",
                1_000,
                size -> Charts.history(Map.of(
                        "loss",
                        java.util.Arrays.stream(uniform(size, 1)).boxed().toList())));
    }
}
