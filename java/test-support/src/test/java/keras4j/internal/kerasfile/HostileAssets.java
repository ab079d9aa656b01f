package keras4j.internal.kerasfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Group;

/** Files with vocabularies that no layer has, or that are not those of their layers. */
final class HostileAssets {
    static final String PLACE = "assets/layers/string_lookup/vocabulary.txt";
    static final String WORDS = "[UNK]\ngood\nbad";

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileAssets assets = new HostileAssets();
        assets.places();
        assets.sizes();
        assets.texts();
        assets.counts();
        return assets.all;
    }

    /** Returns a file whose only vocabulary is right. */
    static byte[] right() {
        return file("StringLookup", "", Map.of(PLACE, bytes(WORDS)));
    }

    private void add(String name, ValidationRule rule, byte[] vocabulary) {
        all.add(new Hostile(name, rule, file("StringLookup", "", Map.of(PLACE, vocabulary))));
    }

    private void places() {
        ValidationRule rule = ValidationRule.ASSET_NAMES;
        all.add(new Hostile("no vocabulary", rule, file("StringLookup", "", Map.of())));
        Map<String, byte[]> second = Map.of(PLACE, bytes(WORDS), PLACE.replace("lookup", "lookup_1"), bytes(WORDS));
        all.add(new Hostile("a vocabulary too many", rule, file("StringLookup", "", second)));
        all.add(new Hostile(
                "a vocabulary beside one in the configuration",
                rule,
                file("StringLookup", "\"vocabulary\": [\"good\", \"bad\"],", Map.of(PLACE, bytes(WORDS)))));
        String place = "assets/layers/text_vectorization/";
        for (String inner : List.of("", "[UNK]\ngood\nevil")) {
            Map<String, byte[]> members = new LinkedHashMap<>(Map.of(place + "vocabulary.txt", bytes(WORDS)));
            if (!inner.isEmpty()) {
                members.put(place + "_lookup_layer/vocabulary.txt", bytes(inner));
            }
            all.add(new Hostile("another second vocabulary: " + inner, rule, file("TextVectorization", "", members)));
        }
    }

    private void sizes() {
        add("a line of 5,000 bytes", ValidationRule.ASSET_SIZE, bytes("[UNK]\ngood\n" + "b".repeat(5_000)));
        byte[] huge = new byte[(16 << 20) + 1];
        Arrays.fill(huge, (byte) 'a');
        add("a vocabulary of more than 16 MB", ValidationRule.ASSET_SIZE, huge);
    }

    private void texts() {
        ValidationRule rule = ValidationRule.ASSET_TEXT;
        add("a vocabulary in Latin-1", rule, "[UNK]\ngood\nb\u00e4d".getBytes(StandardCharsets.ISO_8859_1));
        add("half a character", rule, new byte[] {'[', '\n', 'a', '\n', (byte) 0xc3});
        for (int control : new int[] {0, 7, '\r', 0x1b, 0x85, 0x2028}) {
            add("a character " + control, rule, bytes("[UNK]\ngood\nb" + Character.toString(control) + "d"));
        }
        add("a word twice", rule, bytes("[UNK]\ngood\ngood"));
        all.add(new Hostile(
                "the token of unknown words more often than its indices",
                rule,
                file(
                        "StringLookup",
                        "\"oov_token\": \"[UNK]\", \"num_oov_indices\": 2,",
                        Map.of(PLACE, bytes("[UNK]\n[UNK]\n[UNK]")))));
        for (String number : List.of("1.5", "0x10", "seven", " 7", "99999999999999999999", "__import__")) {
            all.add(new Hostile(
                    "an index of '" + number + "'",
                    rule,
                    file(
                            "IntegerLookup",
                            "\"vocabulary_dtype\": \"int64\",",
                            Map.of(PLACE.replace("string", "integer"), bytes("-1\n5\n" + number)))));
        }
    }

    private void counts() {
        ValidationRule rule = ValidationRule.ASSET_COUNT;
        add("a word less than the configuration says", rule, bytes("[UNK]\ngood"));
        add("a word more than the configuration says", rule, bytes(WORDS + "\nevil"));
        add("no word", rule, new byte[0]);
        all.add(new Hostile(
                "more words than the greatest number",
                rule,
                file("StringLookup", "\"max_tokens\": 2,", Map.of(PLACE, bytes(WORDS)))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String type, String more, Map<String, byte[]> vocabularies) {
        String input = KerasFiles.INPUT.replace("float32", type.startsWith("Integer") ? "int64" : "string");
        String layer = """
                {"module": "keras.layers", "class_name": "%s", "config": {"name": "words", %s "vocabulary_size": 3},
                 "registered_name": null}""".formatted(type, more);
        Map<String, byte[]> members = new LinkedHashMap<>(
                KerasZip.read(KerasFiles.file(KerasFiles.model(input, layer), new Hdf5Group("net", new TreeMap<>()))));
        members.putAll(vocabularies);
        return KerasZip.write(members);
    }
}
