package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A line of a journal: {@code {"sum":"1a2b3c4d","event":{...}}}, the sum being the CRC-32C of the event's bytes. */
final class Line {
    private static final String HEAD = "{\"sum\":\"";
    private static final String MIDDLE = "\",\"event\":";
    private static final int EVENT = HEAD.length() + 8 + MIDDLE.length();

    private Line() {}

    /** Whether some text may be that of a journal, or of one that was killed in its first line. */
    static boolean begins(String text) {
        return text.startsWith(HEAD) || HEAD.startsWith(text);
    }

    static byte[] of(String event) {
        return (HEAD + sum(event) + MIDDLE + event + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The event of a line without its line break; empty where the line is damaged. */
    static Optional<String> event(String line) {
        if (line.length() <= EVENT || !line.startsWith(HEAD) || !line.endsWith("}")) {
            return Optional.empty();
        }
        String event = line.substring(EVENT, line.length() - 1);
        return line.equals(HEAD + sum(event) + MIDDLE + event + "}") ? Optional.of(event) : Optional.empty();
    }

    private static String sum(String event) {
        CRC32C sum = new CRC32C();
        sum.update(event.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }
}
