package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Reader of the cases of one outcome from the columns of a frame. */
final class FrameCases {
    private static final List<String> BOUNDS = List.of(".pred_lower_", ".pred_upper_");

    private final DataFrame frame;
    private final List<String> columns;
    private final PredictionCells truth;
    private final Set<String> truths;
    /**
     * Columns {@code .pred}, {@code .pred_class} and {@code .pred_}, extended by the outcome's name if there are
     * several outcomes.
     */
    private final String number;

    private final String label;
    private final String probability;

    FrameCases(DataFrame frame, String truth) {
        this.frame = frame;
        this.columns = Arrays.asList(frame.getColumnsIndex().toArray());
        if (!columns.contains(truth)) {
            throw TruthEstimates.invalid(
                            "column '" + Quoted.cut(truth) + "'", "be in the frame", "columns " + Quoted.of(columns))
                    .in(truth)
                    .advice(NearestName.quotedHint(truth, columns));
        }
        this.truth = cells(truth);
        this.truths = this.truth.distinctLabels();
        String outcome = amongSeveral(truth) ? "_" + truth : "";
        this.number = ".pred" + outcome;
        this.label = ".pred_class" + outcome;
        this.probability = ".pred" + outcome + "_";
    }

    /** Returns whether the predictions are those of one of several outcomes. */
    private boolean amongSeveral(String truth) {
        if (!truths.isEmpty() && truths.stream().allMatch(level -> columns.contains(".pred_" + level))) {
            return columns.contains(".pred_class_" + truth)
                    && !cells(".pred_class_" + truth).numeric();
        }
        return columns.contains(".pred_class_" + truth)
                || columns.stream().anyMatch(name -> name.startsWith(".pred_" + truth + "_"))
                || (columns.contains(".pred_" + truth) && this.truth.numeric());
    }

    private PredictionCells cells(String column) {
        return new PredictionCells(column, frame.getColumn(column));
    }

    TruthEstimates cases() {
        if (columns.contains(number)) {
            return TruthEstimates.of(truth.numbers(), cells(number).numbers());
        }
        List<String> probable = columns.stream().filter(this::isProbability).toList();
        @Nullable PredictionCells predicted = columns.contains(label) ? cells(label) : null;
        if (!probable.isEmpty()) {
            return classes(predicted, probable);
        }
        if (predicted == null) {
            throw TruthEstimates.invalid(
                    "frame",
                    "have a column " + number + ", " + label + " or " + probability + "<level>",
                    "columns " + Quoted.of(columns));
        }
        List<String> levels = PredictionCells.levels(Stream.of(truth, predicted));
        return TruthEstimates.of(truth.labels(levels), predicted.labels(levels));
    }

    private boolean isProbability(String name) {
        return name.startsWith(probability) && !name.equals(label) && !isBound(name) && !isOfAnother(name);
    }

    /**
     * Returns whether a column is a bound: the probability of its level or the other bound is there, and the truth has
     * no level of its name.
     */
    private boolean isBound(String name) {
        return truths.stream().noneMatch(level -> name.equals(probability + level))
                && BOUNDS.stream()
                        .filter(name::startsWith)
                        .map(bound -> name.substring(bound.length()))
                        .anyMatch(rest -> columns.contains(".pred_" + rest)
                                || BOUNDS.stream().allMatch(bound -> columns.contains(bound + rest)));
    }

    /** Returns whether a column belongs to another outcome, whose name begins with that of this one. */
    private boolean isOfAnother(String name) {
        return columns.stream()
                .filter(other -> (".pred_" + other).startsWith(probability))
                .anyMatch(other -> name.equals(".pred_" + other)
                        || (name.startsWith(".pred_" + other + "_") && columns.contains(".pred_class_" + other)));
    }

    private TruthEstimates classes(@Nullable PredictionCells predicted, List<String> probable) {
        List<String> levels = probable.stream()
                .map(name -> name.substring(probability.length()))
                .toList();
        double[][] byRow = probabilities(probable);
        Labels labels = truth.labels(levels);
        Labels mostProbable = ClassCases.mostProbable(labels, byRow);
        return new ClassCases(labels, predicted == null ? mostProbable : predicted.labels(levels), byRow, null);
    }

    /** Returns the probabilities of each row, one per column. */
    private double[][] probabilities(List<String> columns) {
        double[][] byLevel = columns.stream().map(name -> cells(name).numbers()).toArray(double[][]::new);
        return IntStream.range(0, frame.height())
                .mapToObj(row -> Arrays.stream(byLevel).mapToDouble(p -> p[row]).toArray())
                .toArray(double[][]::new);
    }
}
