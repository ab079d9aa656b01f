package keras4j.internal.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.text.Sha256Sum;

/**
 * First member of an archive: its description, and the size and checksum of every other member. Its JSON is canonical:
 * keys sorted, no spaces.
 */
public record ArchiveManifest(SortedMap<String, String> about, String format, int formatVersion, List<Member> members) {
    public static final String NAME = "manifest.json";
    private static final String FORMAT = "keras4j";

    private static final Pattern MEMBER_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    /** Mapper with low limits: a manifest is neither deep nor long. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(65536)
                            .maxDocumentLength(1 << 22)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ArchiveManifest {
        about = new TreeMap<>(Map.copyOf(about));
        members = List.copyOf(members);
    }

    /** Name, checksum and size of another member. */
    record Member(String name, String sha256, int size) {
        static Member of(String name, byte[] bytes) {
            return new Member(name, Sha256Sum.of(bytes), bytes.length);
        }
    }

    static ArchiveManifest of(Map<String, String> about, Map<String, byte[]> members) {
        List<Member> list = members.entrySet().stream()
                .map(member -> Member.of(member.getKey(), member.getValue()))
                .toList();
        return new ArchiveManifest(new TreeMap<>(about), FORMAT, FormatMigrations.KNOWN.newest(), list);
    }

    /** Returns whether a name is valid on every file system, so that unpacking an archive stays within its folder. */
    static boolean isName(String name) {
        return MEMBER_NAME.matcher(name).matches() && !name.equals(NAME) && !name.equals(SignatureMember.NAME);
    }

    byte[] toBytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the format and its version first, because the meaning of the rest depends on the version. */
    static ArchiveManifest read(byte[] json, FormatMigrations formats, Validator rules) {
        int newest = formats.newest();
        ArchiveManifest manifest = new ArchiveManifest(new TreeMap<>(), FORMAT, newest, List.of());
        try {
            JsonNode tree = JSON.readTree(json);
            String format = tree.path("format").asText();
            require("format must be " + FORMAT, format.equals(FORMAT), format, rules);
            JsonNode version = tree.path("formatVersion");
            boolean known = version.asInt() >= 1 && version.asInt() <= newest;
            String remedy = version.asInt() > newest ? "; a newer keras4j wrote this archive" : "";
            String accepted = "format version must be " + (newest == 1 ? "1" : "1 to " + newest);
            require(accepted, known, version.asText() + remedy, rules);
            manifest = JSON.treeToValue(tree, ArchiveManifest.class);
        } catch (IOException e) {
            rules.require(
                    ValidationRule.ARCHIVE_MANIFEST,
                    false,
                    "manifest must be JSON of format version " + newest,
                    "something else");
        }
        boolean canonical = Arrays.equals(manifest.toBytes(), json);
        rules.require(ValidationRule.ARCHIVE_MANIFEST, canonical, "manifest must be canonical JSON", "another form");
        return manifest;
    }

    private static void require(String accepted, boolean kept, String got, Validator rules) {
        rules.require(ValidationRule.ARCHIVE_MANIFEST, kept, accepted, got.isEmpty() ? "none" : got);
    }

    /** Checks that the members are exactly those of this manifest. */
    void check(Map<String, byte[]> members, Validator rules) {
        for (Member member : this.members) {
            rules.require(
                    ValidationRule.ARCHIVE_MEMBERS,
                    isName(member.name),
                    "names of members must be 1 to 64 letters, digits, dots, - and _, no dot first",
                    "'" + member.name + "'");
            byte[] bytes = members.get(member.name);
            rules.require(
                    ValidationRule.ARCHIVE_MEMBERS,
                    bytes != null,
                    "member '" + member.name + "' must be there",
                    members.keySet());
            Member found = bytes == null ? null : Member.of(member.name, bytes);
            rules.require(
                    ValidationRule.ARCHIVE_SUM,
                    member.equals(found),
                    "member '" + member.name + "' must have SHA-256 " + member.sha256,
                    found == null ? "none" : found.sha256);
        }
        List<String> names = this.members.stream().map(Member::name).toList();
        rules.require(
                ValidationRule.ARCHIVE_MEMBERS,
                names.equals(List.copyOf(members.keySet())),
                "members must be " + names + " as in the manifest",
                members.keySet());
    }
}
