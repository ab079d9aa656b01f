package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Reader of the cases of one outcome from the columns of a frame. */
final class FrameCases {
    private final DataFrame frame;
    private final List<String> columns;
    private final PredictionCells truth;
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
            throw TruthEstimates.must(
                    "column '" + truth + "'",
                    "be in the frame",
                    "columns " + Quoted.of(columns) + NearestName.quotedHint(truth, columns));
        }
        this.truth = cells(truth);
        String outcome = amongSeveral(truth) ? "_" + truth : "";
        this.number = ".pred" + outcome;
        this.label = ".pred_class" + outcome;
        this.probability = ".pred" + outcome + "_";
    }

    private boolean amongSeveral(String truth) {
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
            throw TruthEstimates.must(
                    "frame",
                    "have a column " + number + ", " + label + " or " + probability + "<level>",
                    "columns " + Quoted.of(columns));
        }
        List<String> levels = PredictionCells.levels(Stream.of(truth, predicted));
        return TruthEstimates.of(truth.labels(levels), predicted.labels(levels));
    }

    private boolean isProbability(String name) {
        return name.startsWith(probability)
                && !name.equals(label)
                && !name.startsWith(".pred_lower")
                && !name.startsWith(".pred_upper");
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
