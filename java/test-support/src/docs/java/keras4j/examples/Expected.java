package keras4j.examples;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Output as a document shows it: word for word, but {@code …} stands for anything, and blanks at the ends of lines do not count. */
final class Expected {
    private static final String ANYTHING = "…";

    private Expected() {}

    static boolean matches(String shown, String printed) {
        String pattern = Arrays.stream(shown.strip().split(ANYTHING, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        String lines = printed.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(lines.strip()).matches();
    }
}
