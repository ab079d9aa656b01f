package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Writer;

/** Files with a configuration that is not JSON as Keras writes it. */
final class HostileJson {
    private static final String BASE = model(INPUT, DENSE);
    private static final byte[] WEIGHTS = Hdf5Writer.write(KerasFiles.weights());

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileJson json = new HostileJson();
        json.encodings();
        json.forms();
        json.numbers();
        json.texts();
        json.sizes();
        json.metadata();
        return json.all;
    }

    private void add(String name, ValidationRule rule, byte[] config) {
        all.add(new Hostile(name, rule, KerasFiles.file(config, WEIGHTS)));
    }

    private void add(String name, ValidationRule rule, String config) {
        add(name, rule, config.getBytes(StandardCharsets.UTF_8));
    }

    private static String seed(String value) {
        return BASE.replace("\"seed\": 7", "\"seed\": " + value);
    }

    private void encodings() {
        add("a byte order mark", ValidationRule.JSON_UTF8, "\uFEFF" + BASE);
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            byte[] bytes = BASE.getBytes(charset);
            // Without a byte order mark, UTF-16 of ASCII is UTF-8 full of NUL.
            boolean marked = charset.equals(StandardCharsets.UTF_16);
            add("in " + charset, marked ? ValidationRule.JSON_UTF8 : ValidationRule.JSON_FORM, bytes);
        }
        add(
                "a lone continuation",
                ValidationRule.JSON_UTF8,
                BASE.replace("head", "he\u0080d").getBytes(StandardCharsets.ISO_8859_1));
        add(
                "an overlong slash",
                ValidationRule.JSON_UTF8,
                BASE.replace("head", "he\u00c0\u00afd").getBytes(StandardCharsets.ISO_8859_1));
        add(
                "a surrogate in UTF-8",
                ValidationRule.JSON_UTF8,
                BASE.replace("head", "he\u00ed\u00a0\u0080d").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void forms() {
        add("nothing", ValidationRule.JSON_FORM, "");
        add("half", ValidationRule.JSON_FORM, BASE.substring(0, BASE.length() / 2));
        add("more behind", ValidationRule.JSON_FORM, BASE + "{}");
        add("text behind", ValidationRule.JSON_FORM, BASE + " x");
        add(
                "a key twice",
                ValidationRule.JSON_FORM,
                BASE.replace("\"name\": \"net\"", "\"name\": \"net\", \"name\": \"net\""));
        add(
                "an escaped key twice",
                ValidationRule.JSON_FORM,
                BASE.replace("\"name\": \"net\"", "\"name\": \"a\", \"n\\u0061me\": \"b\""));
        add("a comment", ValidationRule.JSON_FORM, "/* */" + BASE);
        add("single quotes", ValidationRule.JSON_FORM, BASE.replace('"', '\''));
        add("a trailing comma", ValidationRule.JSON_FORM, BASE.replace("null}", "null,}"));
        add("bare keys", ValidationRule.JSON_FORM, BASE.replace("\"units\"", "units"));
        add("a raw line break in text", ValidationRule.JSON_FORM, BASE.replace("head", "he\nad"));
        add("100,000 brackets", ValidationRule.JSON_FORM, "[".repeat(100_000));
        add(
                "400 brackets",
                ValidationRule.JSON_FORM,
                BASE.replace("\"seed\": 7", "\"seed\": " + "[".repeat(400) + "]".repeat(400)));
        add("a text of 100,000", ValidationRule.JSON_FORM, BASE.replace("head", "h".repeat(100_000)));
        add("a key of 1,000", ValidationRule.JSON_FORM, BASE.replace("seed", "s".repeat(1000)));
    }

    private void numbers() {
        for (String number : List.of("NaN", "Infinity", "-Infinity", "0x10", "01", "+1", ".5", "1".repeat(100), "1e")) {
            add("the number " + number, ValidationRule.JSON_FORM, seed(number));
        }
        for (String number : List.of("1e999", "-1e999", "9223372036854775808", "1".repeat(60))) {
            add("the number " + number, ValidationRule.JSON_NUMBERS, seed(number));
        }
        String marked = BASE.replace("\"build_config\"", "\"shared_object_id\": 9223372036854775808, \"build_config\"");
        add("an id beyond 64 bits", ValidationRule.JSON_NUMBERS, marked);
    }

    private void texts() {
        for (String odd :
                List.of("\\u0000", "\\u0007", "\\u001b[2J", "\\u202e", "\\u2066", "\\ud800", "\\udc00", "\\u0085")) {
            add("a name with " + odd, ValidationRule.JSON_TEXT, BASE.replace("head", "he" + odd + "ad"));
        }
        add("a key with a turn", ValidationRule.JSON_TEXT, BASE.replace("\"seed\": 7", "\"seed\": 7, \"\\u202e\": 1"));
    }

    private void sizes() {
        add("17 MB of nothing", ValidationRule.JSON_SIZE, BASE + " ".repeat(17 << 20));
        metadata("metadata of 70 KB", ValidationRule.JSON_SIZE, "{\"a\": \"" + "b".repeat(70_000) + "\"}");
        metadata("metadata that is no JSON", ValidationRule.JSON_FORM, "{\"keras_version\": \"3\"");
        metadata("metadata with a key twice", ValidationRule.JSON_FORM, "{\"a\": 1, \"a\": 2}");
        metadata("metadata beyond all numbers", ValidationRule.JSON_NUMBERS, "{\"a\": 1e999}");
    }

    private void metadata(String name, ValidationRule rule, String metadata) {
        Map<String, byte[]> members = new TreeMap<>(KerasZip.read(KerasFiles.file(BASE, WEIGHTS)));
        members.put("metadata.json", metadata.getBytes(StandardCharsets.UTF_8));
        all.add(new Hostile(name, rule, KerasZip.write(members)));
    }

    private void metadata() {
        String[] odd = {
            "[]",
            "null",
            "\"3.15.1\"",
            "{\"keras_version\": 3}",
            "{\"keras_version\": {\"class_name\": \"Lambda\"}}",
            "{\"keras_version\": \"99.0.0\"}",
            "{\"keras_version\": \"2.15.0\"}",
            "{\"keras_version\": \"3.15.1 $(id)\"}",
            "{\"keras_version\": \"3.15.1\", \"date_saved\": \"$(id)\"}",
            "{\"keras_version\": \"3.15.1\", \"safe_mode\": \"no\"}",
        };
        for (String each : odd) {
            metadata("metadata " + each, ValidationRule.JSON_METADATA, each);
        }
    }
}
