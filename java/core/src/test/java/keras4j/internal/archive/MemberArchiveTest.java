package keras4j.internal.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import keras4j.archive.ArchiveException;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MemberArchiveTest {
    private static final String HI_SUM = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4";
    private static final String MANIFEST =
            "{\"about\":{\"keras\":\"3.15.1\"},\"format\":\"keras4j\",\"formatVersion\":1,"
                    + "\"members\":[{\"name\":\"spec.json\",\"sha256\":\"" + HI_SUM + "\",\"size\":2}]}";

    private final MemberArchive archive =
            MemberArchive.of(Map.of("keras", "3.15.1")).with("spec.json", bytes("hi"));

    private final Path folder;

    MemberArchiveTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(ArchiveException.class, call).getMessage());
    }

    /** Returns a well-formed ZIP with this manifest and these members. */
    private static byte[] zip(String manifest, String... namesAndTexts) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("manifest.json", bytes(manifest));
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            members.put(namesAndTexts[i], bytes(namesAndTexts[i + 1]));
        }
        return StoredZip.write(members);
    }

    @Test
    void members_come_back_as_they_went_in() {
        MemberArchive two = archive.with("model.keras", new byte[] {0, -1, 2}).with("empty", new byte[0]);
        MemberArchive read = MemberArchive.read(two.toBytes());
        assertEquals(two, read);
        assertEquals(two.hashCode(), read.hashCode());
        assertEquals(List.of("spec.json", "model.keras", "empty"), read.names());
        assertArrayEquals(new byte[] {0, -1, 2}, read.member("model.keras"));
        assertEquals(Map.of("keras", "3.15.1"), read.about());
        assertNotEquals(archive, two);
    }

    @Test
    void equal_archives_give_equal_bytes() {
        MemberArchive same = MemberArchive.of(Map.of("keras", "3.15.1")).with("spec.json", bytes("hi"));
        assertArrayEquals(archive.toBytes(), same.toBytes());
    }

    @Test
    void it_is_this_zip_and_no_other() {
        assertArrayEquals(zip(MANIFEST, "spec.json", "hi"), archive.toBytes());
    }

    @Test
    void any_zip_tool_can_open_it() throws IOException {
        Path file = folder.resolve("a.zip");
        archive.save(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry("spec.json");
            assertEquals("hi", new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(1980, entry.getTimeLocal().getYear());
            assertEquals(ZipEntry.STORED, entry.getMethod());
        }
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.toBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertEquals(List.of("manifest.json", "spec.json"), names);
    }

    @Test
    void every_truncation_is_refused() {
        byte[] whole = archive.toBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(ArchiveException.class, () -> MemberArchive.read(part), "the first " + length + " bytes");
        }
    }

    @Test
    void every_changed_bit_is_refused() {
        byte[] bytes = archive.toBytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(ArchiveException.class, () -> MemberArchive.read(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertEquals(archive, MemberArchive.read(bytes));
    }

    @Test
    void a_byte_before_or_behind_is_refused() {
        byte[] whole = archive.toBytes();
        refused(
                "Archive: bytes must be a complete ZIP without a comment, got " + (whole.length + 1)
                        + " bytes without a ZIP end record",
                () -> MemberArchive.read(Arrays.copyOf(whole, whole.length + 1)));
        byte[] shifted = new byte[whole.length + 1];
        System.arraycopy(whole, 0, shifted, 1, whole.length);
        refused(
                "Archive: bytes must hold all of the members and their directory, got a part",
                () -> MemberArchive.read(shifted));
    }

    @Test
    void a_refusal_says_what_is_wrong() {
        byte[] whole = archive.toBytes();
        refused(
                "Archive: bytes must be a complete ZIP without a comment, got 47 bytes without a ZIP end record",
                () -> MemberArchive.read(bytes("no archive at all, but long enough for a header")));
        refused(
                "Archive: bytes must be a complete ZIP without a comment, got 60 bytes without a ZIP end record",
                () -> MemberArchive.read(Arrays.copyOf(whole, 60)));
        byte[] changed = whole.clone();
        changed[30 + 13 + MANIFEST.length() + 30 + 9] = 'H';
        refused(
                "Archive: member spec.json must match its CRC-32, got changed bytes",
                () -> MemberArchive.read(changed));
        byte[] dated = whole.clone();
        dated[12] = 99;
        refused(
                "Archive: members must have two identical headers, got different ones",
                () -> MemberArchive.read(dated));
    }

    @Test
    void a_newer_format_is_refused_with_both_versions() {
        refused(
                "Archive: format version must be 1 to 2, got 3; a newer keras4j wrote this archive",
                () -> MemberArchive.read(
                        zip(MANIFEST.replace("\"formatVersion\":1", "\"formatVersion\":3"), "spec.json", "hi")));
        refused(
                "Archive: format version must be 1 to 2, got none",
                () -> MemberArchive.read(zip(MANIFEST.replace("\"formatVersion\":1,", ""), "spec.json", "hi")));
    }

    @Test
    void an_older_format_is_migrated_step_by_step() {
        FormatMigrations formats = new FormatMigrations(List.of(
                first -> first.with("second", first.member("spec.json")), second -> second.with("third", bytes("!"))));
        Validator rules = Validator.of("Archive");
        MemberArchive migrated = MemberArchive.read(archive.toBytes(), null, formats, rules);
        assertEquals(archive.with("second", bytes("hi")).with("third", bytes("!")), migrated);
        byte[] second = zip(featuring("varying-axes"), "spec.json", "hi");
        assertEquals(
                archive.featuring(Set.of("varying-axes")).with("third", bytes("!")),
                MemberArchive.read(second, null, formats, rules));
        byte[] fourth = zip(MANIFEST.replace("\"formatVersion\":1", "\"formatVersion\":4"), "spec.json", "hi");
        refused(
                "Archive: format version must be 1 to 3, got 4; a newer keras4j wrote this archive",
                () -> MemberArchive.read(fourth, null, formats, rules));
    }

    private static String featuring(String feature) {
        return MANIFEST.replace("\"format\"", "\"features\":[\"" + feature + "\"],\"format\"")
                .replace("\"formatVersion\":1", "\"formatVersion\":2");
    }

    @Test
    void an_archive_with_a_feature_is_of_format_2_and_one_without_of_format_1() {
        MemberArchive featuring = archive.featuring(Set.of("varying-axes"));
        assertArrayEquals(zip(featuring("varying-axes"), "spec.json", "hi"), featuring.toBytes());
        assertEquals(featuring, MemberArchive.read(featuring.toBytes()));
        assertArrayEquals(zip(MANIFEST, "spec.json", "hi"), archive.toBytes());
    }

    @Test
    void an_unknown_feature_is_refused_by_name() {
        refused(
                "Archive: features must be among block-calls, onnx, texts, varying-axes, got telepathy; a newer"
                        + " keras4j wrote this archive",
                () -> MemberArchive.read(zip(featuring("telepathy"), "spec.json", "hi")));
        refused(
                "Archive: features must be listed from format version 2 on, and not before, got []",
                () -> MemberArchive.read(
                        zip(MANIFEST.replace("\"formatVersion\":1", "\"formatVersion\":2"), "spec.json", "hi")));
        refused(
                "Archive: features must be listed from format version 2 on, and not before, got [varying-axes]",
                () -> MemberArchive.read(zip(
                        featuring("varying-axes").replace("\"formatVersion\":2", "\"formatVersion\":1"),
                        "spec.json",
                        "hi")));
    }

    @Test
    void another_format_is_refused() {
        refused(
                "Archive: format must be keras4j, got zip",
                () -> MemberArchive.read(zip(MANIFEST.replace("keras4j", "zip"), "spec.json", "hi")));
        refused("Archive: format must be keras4j, got none", () -> MemberArchive.read(zip("null")));
    }

    @Test
    void a_manifest_in_any_other_form_is_refused() {
        String form = "Archive: manifest must be canonical JSON, got another form";
        refused(form, () -> MemberArchive.read(zip(MANIFEST + " ", "spec.json", "hi")));
        refused(form, () -> MemberArchive.read(zip(MANIFEST.replace(":1,", ":\"1\","), "spec.json", "hi")));
        String json = "Archive: manifest must be JSON of format version 2, got something else";
        refused(json, () -> MemberArchive.read(zip("{")));
        refused(json, () -> MemberArchive.read(zip(MANIFEST + "{}", "spec.json", "hi")));
        refused(json, () -> MemberArchive.read(zip(MANIFEST.replace("\"about\"", "\"more\""), "spec.json", "hi")));
        refused(json, () -> MemberArchive.read(zip(MANIFEST.replace("\"3.15.1\"", "null"), "spec.json", "hi")));
        refused(json, () -> MemberArchive.read(zip(MANIFEST.replaceFirst("\\[.*\\]", "null"))));
        refused(json, () -> MemberArchive.read(zip(MANIFEST.replaceFirst("\\[.*\\]", "[null]"))));
        refused(
                json,
                () -> MemberArchive.read(
                        zip(MANIFEST.replace("\"format\":", "\"format\":\"x\",\"format\":"), "spec.json", "hi")));
    }

    @Test
    void members_must_be_those_of_the_manifest() {
        refused("Archive: member 'spec.json' must be there, got []", () -> MemberArchive.read(zip(MANIFEST)));
        refused(
                "Archive: members must be [spec.json] as in the manifest, got [spec.json, more]",
                () -> MemberArchive.read(zip(MANIFEST, "spec.json", "hi", "more", "")));
        refused(
                "Archive: member 'spec.json' must have SHA-256 " + HI_SUM
                        + ", got a821c62e8104f8519d639b4c0948aece641b143f6601fa145993bb2e2c7299d4",
                () -> MemberArchive.read(zip(MANIFEST, "spec.json", "ho")));
    }

    @Test
    void a_name_that_leads_out_of_a_folder_is_refused() {
        refused(
                "Archive: names of members must be 1 to 64 letters, digits, dots, - and _, no dot first, got '../x'",
                () -> MemberArchive.read(zip(MANIFEST.replace("spec.json", "../x"), "../x", "hi")));
        String message = "Archive: name must be 1 to 64 letters, digits, dots, - and _, no dot first, not manifest.json"
                + " or signature.json, got '%s'";
        for (String name :
                List.of("", "..", ".x", "a/b", "a\\b", "ä", "x".repeat(65), "manifest.json", "signature.json")) {
            RefusedData.with(message.formatted(name), () -> archive.with(name, new byte[0]));
        }
        RefusedData.with("Archive: name must be unused, got 'spec.json'", () -> archive.with("spec.json", new byte[0]));
    }

    @Test
    void an_unknown_member_is_refused_with_the_nearest_name() {
        refused(
                "Archive: member must be one of [spec.json], got 'specs.json'; did you mean 'spec.json'?",
                () -> archive.member("specs.json"));
    }

    @Test
    void the_bytes_handed_in_and_out_are_copies() {
        byte[] content = bytes("hi");
        MemberArchive other = MemberArchive.of(Map.of("keras", "3.15.1")).with("spec.json", content);
        content[0] = 'x';
        other.member("spec.json")[0] = 'y';
        assertEquals(archive, other);
    }

    @Test
    void a_saved_archive_loads_again() {
        Path file = folder.resolve("a.keras4j");
        archive.save(file);
        assertEquals(archive, MemberArchive.load(file));
    }

    @Test
    void saving_never_overwrites_but_replacing_does() throws IOException {
        Path file = folder.resolve("a.keras4j");
        Files.writeString(file, "mine");
        refused(
                "Archive: file must not exist yet, got " + file + "; replace(file) overwrites it",
                () -> archive.save(file));
        assertEquals("mine", Files.readString(file));
        archive.replace(file);
        assertEquals(archive, MemberArchive.load(file));
    }

    @Test
    void loading_names_the_file() throws IOException {
        Path file = folder.resolve("a.keras4j");
        Files.write(file, Arrays.copyOf(archive.toBytes(), 60));
        refused(
                "Archive: bytes must be a complete ZIP without a comment, got 60 bytes without a ZIP end record (in "
                        + file + ")",
                () -> MemberArchive.load(file));
        Path none = folder.resolve("none");
        assertEquals(
                "Archive: " + none + " cannot be read: java.nio.file.NoSuchFileException: " + none,
                assertThrows(UncheckedIOException.class, () -> MemberArchive.load(none))
                        .getMessage());
    }

    @Test
    void it_prints_its_members() {
        assertEquals("Archive [spec.json], 2 bytes", archive.toString());
        assertTrue(MemberArchive.of(Map.of()).toString().startsWith("Archive []"));
    }
}
