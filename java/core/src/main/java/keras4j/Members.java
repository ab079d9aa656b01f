package keras4j;

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
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.Rule;
import keras4j.text.PlainText;

/** The members of an archive that should be that of a fitted model, each read within its bounds. */
final class Members {
    private static final int DEEPEST = 64;
    /** A tree takes a hundred bytes for one of text. */
    private static final int MOST_TOKENS_OF_A_TREE = 1 << 20;

    private static final JsonMapper JSON = mapper(Long.MAX_VALUE);
    private static final JsonMapper TREES = mapper(MOST_TOKENS_OF_A_TREE);

    private final Archive archive;

    private Members(Archive archive) {
        this.archive = archive;
    }

    private static JsonMapper mapper(long mostTokens) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxTokenCount(mostTokens)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** @throws ArchiveException there are others, or too large ones */
    static Members of(Archive archive) {
        List<String> strangers = new ArrayList<>(archive.names());
        strangers.removeAll(Member.files());
        if (!strangers.isEmpty()) {
            throw new ArchiveException(
                    Rule.ARCHIVE_MEMBERS, "Fitted: members must be among " + Member.files() + ", got " + strangers);
        }
        Members members = new Members(archive);
        if (members.has(Member.SPEC) == members.has(Member.ORIGIN)) {
            throw new ArchiveException(
                    Rule.ARCHIVE_MEMBERS,
                    "Fitted: members must have either " + Member.SPEC.file() + " or " + Member.ORIGIN.file() + ", got "
                            + archive.names());
        }
        Arrays.stream(Member.values()).filter(members::has).forEach(members::requireSize);
        return members;
    }

    private void requireSize(Member member) {
        long size = archive.size(member.file());
        if (size > member.largest()) {
            throw new ArchiveException(
                    Rule.JSON_SIZE,
                    "Fitted: " + member.file() + " must have at most " + member.largest() + " bytes, got " + size);
        }
    }

    boolean has(Member member) {
        return archive.names().contains(member.file());
    }

    byte[] bytes(Member member) {
        return archive.member(member.file());
    }

    /** Text that shows what it is; page breaks may stand in Python. */
    String text(Member member) {
        byte[] bytes = bytes(member);
        String text = new String(bytes, StandardCharsets.UTF_8);
        require(member, Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) && PlainText.isPython(text));
        return text;
    }

    private static void require(Member member, boolean plain) {
        if (!plain) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT, "Fitted: " + member.file() + " must be plain text in UTF-8, got other");
        }
    }

    JsonNode tree(Member member) {
        try {
            return TREES.readTree(bytes(member));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** A tree whose texts are shown as they are. */
    JsonNode plainTree(Member member) {
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

    /** Read as it comes, without a tree of it all. */
    <T> T value(Member member, TypeReference<T> type) throws IOException {
        return read(bytes(member), type);
    }

    static <T> T read(byte[] json, TypeReference<T> type) throws IOException {
        return Objects.requireNonNull(JSON.readValue(json, type));
    }

    <T> T value(Member member, Class<T> type) throws IOException {
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
