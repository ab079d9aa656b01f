package keras4j.internal.text;

import java.util.regex.Pattern;

/** Rule for the names of blocks, arguments and specs. */
public final class PythonNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private PythonNames() {}

    /** Returns the name if it is valid; the error otherwise names {@code subject} and {@code argument}. */
    public static String check(String subject, String argument, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(subject + ": " + argument
                    + " must be a letter followed by letters, digits and _, at most 64 characters, got \""
                    + Quoted.cut(name)
                    + "\"");
        }
        return name;
    }
}
