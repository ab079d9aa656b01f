package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.ArchiveEntry;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.kerasfile.Hostile;
import keras4j.internal.kerasfile.Refusal;
import keras4j.internal.text.PlainText;
import keras4j.model.TrainingHistory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of archives that keras4j did not write, in spite of correct checksums. */
class HostileFittedTest {
    private static final List<String> JSON =
            List.of("spec.json", "schema.json", "history.json", "outputs.json", "prototype.json", "samples.json");
    private static final int MODELS = 620;
    /** In place of a value: no such key. */
    private static final String MISSING = "(missing)";

    private static final List<String> ODD_VALUES = List.of(
            MISSING,
            "",
            "evil; import os",
            "1\n--index-url http://localhost",
            "\u001b[31mred",
            "1 ",
            "-r requirements.txt @",
            "9".repeat(41),
            "\u202e1");
    private static final List<String> PIECES = List.of("[],", "0,", "1e9,", "{},", "\"\",", "[");
    private static final int SAMPLES = 14;
    /** In place of a member: none. */
    private static final byte[] NONE = {};

    private static final List<String> ODD = List.of(
            "",
            "{",
            "[]",
            "{}",
            "null",
            "1",
            "\"x\"",
            "[[[]]]",
            "{\"a\":[1e999]}",
            "[".repeat(3000),
            "{\"a\":[],\"a\":[]}",
            "{} {}");

    /** A history without epochs. */
    private static final Set<String> HARMLESS = Set.of("history.json{}", "history.json{\"a\":[1e999]}");

    private static MemberArchive changed(String name, byte[] content) throws IOException {
        return changed(Map.of(), Map.of(name, content));
    }

    private static MemberArchive changed(Map<String, String> about, Map<String, byte[]> members) throws IOException {
        MemberArchive golden = MemberArchive.read(Golden.bytes());
        Map<String, String> more = new TreeMap<>(golden.about());
        about.forEach((key, value) -> {
            if (value.equals(MISSING)) {
                more.remove(key);
            } else {
                more.put(key, value);
            }
        });
        MemberArchive changed = MemberArchive.of(more);
        for (String each : golden.names()) {
            byte[] content = members.getOrDefault(each, golden.member(each));
            changed = content == NONE ? changed : changed.with(each, content);
        }
        return changed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String golden(String member) throws IOException {
        return new String(MemberArchive.read(Golden.bytes()).member(member), StandardCharsets.UTF_8);
    }

    private static ArchiveException refused(MemberArchive archive) {
        byte[] bytes = archive.toBytes();
        return Refusal.of(() -> Fitted.ofBytes(bytes));
    }

    private static void refused(ValidationRule rule, MemberArchive archive) {
        ArchiveException refused = refused(archive);
        assertEquals(Optional.of(rule), refused.rule(), refused.getMessage());
        assertTrue(PlainText.isLine(String.valueOf(refused.getMessage())), refused.getMessage());
    }

    @Test
    @Tag("slow")
    void every_hostile_model_is_refused_in_a_bundle_too() throws IOException {
        int refused = 0;
        for (Hostile hostile : Hostile.models()) {
            // A network that diverged may be kept.
            if (hostile.rule() != ValidationRule.H5_FINITE && hostile.bytes().length < 1 << 20) {
                assertEquals(
                        hostile.rule(),
                        refused(changed("model.keras", hostile.bytes())).rule().orElseThrow());
                refused++;
            }
        }
        assertEquals(MODELS, refused);
    }

    @Test
    void members_that_hold_something_else_are_refused() throws IOException {
        for (String name : JSON) {
            for (String odd : ODD) {
                MemberArchive archive = changed(name, odd.getBytes(StandardCharsets.UTF_8));
                if (HARMLESS.contains(name + odd)) {
                    assertEquals(
                            Golden.fitted().schema(),
                            Fitted.ofBytes(archive.toBytes()).schema());
                } else {
                    assertTrue(String.valueOf(refused(archive).getMessage()).startsWith("Fitted: "), name + " " + odd);
                }
            }
        }
    }

    /** The golden archive with something else in its manifest. */
    private static ArchiveException lying(String key, String value) throws IOException {
        return refused(changed(Map.of(key, value), Map.of()));
    }

    static Stream<String> keysOfTheManifest() throws IOException {
        return MemberArchive.read(Golden.bytes()).about().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("keysOfTheManifest")
    void a_manifest_without_a_key_or_with_an_odd_one_is_refused(String key) throws IOException {
        for (String value : ODD_VALUES) {
            ArchiveException refused = lying(key, value);
            assertEquals(Optional.of(ValidationRule.ARCHIVE_MANIFEST), refused.rule(), refused.getMessage());
            assertTrue(PlainText.isLine(String.valueOf(refused.getMessage())), refused.getMessage());
        }
    }

    @Test
    void a_version_of_what_never_took_part_is_refused() throws IOException {
        for (String key : List.of("version.tensorflow", "version.evil", "version.")) {
            assertEquals(
                    Optional.of(ValidationRule.ARCHIVE_MANIFEST),
                    lying(key, "1.0").rule());
        }
        assertEquals(
                "Fitted: manifest must have one of jax, tensorflow as version.backend, got evil",
                lying("version.backend", "evil").getMessage());
        assertEquals(
                "Fitted: manifest must have a version as version.numpy, got 1 --index-url",
                lying("version.numpy", "1 --index-url").getMessage());
    }

    @Test
    void a_manifest_that_says_something_else_than_the_members_hold_is_refused() throws IOException {
        Map<String, String> lies = Map.of(
                "name", "other",
                "seed", "2",
                "inputs", "x (4) float32",
                "outcomes", "y 2 classes",
                "parameters", "22",
                "more", "code",
                "created", "2026-01-01T00:00:00.5Z");
        assertEquals(7, lies.size());
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            ArchiveException refused = lying(lie.getKey(), lie.getValue());
            assertEquals(ValidationRule.ARCHIVE_MANIFEST, refused.rule().orElseThrow());
        }
        assertEquals(
                "Fitted: manifest must describe the members: seed must be 1, got 2",
                lying("seed", "2").getMessage());
        assertTrue(String.valueOf(lying("created", "soon").getMessage()).startsWith("Fitted: "));
    }

    @Test
    void members_that_do_not_suit_the_model_are_refused() throws IOException {
        String schema = golden("schema.json");
        String program = golden("program.py");
        Map<String, String> otherVersion = Map.of("version.keras4j", "0.0.1");
        ValidationRule rule = ValidationRule.ARCHIVE_CONTENT;
        refused(rule, changed("program.py", bytes(program + "import os\n")));
        refused(
                rule,
                changed(
                        Map.of("inputs", "x (4) float32"),
                        Map.of(
                                "samples.json", NONE,
                                "program.py", bytes(program.replace("(3,)", "(4,)")),
                                "prototype.json", bytes(golden("prototype.json").replace("[3]", "[4]")),
                                "schema.json", bytes(schema.replace("[3]", "[4]")))));
        refused(
                rule,
                changed(
                        otherVersion,
                        Map.of("spec.json", bytes(golden("spec.json").replace("\"hidden\"", "\"other\"")))));
        refused(rule, changed("outputs.json", bytes("[[1],[1]]")));
        refused(rule, changed("outputs.json", bytes("[[2147483647,3]]")));
        refused(rule, changed("outputs.json", bytes("[[-1]]")));
        assertEquals(
                "Fitted: program.py must be the program of the spec, got another",
                refused(changed("program.py", bytes("x = 1\n"))).getMessage());
    }

    @Test
    void the_program_of_another_version_is_written_by_this_one() throws IOException {
        MemberArchive older = changed(Map.of("version.keras4j", "0.0.1"), Map.of("program.py", bytes("import os\n")));
        assertEquals(
                golden("program.py"), Fitted.ofBytes(older.toBytes()).program().source());
    }

    @Test
    void text_that_is_not_what_it_shows_is_refused() throws IOException {
        String origin = "{\"name\":\"tiny\",\"seed\":1,\"compiled\":true,\"customObjects\":{}}";
        for (String odd : List.of("\u001b[2J", "\u0007", "\u202e", "\u2066")) {
            String json = String.format("\\u%04x", (int) odd.charAt(0));
            refused(ValidationRule.ARCHIVE_CONTENT, changed("summary.txt", bytes("Model" + odd)));
            refused(
                    ValidationRule.ARCHIVE_CONTENT,
                    changed("history.json", bytes(golden("history.json").replace("loss", "lo" + json))));
            refused(
                    ValidationRule.ARCHIVE_CONTENT,
                    changed("diagram.json", bytes(golden("diagram.json").replace("Dense", "De" + json))));
            refused(ValidationRule.ARCHIVE_CONTENT, unspecified(origin.replace("tiny", "tiny" + json), "x = 1\n"));
            refused(ValidationRule.ARCHIVE_CONTENT, unspecified(origin, "x = 1 # " + odd));
        }
        refused(
                ValidationRule.ARCHIVE_CONTENT,
                changed("history.json", bytes(golden("history.json").replace("loss", "loss\\nforged"))));
        refused(ValidationRule.ARCHIVE_CONTENT, changed("summary.txt", new byte[] {(byte) 0xff, 'x'}));
        refused(
                ValidationRule.ARCHIVE_MEMBERS,
                MemberArchive.read(Golden.bytes()).with("origin.json", bytes(origin)));
        assertEquals(
                "x = 1\n",
                Fitted.ofBytes(unspecified(origin, "x = 1\n").toBytes())
                        .program()
                        .source());
    }

    /** The golden model as one that no spec built. */
    private static MemberArchive unspecified(String origin, String program) throws IOException {
        return changed(Map.of(), Map.of("spec.json", NONE, "program.py", bytes(program)))
                .with("origin.json", bytes(origin));
    }

    @Test
    void members_of_which_much_would_become_are_refused_before_they_are_read() throws IOException {
        for (ArchiveEntry member : ArchiveEntry.values()) {
            if (member.largest() < Integer.MAX_VALUE) {
                byte[] much = new byte[member.largest() + 1];
                Arrays.fill(much, (byte) ' ');
                MemberArchive archive = changed("model.keras", new byte[1]);
                archive = archive.names().contains(member.file())
                        ? changed(member.file(), much)
                        : archive.with(member.file(), much);
                archive = member == ArchiveEntry.ORIGIN
                        ? changed(Map.of(), Map.of("spec.json", NONE)).with(member.file(), much)
                        : archive;
                MemberArchive large = archive;
                ArchiveException refused = Refusal.of(() -> FittedArchive.read(large, ReadOptions.DEFAULT));
                assertEquals(Optional.of(ValidationRule.JSON_SIZE), refused.rule(), member.file());
            }
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUMMARY") // is any text
    void members_as_large_as_they_may_be_are_refused_at_once_too(ArchiveEntry member) throws IOException {
        for (String piece : PIECES) {
            int most = Math.min(member.largest(), 8 << 20);
            byte[] much = bytes("[" + piece.repeat(most / piece.length() - 2) + "0]");
            ArchiveEntry instead = member == ArchiveEntry.ORIGIN ? ArchiveEntry.SPEC : member;
            MemberArchive archive =
                    changed(Map.of(), Map.of(instead.file(), NONE)).with(member.file(), much);
            ArchiveException refused = Refusal.of(() -> FittedArchive.read(archive, ReadOptions.DEFAULT));
            assertTrue(refused.rule().isPresent(), member.file() + " " + piece);
        }
    }

    @Test
    void a_history_that_is_long_but_right_is_read() throws IOException {
        String epochs = "1.25,".repeat(300_000);
        String history = "{\"loss\":[" + epochs + "1],\"accuracy\":[" + epochs + "1]}";
        String spec = golden("spec.json").replace("\"fit_epochs\":2", "\"fit_epochs\":300001");
        String program = golden("program.py").replace("epochs=2", "epochs=300001");
        MemberArchive trained = changed(
                Map.of(),
                Map.of("history.json", bytes(history), "spec.json", bytes(spec), "program.py", bytes(program)));
        assertEquals(300_001, Fitted.ofBytes(trained.toBytes()).history().epochs());
    }

    @Test
    void what_could_not_be_read_again_is_not_written() throws IOException {
        List<Double> epochs = Collections.nCopies(2_000_000, 0.123456);
        FittedModel golden = Golden.fitted().model();
        Fitted long_ = new Fitted(golden.with(TrainingHistory.of(Map.of("loss", epochs)), golden.model()));
        IllegalStateException refused = assertThrows(IllegalStateException.class, long_::toBytes);
        assertEquals("Fitted tiny: history.json must have at most 8388608 bytes, got 18000010", refused.getMessage());
    }

    @Test
    void a_refusal_names_the_file_the_rule_and_the_cause(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("odd.keras4j");
        changed("history.json", bytes("{")).save(file);
        ArchiveException refused = assertThrows(ArchiveException.class, () -> Fitted.load(file));
        assertTrue(String.valueOf(refused.getMessage()).endsWith(" (in " + file + ")"), refused.getMessage());
        assertEquals(Optional.of(ValidationRule.ARCHIVE_CONTENT), refused.rule());
        assertTrue(refused.getCause() instanceof JsonProcessingException);
        assertThrows(ArchiveException.class, () -> Fitted.describe(file));
        Path genuine = folder.resolve("tiny.keras4j");
        Golden.fitted().save(genuine);
        ArchiveException large =
                assertThrows(ArchiveException.class, () -> Fitted.load(genuine, ReadOptions.DEFAULT.parameters(20)));
        assertEquals(Optional.of(ValidationRule.ARCHIVE_LIMIT), large.rule());
        assertTrue(String.valueOf(large.getMessage()).contains("(in "), large.getMessage());
    }

    @Test
    void what_is_written_for_an_installer_has_nothing_but_versions() throws IOException {
        assertEquals(
                "mlflow\nkeras==3.15.1\njax==0.10.2\nnumpy==2.4.6\n",
                new MlflowDescription(Golden.fitted()).requirements());
    }

    @Test
    void a_member_that_no_bundle_has_is_refused() throws IOException {
        MemberArchive more = MemberArchive.read(Golden.bytes()).with("code.py", new byte[0]);
        assertEquals(ValidationRule.ARCHIVE_MEMBERS, refused(more).rule().orElseThrow());
    }

    @Test
    void samples_that_the_model_can_not_have_are_refused() throws IOException {
        String good = new String(MemberArchive.read(Golden.bytes()).member("samples.json"), StandardCharsets.UTF_8);
        List<String> odd = List.of(
                good.replaceFirst("\\[3,3\\]", "[3,4]"),
                good.replaceFirst("\\[3,3\\]", "[-3,-3]"),
                good.replaceFirst("\\[3,3\\]", "[9]"),
                good.replaceFirst("\\[3,3\\]", "[]"),
                good.replaceFirst("\\[3,3\\]", "[2147483647,2147483647]"),
                good.replaceFirst("\\[3,1\\]", "[1,3]"),
                good.replaceFirst("float32", "int32"),
                good.replaceFirst("float32", "object"),
                good.replaceFirst("\"values\":\"", "\"values\":\"*"),
                good.replaceFirst("\"values\":\"[^\"]*\"", "\"values\":null"),
                good.replaceFirst("\"values\":\"[^\"]*\"", "\"values\":\"\""),
                good.replaceFirst("\"predicted\":\\[.*\\]", "\"predicted\":[]"),
                good.replaceFirst("\"x\":\\[\\{[^}]*\\}\\]", "\"x\":[]"),
                good.replaceFirst("\"x\"", "\"z\""));
        for (String each : odd) {
            MemberArchive archive = changed("samples.json", each.getBytes(StandardCharsets.UTF_8));
            assertTrue(!each.equals(good) && refused(archive).getMessage() != null, each);
        }
        assertEquals(SAMPLES, odd.size());
    }

    @Test
    void a_bundle_without_a_member_is_refused() throws IOException {
        MemberArchive golden = MemberArchive.read(Golden.bytes());
        for (String less : golden.names()) {
            MemberArchive fewer = MemberArchive.of(golden.about());
            for (String each : golden.names()) {
                fewer = each.equals(less) ? fewer : fewer.with(each, golden.member(each));
            }
            if (less.equals("samples.json")) {
                assertEquals(Optional.empty(), Fitted.ofBytes(fewer.toBytes()).samples());
            } else {
                refused(fewer);
            }
        }
    }

    @Test
    @Tag("slow")
    void every_truncation_of_a_bundle_is_refused() throws IOException {
        byte[] bytes = Golden.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(ArchiveException.class, () -> Fitted.ofBytes(cut), "the first " + length + " bytes");
        }
    }

    @Test
    @Tag("slow")
    void every_changed_bit_of_a_bundle_is_noticed() throws IOException {
        byte[] bytes = Golden.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(ArchiveException.class, () -> Fitted.ofBytes(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertArrayEquals(Golden.bytes(), bytes);
    }

    @Test
    void the_document_has_these_counts() throws IOException {
        String document = Files.readString(Path.of("../../docs/reliability.md"));
        int bytes = Golden.bytes().length;
        int reread = ArchiveEntry.values().length - 1;
        for (Map.Entry<String, Integer> row : Map.of(
                        "hostile models rejected inside an archive with correct checksums",
                        MODELS,
                        "entries with other contents, rejected or harmless",
                        JSON.size() * ODD.size() + SAMPLES,
                        "manifests with a missing or invalid key, rejected",
                        (int) keysOfTheManifest().count() * ODD_VALUES.size(),
                        "truncations of an archive detected",
                        bytes,
                        "changed bits of an archive detected",
                        bytes * 8)
                .entrySet()) {
            String figures = String.format(Locale.ROOT, "| %s | %2$,d of %2$,d |", row.getKey(), row.getValue());
            assertTrue(document.contains(figures), figures);
        }
        String large = String.format("%d too large, %d as large as they may be", reread, reread * PIECES.size());
        assertTrue(document.contains(large), large);
    }
}
