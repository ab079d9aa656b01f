package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import keras4j.ChildJvm;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.text.GoneProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    private static final int EACH = 10;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final ModelStore store;

    ModelStoreTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = ModelStore.at(folder.resolve("models"));
    }

    @Test
    void versions_are_counted_under_each_name() throws IOException {
        Fitted golden = Golden.fitted();
        assertEquals("ModelStore models: empty", store.toString());
        assertEquals(1, store.publish(golden));
        assertEquals(2, store.publish(golden.slim().fitted()));
        assertEquals(1, store.publish("other.one", golden));
        assertEquals("ModelStore models: other.one 1, tiny 1 to 2", store.toString());
        assertEquals(List.of(1, 2), store.versions("tiny"));
        assertEquals(golden, store.load("tiny", 1));
        assertEquals(golden.slim().fitted(), store.load("tiny"));
        assertEquals(2, store.latest("tiny"));
        assertTrue(Fitted.describe(store.file("tiny", 1)).startsWith("model       tiny in model.keras4j\n"));
    }

    @Test
    void a_tag_points_to_one_version_at_a_time() throws IOException {
        Fitted golden = Golden.fitted();
        store.publish(golden);
        store.publish(golden.slim().fitted());
        store.tag("tiny", "production", 1);
        store.tag("tiny", "candidate", 2);
        assertEquals(golden, store.load("tiny", "production"));
        store.tag("tiny", "production", 2);
        assertEquals(golden.slim().fitted(), store.load("tiny", "production"));
        assertEquals(Map.of("candidate", 2, "production", 2), store.tags("tiny"));
    }

    @Test
    void what_is_no_tag_in_the_folder_of_tags_hides_no_other() throws IOException {
        store.publish(Golden.fitted());
        store.tag("tiny", "production", 1);
        Path tags = folder.resolve("models/tiny/tags");
        Files.createDirectory(tags.resolve("folder"));
        Files.writeString(tags.resolve("words"), "not a version");
        Files.write(tags.resolve("bytes"), new byte[] {-1, -2, -3});
        Files.write(tags.resolve("huge"), new byte[10_000]);
        assertEquals(Map.of("production", 1), store.tags("tiny"));
        assertEquals(
                "ModelStore: " + tags.resolve("words")
                        + " must be a file that holds a version, got another; tag the name again after it is removed",
                assertThrows(IllegalStateException.class, () -> store.load("tiny", "words"))
                        .getMessage());
    }

    @Test
    void files_beside_the_names_are_no_names_and_a_file_is_no_store() throws IOException {
        store.publish(Golden.fitted());
        Path notes = Files.writeString(folder.resolve("models/notes"), "no model");
        assertEquals("ModelStore models: tiny 1", store.toString());
        refused(
                "ModelStore: folder must be a folder, or not exist yet, got the file " + notes,
                () -> ModelStore.at(notes));
        assertEquals("ModelStore /: empty", ModelStore.at(Path.of("/")).toString());
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void what_is_not_there_is_refused_with_what_is() throws IOException {
        store.publish(Golden.fitted());
        store.tag("tiny", "production", 1);
        refused("ModelStore: name must be one of [tiny], got tinny; did you mean tiny?", () -> store.load("tinny"));
        refused("ModelStore: version of tiny must be one of [1], got 2", () -> store.load("tiny", 2));
        refused("ModelStore: version of tiny must be one of [1], got 2", () -> store.tag("tiny", "x", 2));
        refused(
                "ModelStore: tag of tiny must be one of [production], got production2; did you mean production?",
                () -> store.load("tiny", "production2"));
        String rule = " must be 1 to 64 letters, digits, dots, - and _, no dot first, got '../x'";
        refused("ModelStore: name" + rule, () -> store.load("../x"));
        refused("ModelStore: name" + rule, () -> store.publish("../x", Golden.fitted()));
        refused("ModelStore: tag" + rule, () -> store.tag("tiny", "../x", 1));
        refused("ModelStore: tag" + rule, () -> store.load("tiny", "../x"));
        Files.writeString(folder.resolve("models/tiny/tags/production"), "../../x");
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, () -> store.load("tiny", "production"))
                        .getMessage())
                .contains("tags/production must be a file that holds a version, got another; "));
    }

    @Test
    void a_publisher_that_died_leaves_no_version() throws IOException {
        store.publish(Golden.fitted());
        Files.createDirectory(folder.resolve("models/tiny/2"));
        assertEquals(List.of(1), store.versions("tiny"));
        assertEquals(Golden.fitted(), store.load("tiny"));
        assertEquals(3, store.publish(Golden.fitted()));
        assertEquals(List.of(1, 3), store.versions("tiny"));
    }

    @Test
    void a_store_signs_and_verifies() throws IOException {
        SecretKeySpec secret =
                new SecretKeySpec("a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
        ModelStore strict = store.signing(Signer.of(secret)).reading(ReadOptions.DEFAULT.signedBy(Verifier.of(secret)));
        strict.publish(Golden.fitted());
        assertEquals(Golden.fitted(), strict.load("tiny"));
        store.publish(Golden.fitted());
        assertEquals(
                ValidationRule.ARCHIVE_SIGNATURE,
                assertThrows(ArchiveException.class, () -> strict.load("tiny"))
                        .rule()
                        .orElseThrow());
    }

    private static ModelStore signed(ModelStore store) {
        return store.signing(Signer.of(Golden.SECRET))
                .reading(ReadOptions.DEFAULT.signedBy(Verifier.of(Golden.SECRET)));
    }

    private void copied(String from, String to) throws IOException {
        Path target = folder.resolve("models").resolve(to);
        Files.createDirectories(target);
        Files.copy(
                folder.resolve("models").resolve(from).resolve("model.keras4j"),
                target.resolve("model.keras4j"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void a_signed_version_is_none_under_another_name_or_number() throws IOException {
        ModelStore strict = signed(store);
        strict.publish(Golden.fitted());
        strict.publish(Golden.fitted());
        strict.publish("other", Golden.fitted());
        assertTrue(Fitted.describe(store.file("tiny", 2)).contains("\npublished   tiny/2\n"));
        copied("tiny/1", "tiny/9");
        copied("tiny/2", "tiny/1");
        copied("other/1", "tiny/2");
        for (int version : List.of(1, 2, 9)) {
            ArchiveException refused = assertThrows(ArchiveException.class, () -> strict.load("tiny", version));
            assertEquals(ValidationRule.ARCHIVE_SIGNATURE, refused.rule().orElseThrow());
        }
        assertEquals(
                "ModelStore: archive must be signed as tiny/9, got tiny/1",
                assertThrows(ArchiveException.class, () -> strict.load("tiny")).getMessage());
        assertEquals(Golden.fitted(), strict.load("other"));
    }

    @Test
    void a_file_that_no_store_published_is_none_of_a_signed_one() throws IOException {
        ModelStore strict = signed(store);
        Files.createDirectories(folder.resolve("models/tiny/1"));
        Golden.fitted().sign(Signer.of(Golden.SECRET)).save(store.file("tiny", 1));
        assertEquals(
                "ModelStore: archive must be signed as tiny/1, got one from outside a store",
                assertThrows(ArchiveException.class, () -> strict.load("tiny")).getMessage());
    }

    @Test
    void what_a_publisher_that_was_killed_left_goes_with_the_next_publication() throws IOException {
        store.publish(Golden.fitted());
        long gone = GoneProcess.pid();
        Path left = folder.resolve("models/tiny/.keras4j.tmp-00000000-" + gone + "-1");
        Files.createDirectory(left, OWNER_ONLY);
        Files.createFile(Files.createDirectory(left.resolve("content")).resolve("model.keras4j"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));
        assertEquals(2, store.publish(Golden.fitted()), "a killed publisher uses up no number");
        assertTrue(Files.notExists(left));
    }

    /** A JVM that publishes and tags. */
    static final class Publisher {
        private Publisher() {}

        public static void main(String[] arguments) throws IOException {
            ModelStore store = ModelStore.at(Path.of(arguments[0]));
            for (int i = 0; i < EACH; i++) {
                store.tag("tiny", "newest", store.publish(Golden.fitted()));
            }
        }
    }

    @Test
    @Tag("slow")
    void two_other_jvms_publish_while_this_one_reads() throws Exception {
        Fitted golden = Golden.fitted();
        store.tag("tiny", "newest", store.publish(golden));
        List<Process> others = List.of(publisher(), publisher());
        int reads = 0;
        int newest = 1;
        while (others.stream().anyMatch(Process::isAlive)) {
            assertEquals(golden, store.load("tiny"));
            assertEquals(golden, store.load("tiny", "newest"));
            assertTrue(store.latest("tiny") >= newest, "versions do not go away");
            newest = store.latest("tiny");
            reads++;
        }
        for (Process other : others) {
            assertTrue(other.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, other.exitValue());
        }
        assertTrue(reads > 0);
        List<Integer> all = IntStream.rangeClosed(1, 1 + 2 * EACH).boxed().toList();
        assertEquals(all, store.versions("tiny"));
        for (int version : all) {
            assertEquals(golden, store.load("tiny", version));
        }
        try (Stream<Path> left = Files.walk(folder)) {
            List<Path> aside = new ArrayList<>(
                    left.filter(file -> file.toString().contains(".tmp-")).toList());
            assertEquals(List.of(), aside);
        }
    }

    private Process publisher() throws IOException {
        return new ProcessBuilder(ChildJvm.command(Publisher.class, folder.resolve("models")))
                .inheritIO()
                .start();
    }
}
