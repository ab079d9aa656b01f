package keras4j.expr;

import java.util.regex.Pattern;

/** What may be the name of a block, an argument or a spec. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private Names() {}

    /** The name itself, if it is one; otherwise an error in the name of {@code subject}. */
    public static String check(String subject, String argument, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(subject + ": " + argument
                    + " must be a letter followed by letters, digits and _, at most 64 characters, got \"" + name
                    + "\"");
        }
        return name;
    }
}
