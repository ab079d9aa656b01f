package keras4j.python;

import org.jspecify.annotations.Nullable;

/** Says what keeps Python from starting and, in the same message, the one thing to do. */
public final class EnvironmentException extends RuntimeException {
    private final Problem problem;
    private final String remedy;

    EnvironmentException(Problem problem, String wrong, String remedy) {
        this(problem, wrong, remedy, null);
    }

    EnvironmentException(Problem problem, String wrong, String remedy, @Nullable Throwable cause) {
        super(wrong + " " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Which of the known problems it is. */
    public Problem problem() {
        return problem;
    }

    /** The one thing to do, a sentence; the message ends with it. */
    public String remedy() {
        return remedy;
    }
}
