package keras4j.internal.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.text.Sha256Sum;

/**
 * First member of an archive: its description, and the size and checksum of every other member. Its JSON is canonical:
 * keys sorted, no spaces.
 *
 * @param about the entries about the archive
 * @param features what a reader must know beyond format 1, by name; an archive that needs nothing is of format 1
 * @param format the name of the format
 * @param formatVersion the version of the format
 * @param members the other members, in order
 */
public record ArchiveManifest(
        SortedMap<String, String> about,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> features,
        String format,
        int formatVersion,
        List<Member> members) {
    public static final String NAME = "manifest.json";
    private static final String FORMAT = "keras4j";
    /** Feature of a model whose inputs have axes that vary. */
    public static final String VARYING_AXES = "varying-axes";

    /** Feature of a model whose inputs are texts. */
    public static final String TEXTS = "texts";

    /** Feature of a spec whose blocks have call arguments or several outputs. */
    public static final String BLOCK_CALLS = "block-calls";

    /** Feature of a model with a form that ONNX Runtime computes. */
    public static final String ONNX = "onnx";

    private static final Set<String> FEATURES = Set.of(BLOCK_CALLS, ONNX, TEXTS, VARYING_AXES);

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
        features = features == null ? new TreeSet<>() : new TreeSet<>(features);
        members = List.copyOf(members);
    }

    /** Name, checksum and size of another member. */
    record Member(String name, String sha256, int size) {
        static Member of(String name, byte[] bytes) {
            return new Member(name, Sha256Sum.of(bytes), bytes.length);
        }
    }

    static ArchiveManifest of(Map<String, String> about, Set<String> features, Map<String, byte[]> members) {
        List<Member> list = members.entrySet().stream()
                .map(member -> Member.of(member.getKey(), member.getValue()))
                .toList();
        int version = features.isEmpty() ? 1 : FormatMigrations.KNOWN.newest();
        return new ArchiveManifest(new TreeMap<>(about), new TreeSet<>(features), FORMAT, version, list);
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
        ArchiveManifest manifest = new ArchiveManifest(new TreeMap<>(), new TreeSet<>(), FORMAT, newest, List.of());
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
        manifest.requireFeatures(rules);
        boolean canonical = Arrays.equals(manifest.toBytes(), json);
        rules.require(ValidationRule.ARCHIVE_MANIFEST, canonical, "manifest must be canonical JSON", "another form");
        return manifest;
    }

    private void requireFeatures(Validator rules) {
        SortedSet<String> unknown = new TreeSet<>(features);
        unknown.removeAll(FEATURES);
        String names = String.join(", ", new TreeSet<>(FEATURES));
        String remedy = "; a newer keras4j wrote this archive";
        require("features must be among " + names, unknown.isEmpty(), String.join(", ", unknown) + remedy, rules);
        boolean listed = features.isEmpty() == (formatVersion == 1);
        require("features must be listed from format version 2 on, and not before", listed, features.toString(), rules);
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
