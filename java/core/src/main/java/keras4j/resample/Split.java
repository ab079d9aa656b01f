package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Row numbers to learn from (analysis) and to judge by (assessment), with a name. */
public final class Split {
    private final String id;
    private final int[] analysis;
    private final int[] assessment;

    private Split(String id, int[] analysis, int[] assessment) {
        this.id = id;
        this.analysis = analysis;
        this.assessment = assessment;
    }

    /**
     * A split made by hand. A row may be there several times, and on both sides.
     *
     * @throws IllegalArgumentException if a side has no row, or a number is negative
     */
    @JsonCreator
    public static Split of(
            @JsonProperty("id") String id,
            @JsonProperty("analysis") int[] analysis,
            @JsonProperty("assessment") int[] assessment) {
        require(id, "analysis", analysis);
        require(id, "assessment", assessment);
        return new Split(id, analysis.clone(), assessment.clone());
    }

    private static void require(String id, String side, int[] rows) {
        if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row < 0)) {
            throw new IllegalArgumentException("Split '" + id + "': " + side + " must be row numbers from 0 on, got "
                    + (rows.length == 0 ? "none" : Arrays.stream(rows).min().getAsInt()));
        }
    }

    /** These rows for assessment, all others for analysis. */
    static Split without(String id, int[] assessment, int rows) {
        BitSet out = new BitSet();
        IntStream.of(assessment).forEach(out::set);
        return of(
                id,
                IntStream.range(0, rows).filter(row -> !out.get(row)).toArray(),
                IntStream.of(assessment).sorted().toArray());
    }

    /** The same rows as numbers of a larger frame, of which {@code rows} were split. */
    Split within(int[] rows) {
        return new Split(
                id,
                IntStream.of(analysis).map(row -> rows[row]).toArray(),
                IntStream.of(assessment).map(row -> rows[row]).toArray());
    }

    /** The name, such as {@code Fold01}. */
    @JsonProperty("id")
    public String id() {
        return id;
    }

    /** Row numbers to learn from. */
    @JsonProperty("analysis")
    public int[] analysis() {
        return analysis.clone();
    }

    /** Row numbers to judge by. */
    @JsonProperty("assessment")
    public int[] assessment() {
        return assessment.clone();
    }

    /**
     * The rows to learn from.
     *
     * @throws IllegalArgumentException if the frame has too few rows
     */
    public DataFrame analysis(DataFrame frame) {
        return rows(frame, analysis);
    }

    /** The rows to judge by. */
    public DataFrame assessment(DataFrame frame) {
        return rows(frame, assessment);
    }

    /** The rows to learn from, a copy. */
    public Examples analysis(Examples examples) {
        requireRows(examples.rows());
        return examples.take(analysis);
    }

    /** The rows to judge by, a copy. */
    public Examples assessment(Examples examples) {
        requireRows(examples.rows());
        return examples.take(assessment);
    }

    private DataFrame rows(DataFrame frame, int[] rows) {
        requireRows(frame.height());
        return frame.rows(rows).select();
    }

    void requireRows(int rows) {
        int last = IntStream.concat(Arrays.stream(analysis), Arrays.stream(assessment))
                .max()
                .getAsInt();
        if (last >= rows) {
            throw new IllegalArgumentException(
                    "Split '" + id + "': data must have at least " + (last + 1) + " rows, got " + rows);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Split that
                && id.equals(that.id)
                && Arrays.equals(analysis, that.analysis)
                && Arrays.equals(assessment, that.assessment);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + Arrays.hashCode(analysis)) + Arrays.hashCode(assessment);
    }

    /** As in {@code Split Fold01 90 analysis, 10 assessment}. */
    @Override
    public String toString() {
        return "Split " + id + " " + analysis.length + " analysis, " + assessment.length + " assessment";
    }
}
