package keras4j.internal.kerasfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.archive.HostileSignatures;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.ArchiveManifest;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.StoredZip;
import keras4j.internal.archive.Validator;
import keras4j.internal.archive.ZipReader;

/** Archives that keras4j did not write. */
final class HostileArchives {
    private static final MemberArchive BASE = MemberArchive.of(Map.of("keras", "3.15.1"))
            .with("spec.json", bytes("hi"))
            .with("model.keras", bytes("model"));
    private static final String MANIFEST = manifest(BASE);

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileArchives archives = new HostileArchives();
        archives.forms();
        archives.manifests();
        archives.members();
        archives.sums();
        archives.all.addAll(HostileSignatures.all());
        return archives.all;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String manifest(MemberArchive archive) {
        return new String(
                ZipReader.read(archive.toBytes(), Validator.of("base")).get(ArchiveManifest.NAME),
                StandardCharsets.UTF_8);
    }

    private void add(String name, ValidationRule rule, byte[] bytes) {
        all.add(new Hostile(name, rule, bytes));
    }

    private void zip(String name, ValidationRule rule, String manifest, String... namesAndTexts) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(ArchiveManifest.NAME, bytes(manifest));
        for (int at = 0; at < namesAndTexts.length; at += 2) {
            members.put(namesAndTexts[at], bytes(namesAndTexts[at + 1]));
        }
        add(name, rule, StoredZip.write(members));
    }

    private void changed(String name, ValidationRule rule, String from, String to) {
        if (!MANIFEST.contains(from)) {
            throw new IllegalArgumentException(from);
        }
        zip(name, rule, MANIFEST.replace(from, to), "spec.json", "hi", "model.keras", "model");
    }

    private void forms() {
        byte[] whole = BASE.toBytes();
        for (int field : List.of(4, 10, 12)) {
            byte[] both = whole.clone();
            int directory = whole.length - 22 - (46 + 9) - (46 + 11) - (46 + 13);
            both[field] ^= 1;
            both[directory + field + 2] ^= 1;
            add("a header that differs at " + field, ValidationRule.ARCHIVE_CANONICAL, both);
        }
        add("a first byte", ValidationRule.ZIP_EXTENT, joined(new byte[1], whole));
        add("a last byte", ValidationRule.ZIP_END, Arrays.copyOf(whole, whole.length + 1));
        add("two archives", ValidationRule.ZIP_TILED, joined(whole, whole));
        add("a model file", ValidationRule.ARCHIVE_CANONICAL, ofAnotherSystem());
    }

    private static byte[] ofAnotherSystem() {
        byte[] whole = KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, KerasFiles.DENSE));
        int entry = whole.length - 22 - 46 - 16;
        whole[entry + 5] = 3;
        return whole;
    }

    private static byte[] joined(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private void manifests() {
        add("no manifest", ValidationRule.ARCHIVE_MANIFEST, StoredZip.write(Map.of("spec.json", bytes("hi"))));
        Map<String, byte[]> late = new LinkedHashMap<>();
        late.put("spec.json", bytes("hi"));
        late.put("model.keras", bytes("model"));
        late.put(ArchiveManifest.NAME, bytes(MANIFEST));
        add("a manifest behind", ValidationRule.ARCHIVE_MANIFEST, StoredZip.write(late));
        changed("another format", ValidationRule.ARCHIVE_MANIFEST, "\"keras4j\"", "\"zip\"");
        changed("no format", ValidationRule.ARCHIVE_MANIFEST, "\"format\":\"keras4j\",", "");
        for (String version : List.of("2", "0", "-1", "1.0", "\"1\"", "null", "[1]", "99999999999")) {
            changed(
                    "version " + version,
                    ValidationRule.ARCHIVE_MANIFEST,
                    "\"formatVersion\":1",
                    "\"formatVersion\":" + version);
        }
        for (String features : List.of("[]", "null", "[\"x\"]", "[\"varying-axes\"]", "\"varying-axes\"", "{}")) {
            changed(
                    "features " + features,
                    ValidationRule.ARCHIVE_MANIFEST,
                    "\"format\":",
                    "\"features\":" + features + ",\"format\":");
        }
        changed("a space", ValidationRule.ARCHIVE_MANIFEST, "{\"about\"", "{ \"about\"");
        changed(
                "other order",
                ValidationRule.ARCHIVE_MANIFEST,
                "\"format\":\"keras4j\",\"formatVersion\":1",
                "\"formatVersion\":1,\"format\":\"keras4j\"");
        changed("an escaped name", ValidationRule.ARCHIVE_MANIFEST, "spec.json", "sp\\u0065c.json");
        changed("a key more", ValidationRule.ARCHIVE_MANIFEST, "\"format\":", "\"code\":\"x\",\"format\":");
        changed("a key twice", ValidationRule.ARCHIVE_MANIFEST, "\"format\":", "\"format\":\"keras4j\",\"format\":");
        changed("a size that is text", ValidationRule.ARCHIVE_MANIFEST, "\"size\":2", "\"size\":\"2\"");
        changed("a size beyond 32 bits", ValidationRule.ARCHIVE_MANIFEST, "\"size\":2", "\"size\":20000000000");
        changed("no about", ValidationRule.ARCHIVE_MANIFEST, "\"keras\":\"3.15.1\"", "\"keras\":null");
        for (String odd :
                List.of("", "{", "[]", "null", "1", "x".repeat(100), "[".repeat(5000), "{\"a\":" + "1".repeat(5000))) {
            zip(
                    "a manifest " + odd.substring(0, Math.min(odd.length(), 9)),
                    ValidationRule.ARCHIVE_MANIFEST,
                    odd,
                    "spec.json",
                    "hi");
        }
        zip(
                "more behind the manifest",
                ValidationRule.ARCHIVE_MANIFEST,
                MANIFEST + "{}",
                "spec.json",
                "hi",
                "model.keras",
                "model");
    }

    private void members() {
        zip("a member less", ValidationRule.ARCHIVE_MEMBERS, MANIFEST, "spec.json", "hi");
        zip("no member", ValidationRule.ARCHIVE_MEMBERS, MANIFEST);
        zip(
                "a member more",
                ValidationRule.ARCHIVE_MEMBERS,
                MANIFEST,
                "spec.json",
                "hi",
                "model.keras",
                "model",
                "more",
                "x");
        zip(
                "a hidden member",
                ValidationRule.ARCHIVE_MEMBERS,
                MANIFEST,
                "spec.json",
                "hi",
                "model.keras",
                "model",
                ".x",
                "x");
        zip(
                "members in another order",
                ValidationRule.ARCHIVE_MEMBERS,
                MANIFEST,
                "model.keras",
                "model",
                "spec.json",
                "hi");
        zip(
                "a signature as a member",
                ValidationRule.ARCHIVE_MEMBERS,
                MANIFEST.replace("spec.json", "signature.json"),
                "signature.json",
                "hi",
                "model.keras",
                "model");
        zip(
                "a signature in between",
                ValidationRule.ARCHIVE_MEMBERS,
                MANIFEST,
                "spec.json",
                "hi",
                "signature.json",
                "{}",
                "model.keras",
                "model");
        for (String name : List.of("../x", "/x", "a/b", "..", "C:x", "x".repeat(65), ".x", "manifest.json ")) {
            zip(
                    "the member " + name,
                    ValidationRule.ARCHIVE_MEMBERS,
                    MANIFEST.replace("spec.json", name),
                    name,
                    "hi",
                    "model.keras",
                    "model");
        }
    }

    private void sums() {
        zip("another member", ValidationRule.ARCHIVE_SUM, MANIFEST, "spec.json", "ho", "model.keras", "model");
        zip("a longer member", ValidationRule.ARCHIVE_SUM, MANIFEST, "spec.json", "hi ", "model.keras", "model");
        zip("members swapped", ValidationRule.ARCHIVE_SUM, MANIFEST, "spec.json", "model", "model.keras", "hi");
        changed("another size", ValidationRule.ARCHIVE_SUM, "\"size\":2", "\"size\":3");
        changed("a size below 0", ValidationRule.ARCHIVE_SUM, "\"size\":2", "\"size\":-2");
        String sum = MANIFEST.replaceAll("(?s).*\"spec.json\",\"sha256\":\"([0-9a-f]+)\".*", "$1");
        changed("another sum", ValidationRule.ARCHIVE_SUM, sum, "0".repeat(64));
        changed("a sum in capitals", ValidationRule.ARCHIVE_SUM, sum, sum.toUpperCase(java.util.Locale.ROOT));
        changed("no sum", ValidationRule.ARCHIVE_SUM, sum, "");
    }
}
