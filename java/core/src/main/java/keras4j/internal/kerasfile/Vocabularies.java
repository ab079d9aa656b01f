package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Check of the vocabularies of lookup layers, which Keras keeps in files beside the weights. */
final class Vocabularies {
    private static final Pattern MEMBER =
            Pattern.compile("assets/(layers/[a-z0-9_]{1,128}/){1,16}" + "(_lookup_layer/)?vocabulary\\.txt");
    /** Control characters, and others that end a line in Python. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private static final Set<String> LOOKUPS = Set.of("StringLookup", "IntegerLookup", "TextVectorization");
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_LINE_BYTES = 4_096;

    private final Validator rules;
    /** Checked vocabularies by member, written anew. */
    private final Map<String, byte[]> checked = new TreeMap<>();

    Vocabularies(Validator rules) {
        this.rules = rules;
    }

    /** Returns whether a member may be a vocabulary. */
    static boolean isMember(String name) {
        return MEMBER.matcher(name).matches();
    }

    /** Returns the vocabularies by member, after a check against the layers that have them. */
    Map<String, byte[]> check(JsonNode model, Map<String, byte[]> members) {
        layers(model, "assets/", members);
        members.keySet().stream()
                .filter(Vocabularies::isMember)
                .forEach(name -> rules.require(
                        ValidationRule.ASSET_NAMES,
                        checked.containsKey(name),
                        "vocabularies must be those of the layers that keep theirs in a file",
                        name));
        return checked;
    }

    private void layers(JsonNode model, String path, Map<String, byte[]> members) {
        Map<String, Integer> counts = new HashMap<>();
        for (JsonNode layer : model.path("config").path("layers")) {
            String type = layer.path("class_name").asText();
            if (AllowedSymbols.operation(ConfigExpr.symbol(layer)) == null) {
                int count = counts.merge(type, 1, Integer::sum);
                String number = count == 1 ? "/" : "_" + (count - 1) + "/";
                layer(layer, path + "layers/" + ConfigSizeCheck.snake(type) + number, members);
            }
        }
    }

    private void layer(JsonNode layer, String path, Map<String, byte[]> members) {
        JsonNode config = layer.path("config");
        if (config.path("layers").isArray()) {
            layers(layer, path, members);
        } else if (LOOKUPS.contains(layer.path("class_name").asText()) && !config.hasNonNull("vocabulary")) {
            vocabulary(layer, path, members);
        }
    }

    private void vocabulary(JsonNode layer, String path, Map<String, byte[]> members) {
        Validator here = rules.at(", layer " + ConfigExpr.name(layer));
        String name = path + "vocabulary.txt";
        byte[] bytes = members.get(name);
        here.require(ValidationRule.ASSET_NAMES, bytes != null, "vocabulary must be in " + name, "none");
        if (bytes == null) {
            return;
        }
        checked.put(name, read(layer.path("config"), bytes, here));
        if (layer.path("class_name").asText().equals("TextVectorization")) {
            second(path + "_lookup_layer/vocabulary.txt", name, members, here);
        }
    }

    // Keras writes the vocabulary of a TextVectorization twice, and reads both.
    private void second(String name, String first, Map<String, byte[]> members, Validator here) {
        byte[] second = members.get(name);
        checked.put(name, Objects.requireNonNull(checked.get(first)));
        here.require(
                ValidationRule.ASSET_NAMES,
                Arrays.equals(members.get(first), second),
                "vocabulary must be the same in " + name,
                second == null ? "none" : "another");
    }

    private byte[] read(JsonNode config, byte[] bytes, Validator here) {
        boolean small = bytes.length <= MAX_BYTES;
        here.require(
                ValidationRule.ASSET_SIZE, small, "vocabulary must have at most " + MAX_BYTES + " bytes", bytes.length);
        String text = text(bytes, here);
        List<String> lines = Arrays.asList(text.split("\n"));
        lines.forEach(line -> line(line, config.has("vocabulary_dtype"), here));
        distinct(config, lines, here);
        unknown(config, lines, here);
        count(config, text.isEmpty() ? 0 : lines.size(), here);
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    // The token of unknown words has as many lines as indices.
    private static void distinct(JsonNode config, List<String> lines, Validator here) {
        Set<String> different = new HashSet<>();
        int again = config.path("num_oov_indices").asInt(1) - 1;
        for (String line : lines) {
            boolean unknown = line.equals(config.path("oov_token").asText()) && again > 0;
            boolean first = different.add(line);
            again -= !first && unknown ? 1 : 0;
            here.require(ValidationRule.ASSET_TEXT, first || unknown, "vocabulary must have different lines", line);
        }
    }

    /** Checks that the token of unknown words is before all words, behind that of a mask at the most. */
    private static void unknown(JsonNode config, List<String> lines, Validator here) {
        String token = config.path("oov_token").asText("[UNK]");
        int indices = config.path("num_oov_indices").asInt(1);
        here.require(
                ValidationRule.ASSET_TEXT,
                indices == 0 || lines.lastIndexOf(token) <= indices,
                "vocabulary must have the token of unknown words before all words",
                token + " in line " + lines.lastIndexOf(token));
    }

    private static String text(byte[] bytes, Validator here) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            here.require(ValidationRule.ASSET_TEXT, false, "vocabulary must be UTF-8", "other bytes");
            return "";
        }
    }

    private static void line(String line, boolean whole, Validator here) {
        boolean shown = !UNREADABLE.matcher(line).find();
        here.require(ValidationRule.ASSET_TEXT, shown, "vocabulary must have no control characters", line);
        here.require(
                ValidationRule.ASSET_SIZE,
                line.getBytes(StandardCharsets.UTF_8).length <= MAX_LINE_BYTES,
                "vocabulary must have lines of at most " + MAX_LINE_BYTES + " bytes",
                line.length() + " characters");
        boolean number = !whole || isWhole(line);
        here.require(ValidationRule.ASSET_TEXT, number, "vocabulary must be whole numbers", line);
    }

    /** Returns whether a line is a whole number of 64 bits, as Keras writes it. */
    private static boolean isWhole(String line) {
        try {
            return Long.toString(Long.parseLong(line)).equals(line);
        } catch (NumberFormatException other) {
            return false;
        }
    }

    private static void count(JsonNode config, int lines, Validator here) {
        JsonNode size = config.path("vocabulary_size");
        boolean same = size.isMissingNode() || size.isNull() || (size.isIntegralNumber() && size.asLong() == lines);
        here.require(ValidationRule.ASSET_COUNT, same, "vocabulary must have " + size + " lines", lines);
        JsonNode max = config.path("max_tokens");
        boolean few = !max.isNumber() || lines <= max.asLong();
        here.require(ValidationRule.ASSET_COUNT, few, "vocabulary must have at most " + max + " lines", lines);
        JsonNode weights = config.path("idf_weights");
        boolean used = !weights.isArray() || config.path("output_mode").asText().equals("tf_idf");
        here.require(ValidationRule.ASSET_COUNT, used, "vocabulary must have weights with tf_idf only", weights);
    }
}
