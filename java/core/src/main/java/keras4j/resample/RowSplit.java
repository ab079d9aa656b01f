package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Named split of rows into analysis rows, to fit on, and assessment rows, to evaluate on. */
public final class RowSplit {
    private final String id;
    private final int[] analysis;
    private final int[] assessment;

    private RowSplit(String id, int[] analysis, int[] assessment) {
        this.id = id;
        this.analysis = analysis;
        this.assessment = assessment;
    }

    /**
     * Creates a split from row numbers. A row may occur several times, and on both sides.
     *
     * @param id the name, such as {@code Fold01}
     * @param analysis the numbers of the analysis rows, from 0
     * @param assessment the numbers of the assessment rows, from 0
     * @return the split
     * @throws IllegalArgumentException if a side has no row, or a number is negative
     */
    @JsonCreator
    public static RowSplit of(
            @JsonProperty("id") String id,
            @JsonProperty("analysis") int[] analysis,
            @JsonProperty("assessment") int[] assessment) {
        Preconditions.notNull("RowSplit", "id", id);
        Preconditions.notNull("RowSplit", "analysis", analysis);
        Preconditions.notNull("RowSplit", "assessment", assessment);
        require(id, "analysis", analysis);
        require(id, "assessment", assessment);
        return new RowSplit(id, analysis.clone(), assessment.clone());
    }

    private static void require(String id, String side, int[] rows) {
        if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row < 0)) {
            throw new IllegalArgumentException("RowSplit '" + Quoted.cut(id) + "': " + side
                    + " must be row numbers of 0 or more, got "
                    + (rows.length == 0 ? "none" : Arrays.stream(rows).min().getAsInt()));
        }
    }

    /** Returns a split with these rows for assessment and all others for analysis. */
    static RowSplit without(String id, int[] assessment, int rows) {
        BitSet out = new BitSet();
        IntStream.of(assessment).forEach(out::set);
        return of(
                id,
                IntStream.range(0, rows).filter(row -> !out.get(row)).toArray(),
                IntStream.of(assessment).sorted().toArray());
    }

    /** Returns the split with row numbers of a larger frame, of which {@code rows} were split. */
    RowSplit within(int[] rows) {
        return new RowSplit(
                id,
                IntStream.of(analysis).map(row -> rows[row]).toArray(),
                IntStream.of(assessment).map(row -> rows[row]).toArray());
    }

    /** {@return the name, such as {@code Fold01}} */
    @JsonProperty("id")
    public String id() {
        return id;
    }

    /** {@return the numbers of the analysis rows, a copy} */
    @JsonProperty("analysis")
    public int[] analysis() {
        return analysis.clone();
    }

    /** {@return the numbers of the assessment rows, a copy} */
    @JsonProperty("assessment")
    public int[] assessment() {
        return assessment.clone();
    }

    /**
     * Returns the analysis rows of a frame.
     *
     * @param frame the frame
     * @return the rows to fit on
     * @throws IllegalArgumentException if the frame has too few rows
     */
    public DataFrame analysis(DataFrame frame) {
        Preconditions.notNull("RowSplit", "frame", frame);
        return rows(frame, analysis);
    }

    /**
     * Returns the assessment rows of a frame.
     *
     * @param frame the frame
     * @return the rows to evaluate on
     * @throws IllegalArgumentException if the frame has too few rows
     */
    public DataFrame assessment(DataFrame frame) {
        Preconditions.notNull("RowSplit", "frame", frame);
        return rows(frame, assessment);
    }

    /**
     * Returns a copy of the analysis rows of examples.
     *
     * @param examples the examples
     * @return the rows to fit on
     * @throws IllegalArgumentException if there are too few rows
     */
    public Examples analysis(Examples examples) {
        Preconditions.notNull("RowSplit", "examples", examples);
        requireRows(examples.rows());
        return examples.take(analysis);
    }

    /**
     * Returns a copy of the assessment rows of examples.
     *
     * @param examples the examples
     * @return the rows to evaluate on
     * @throws IllegalArgumentException if there are too few rows
     */
    public Examples assessment(Examples examples) {
        Preconditions.notNull("RowSplit", "examples", examples);
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
                    "RowSplit '" + Quoted.cut(id) + "': data must have at least " + (last + 1) + " rows, got " + rows);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowSplit that
                && id.equals(that.id)
                && Arrays.equals(analysis, that.analysis)
                && Arrays.equals(assessment, that.assessment);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + Arrays.hashCode(analysis)) + Arrays.hashCode(assessment);
    }

    /** {@return a summary, as in {@code Split Fold01 90 analysis, 10 assessment}} */
    @Override
    public String toString() {
        return "Split " + id + " " + analysis.length + " analysis, " + assessment.length + " assessment";
    }
}
