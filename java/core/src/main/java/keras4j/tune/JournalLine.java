package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Line of a journal: {@code {"sum":"1a2b3c4d","event":{...}}}, whose sum is the CRC-32C of the event's bytes. */
final class JournalLine {
    private static final String HEAD = "{\"sum\":\"";
    private static final String MIDDLE = "\",\"event\":";
    private static final int EVENT = HEAD.length() + 8 + MIDDLE.length();

    private JournalLine() {}

    /** Returns true if text may begin a journal, or be the part of its first line before a kill. */
    static boolean begins(String text) {
        return text.startsWith(HEAD) || HEAD.startsWith(text);
    }

    static byte[] of(String event) {
        return (HEAD + sum(event) + MIDDLE + event + "}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the event of a line without its line break; empty if the line is damaged. */
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
