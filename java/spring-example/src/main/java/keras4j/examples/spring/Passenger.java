package keras4j.examples.spring;

import org.jspecify.annotations.Nullable;

/** Passenger of the Titanic, as a request has it; a missing number is null. */
record Passenger(
        String pclass,
        String sex,
        @Nullable Double age,
        int sibsp,
        int parch,
        @Nullable Double fare,
        @Nullable String embarked) {}
