package keras4j.data;

import java.util.Optional;
import java.util.OptionalInt;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Exception for rows that a model, a recipe or a measure can't take: a column is missing or of another kind or shape, a
 * label is unknown, or a value is missing or not finite.
 *
 * <p>Only the data of the caller cause it, never another argument. A web service can answer it with status 400:
 *
 * <pre>{@code
 * try {
 *     return keras.predict(fitted, rows);
 * } catch (InvalidRowException refused) {
 *     return badRequest(refused.column(), refused.row(), refused.accepted(), refused.got());
 * }
 * }</pre>
 */
public final class InvalidRowException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int NO_ROW = -1;

    private final String subject;
    private final @Nullable String column;
    private final int row;
    private final String accepted;
    private final String got;
    private final String advice;

    /**
     * Creates an exception with the message {@code <subject> must <accepted>, got <got>}.
     *
     * @param subject the refused part of the data, as in {@code Schema: column 'age'}
     * @param accepted the requirement, as it follows {@code must}: {@code be finite}
     * @param got the refused value, as in {@code Infinity}
     */
    public InvalidRowException(String subject, String accepted, Object got) {
        this(
                Preconditions.notNull("InvalidRowException", "subject", subject),
                null,
                NO_ROW,
                Preconditions.notNull("InvalidRowException", "accepted", accepted),
                Preconditions.notNull("InvalidRowException", "got", got).toString(),
                "");
    }

    private InvalidRowException(
            String subject, @Nullable String column, int row, String accepted, String got, String advice) {
        super(subject + " must " + accepted + ", got " + got + (row == NO_ROW ? "" : " at row " + row) + advice);
        this.subject = subject;
        this.column = column;
        this.row = row;
        this.accepted = accepted;
        this.got = got;
        this.advice = advice;
    }

    /**
     * Returns a copy that names the column.
     *
     * @param name the name of the column, or of the input if it is an array
     * @return the copy
     */
    public InvalidRowException in(String name) {
        Preconditions.notNull("InvalidRowException", "name", name);
        return new InvalidRowException(subject, name, row, accepted, got, advice);
    }

    /**
     * Returns a copy that names the row, in the message as well.
     *
     * @param number the number of the row, from 0
     * @return the copy
     */
    public InvalidRowException at(int number) {
        return new InvalidRowException(subject, column, number, accepted, got, advice);
    }

    /**
     * Returns a copy whose message ends with a text.
     *
     * @param text the text, as in {@code ; impute before}
     * @return the copy
     */
    public InvalidRowException advice(String text) {
        Preconditions.notNull("InvalidRowException", "text", text);
        return new InvalidRowException(subject, column, row, accepted, got, text);
    }

    /** {@return the column, or the input if it is an array; empty if all of the rows are meant} */
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }

    /** {@return the number of the row, from 0; empty if all rows are meant} */
    public OptionalInt row() {
        return row == NO_ROW ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /** {@return the requirement, as it follows "must": {@code be one of 'no', 'yes'}} */
    public String accepted() {
        return accepted;
    }

    /** {@return the refused value: {@code 'maybe'}} */
    public String got() {
        return got;
    }
}
