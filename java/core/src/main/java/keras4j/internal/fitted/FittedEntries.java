package keras4j.internal.fitted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.Quoted;

/** Members of a fitted model's archive, each read within its size limit. */
final class FittedEntries {
    private static final int MAX_DEPTH = 64;
    /** Limit on JSON tokens: a tree takes about 100 bytes of memory for each byte of text. */
    private static final int MAX_TREE_TOKENS = 1 << 20;

    private static final JsonMapper JSON = mapper(Long.MAX_VALUE);
    private static final JsonMapper TREES = mapper(MAX_TREE_TOKENS);

    private final MemberArchive archive;

    private FittedEntries(MemberArchive archive) {
        this.archive = archive;
    }

    private static JsonMapper mapper(long mostTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxTokenCount(mostTokens)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Checks the names and sizes of the members.
     *
     * @throws ArchiveException if there are unknown or too large members
     */
    static FittedEntries of(MemberArchive archive) {
        List<String> strangers = new ArrayList<>(archive.names());
        strangers.removeAll(ArchiveEntry.files());
        if (!strangers.isEmpty()) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_MEMBERS,
                    "Fitted: members must be among " + ArchiveEntry.files() + ", got " + Quoted.cut(strangers));
        }
        FittedEntries members = new FittedEntries(archive);
        if (members.has(ArchiveEntry.SPEC) == members.has(ArchiveEntry.ORIGIN)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_MEMBERS,
                    "Fitted: members must have either " + ArchiveEntry.SPEC.file() + " or " + ArchiveEntry.ORIGIN.file()
                            + ", got " + Quoted.cut(archive.names()));
        }
        Arrays.stream(ArchiveEntry.values()).filter(members::has).forEach(members::requireSize);
        return members;
    }

    private void requireSize(ArchiveEntry member) {
        long size = archive.size(member.file());
        if (size > member.largest()) {
            throw new ArchiveException(
                    ValidationRule.JSON_SIZE,
                    "Fitted: " + member.file() + " must have at most " + member.largest() + " bytes, got " + size);
        }
    }

    boolean has(ArchiveEntry member) {
        return archive.names().contains(member.file());
    }

    byte[] bytes(ArchiveEntry member) {
        return archive.member(member.file());
    }

    /** Returns a member as printable text; form feeds may occur in Python. */
    String text(ArchiveEntry member) {
        byte[] bytes = bytes(member);
        String text = new String(bytes, StandardCharsets.UTF_8);
        require(member, Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) && PlainText.isPython(text));
        return text;
    }

    private static void require(ArchiveEntry member, boolean plain) {
        if (!plain) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted: " + member.file() + " must be plain text in UTF-8, got other");
        }
    }

    JsonNode tree(ArchiveEntry member) {
        try {
            return TREES.readTree(bytes(member));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Returns a member as a JSON tree whose texts are printable. */
    JsonNode plainTree(ArchiveEntry member) {
        JsonNode tree = tree(member);
        require(member, isPlain(tree));
        return tree;
    }

    private static boolean isPlain(JsonNode node) {
        boolean here = !node.isTextual() || PlainText.isPython(node.textValue());
        for (String name : (Iterable<String>) node::fieldNames) {
            here &= PlainText.isLine(name);
        }
        for (JsonNode each : node) {
            here &= isPlain(each);
        }
        return here;
    }

    /** Returns a member parsed as a stream, without a tree of the whole. */
    <T> T value(ArchiveEntry member, TypeReference<T> type) throws IOException {
        return read(bytes(member), type);
    }

    static <T> T read(byte[] json, TypeReference<T> type) throws IOException {
        return Objects.requireNonNull(JSON.readValue(json, type));
    }

    <T> T value(ArchiveEntry member, Class<T> type) throws IOException {
        return Objects.requireNonNull(JSON.readValue(bytes(member), type), member.file());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
