package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.text.Nearest;
import keras4j.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Reads the cases of one outcome from the columns of a frame. */
final class FrameCases {
    private final DataFrame frame;
    private final List<String> columns;
    private final Cells truth;
    /** {@code .pred}, {@code .pred_class} and {@code .pred_}, or the same with the outcome's name where there are several. */
    private final String number;

    private final String label;
    private final String probability;

    FrameCases(DataFrame frame, String truth) {
        this.frame = frame;
        this.columns = Arrays.asList(frame.getColumnsIndex().toArray());
        if (!columns.contains(truth)) {
            throw Cases.must(
                    "column '" + truth + "'",
                    "be in the frame",
                    "columns " + Quoted.of(columns) + Nearest.quotedHint(truth, columns));
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

    private Cells cells(String column) {
        return new Cells(column, frame.getColumn(column));
    }

    Cases cases() {
        if (columns.contains(number)) {
            return Cases.of(truth.numbers(), cells(number).numbers());
        }
        List<String> probable = columns.stream().filter(this::isProbability).toList();
        @Nullable Cells predicted = columns.contains(label) ? cells(label) : null;
        if (!probable.isEmpty()) {
            return classes(predicted, probable);
        }
        if (predicted == null) {
            throw Cases.must(
                    "frame",
                    "have a column " + number + ", " + label + " or " + probability + "<level>",
                    "columns " + Quoted.of(columns));
        }
        List<String> levels = Cells.levels(Stream.of(truth, predicted));
        return Cases.of(truth.labels(levels), predicted.labels(levels));
    }

    private boolean isProbability(String name) {
        return name.startsWith(probability)
                && !name.equals(label)
                && !name.startsWith(".pred_lower")
                && !name.startsWith(".pred_upper");
    }

    private Cases classes(@Nullable Cells predicted, List<String> probable) {
        List<String> levels = probable.stream()
                .map(name -> name.substring(probability.length()))
                .toList();
        double[][] byLevel =
                probable.stream().map(name -> cells(name).numbers()).toArray(double[][]::new);
        double[][] byRow = IntStream.range(0, frame.height())
                .mapToObj(row -> Arrays.stream(byLevel).mapToDouble(p -> p[row]).toArray())
                .toArray(double[][]::new);
        Labels labels = truth.labels(levels);
        Labels mostProbable = ClassCases.mostProbable(labels, byRow);
        return new ClassCases(labels, predicted == null ? mostProbable : predicted.labels(levels), byRow, null);
    }
}
