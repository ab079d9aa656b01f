package keras4j.plot;

/** Preconditions of chart data. */
final class Preconditions {
    private Preconditions() {}

    static void sameSize(String subject, String first, int size, String second, int other) {
        if (size != other) {
            throw new IllegalArgumentException(
                    subject + ": " + second + " must have " + size + " values like " + first + ", got " + other);
        }
    }

    static void notEmpty(String subject, String argument, int size) {
        if (size == 0) {
            throw new IllegalArgumentException(subject + ": " + argument + " must have at least one value, got none");
        }
    }
}
