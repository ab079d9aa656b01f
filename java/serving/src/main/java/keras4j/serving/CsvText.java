package keras4j.serving;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values by RFC 4180: fields in quotes may hold commas, lines and doubled quotes. */
final class CsvText {
    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    /** Reads records; empty lines are left out. */
    static List<List<String>> read(String text) {
        CsvText reader = new CsvText(text);
        List<List<String>> records = new ArrayList<>();
        while (reader.at < text.length()) {
            List<String> fields = reader.readRecord(records.size());
            if (fields.size() > 1 || !fields.get(0).isEmpty()) {
                records.add(fields);
            }
        }
        return records;
    }

    private List<String> readRecord(int number) {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quotedField(number) : plainField());
        } while (skips(','));
        skips('\r');
        if (!skips('\n') && at < text.length()) {
            throw malformed(number);
        }
        return fields;
    }

    private boolean skips(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private String plainField() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quotedField(int number) {
        StringBuilder field = new StringBuilder();
        do {
            at++;
            int end = text.indexOf('"', at);
            if (end < 0) {
                throw malformed(number);
            }
            field.append(text, at, end);
            at = end + 1;
            if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
            }
        } while (at < text.length() && text.charAt(at) == '"');
        return field.toString();
    }

    private static HttpProblem malformed(int number) {
        return HttpProblem.badRequest("the body must be CSV, in which a quote ends before the next comma or line, got"
                + " another text in record " + number + ", where 0 is the header");
    }

    /** Returns a field in quotes if it needs them. */
    static String field(String value) {
        boolean plain = value.chars().noneMatch(each -> ",\"\r\n".indexOf(each) >= 0);
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
