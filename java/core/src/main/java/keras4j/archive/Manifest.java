package keras4j.archive;

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
import keras4j.text.Sha256;

/**
 * The first member of an archive: what it is, and the size and sum of every other member. Its JSON is canonical: keys sorted, no
 * spaces.
 */
record Manifest(SortedMap<String, String> about, String format, int formatVersion, List<Member> members) {
    static final String NAME = "manifest.json";
    private static final String FORMAT = "keras4j";

    private static final Pattern MEMBER_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    /** Nothing here is deep or long: names, sums and a few words. */
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

    Manifest {
        about = new TreeMap<>(Map.copyOf(about));
        members = List.copyOf(members);
    }

    /** One other member. */
    record Member(String name, String sha256, int size) {
        static Member of(String name, byte[] bytes) {
            return new Member(name, Sha256.of(bytes), bytes.length);
        }
    }

    static Manifest of(Map<String, String> about, Map<String, byte[]> members) {
        List<Member> list = members.entrySet().stream()
                .map(member -> Member.of(member.getKey(), member.getValue()))
                .toList();
        return new Manifest(new TreeMap<>(about), FORMAT, Formats.KNOWN.newest(), list);
    }

    /** Names that are file names on every system, so that unpacking an archive stays within its folder. */
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

    /** Reads the format and its version first: what a newer version means by the rest is not known here. */
    static Manifest read(byte[] json, Formats formats, Rules rules) {
        int newest = formats.newest();
        Manifest manifest = new Manifest(new TreeMap<>(), FORMAT, newest, List.of());
        try {
            JsonNode tree = JSON.readTree(json);
            String format = tree.path("format").asText();
            require("format must be " + FORMAT, format.equals(FORMAT), format, rules);
            JsonNode version = tree.path("formatVersion");
            boolean known = version.asInt() >= 1 && version.asInt() <= newest;
            String remedy = version.asInt() > newest ? "; a newer keras4j wrote this archive" : "";
            String accepted = "format version must be " + (newest == 1 ? "1" : "1 to " + newest);
            require(accepted, known, version.asText() + remedy, rules);
            manifest = JSON.treeToValue(tree, Manifest.class);
        } catch (IOException e) {
            rules.require(
                    Rule.ARCHIVE_MANIFEST,
                    false,
                    "manifest must be JSON of format version " + newest,
                    "something else");
        }
        boolean canonical = Arrays.equals(manifest.toBytes(), json);
        rules.require(Rule.ARCHIVE_MANIFEST, canonical, "manifest must be canonical JSON", "another form");
        return manifest;
    }

    private static void require(String accepted, boolean kept, String got, Rules rules) {
        rules.require(Rule.ARCHIVE_MANIFEST, kept, accepted, got.isEmpty() ? "none" : got);
    }

    /** Refuses members that are not exactly those of this manifest. */
    void check(Map<String, byte[]> members, Rules rules) {
        for (Member member : this.members) {
            rules.require(
                    Rule.ARCHIVE_MEMBERS,
                    isName(member.name),
                    "names of members must be 1 to 64 letters, digits, dots, - and _, no dot first",
                    "'" + member.name + "'");
            byte[] bytes = members.get(member.name);
            rules.require(
                    Rule.ARCHIVE_MEMBERS,
                    bytes != null,
                    "member '" + member.name + "' must be there",
                    members.keySet());
            Member found = bytes == null ? null : Member.of(member.name, bytes);
            rules.require(
                    Rule.ARCHIVE_SUM,
                    member.equals(found),
                    "member '" + member.name + "' must have SHA-256 " + member.sha256,
                    found == null ? "none" : found.sha256);
        }
        List<String> names = this.members.stream().map(Member::name).toList();
        rules.require(
                Rule.ARCHIVE_MEMBERS,
                names.equals(List.copyOf(members.keySet())),
                "members must be " + names + " as in the manifest",
                members.keySet());
    }
}
