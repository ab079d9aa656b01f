package keras4j.environment;

import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/** Failure to find, build or start a Python environment. The message states the cause and one remedy. */
public final class EnvironmentException extends RuntimeException {
    /** The problem. */
    private final EnvironmentProblem problem;
    /** The remedy, a sentence. */
    private final String remedy;

    /**
     * Creates the exception.
     *
     * @param problem the problem
     * @param wrong the cause, a sentence
     * @param remedy the remedy, a sentence
     */
    public EnvironmentException(EnvironmentProblem problem, String wrong, String remedy) {
        this(problem, wrong, remedy, null);
    }

    EnvironmentException(EnvironmentProblem problem, String wrong, String remedy, @Nullable Throwable cause) {
        super(
                Preconditions.notNull("EnvironmentException", "wrong", wrong) + " "
                        + Preconditions.notNull("EnvironmentException", "remedy", remedy),
                cause);
        this.problem = Preconditions.notNull("EnvironmentException", "problem", problem);
        this.remedy = remedy;
    }

    /** {@return the problem, one of the known ones} */
    public EnvironmentProblem problem() {
        return problem;
    }

    /** {@return the remedy, a sentence; the message ends with it} */
    public String remedy() {
        return remedy;
    }
}
