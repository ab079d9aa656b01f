package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.Signer;
import keras4j.expr.CustomObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that devices, pipes, links and files without a size are refused by all that read or write a path. */
class UnusualFilesTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    /** Device that gives zeros without end; it is only read. */
    private static final Path ENDLESS = Path.of("/dev/zero");
    /** Regular file of the system that has text but no size. */
    private static final Path WITHOUT_SIZE = Path.of("/proc/self/maps");

    private final Path folder;
    private final Path pipe;

    UnusualFilesTest(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    }

    private static String refused(Consumer<Path> reader, Path file) {
        return String.valueOf(assertTimeoutPreemptively(
                        AT_ONCE, () -> assertThrows(RuntimeException.class, () -> reader.accept(file)))
                .getMessage());
    }

    private static String got(Path file) {
        return ": file must be a regular file, got a device, a pipe or a socket at " + file;
    }

    @Test
    void an_archive_is_read_from_a_regular_file_only() {
        for (Path other : List.of(ENDLESS, pipe)) {
            for (Consumer<Path> reader : List.<Consumer<Path>>of(Fitted::load, Fitted::describe, Conformal::load)) {
                assertEquals("Archive" + got(other) + " (in " + other + ")", refused(reader, other));
            }
            assertEquals("KerasFile " + other.getFileName() + got(other), refused(KerasFile::read, other));
        }
        assertEquals(
                "Archive: bytes must be a complete ZIP without a comment, got 0 bytes without a ZIP end record (in "
                        + WITHOUT_SIZE + ")",
                refused(Fitted::load, WITHOUT_SIZE));
    }

    @Test
    void a_link_is_followed_when_it_is_read() throws IOException {
        Path file = folder.resolve("model.keras4j");
        Golden.fitted().save(file);
        assertEquals(Golden.fitted(), Fitted.load(Files.createSymbolicLink(folder.resolve("link"), file)));
        Path toPipe = Files.createSymbolicLink(folder.resolve("to-pipe"), pipe);
        assertEquals("Archive" + got(toPipe) + " (in " + toPipe + ")", refused(Fitted::load, toPipe));
    }

    @Test
    void a_model_in_a_folder_is_read_from_a_regular_file_only() throws IOException {
        Path mlflow = folder.resolve("mlflow");
        MlflowModel.write(Golden.fitted(), mlflow);
        Files.delete(mlflow.resolve("data/model.keras"));
        Files.createSymbolicLink(mlflow.resolve("data/model.keras"), pipe);
        assertEquals(
                "MlflowModel: folder must have MLmodel and data/model.keras, got " + mlflow
                        + " without data/model.keras",
                refused(MlflowModel::read, mlflow));
        ModelStore store = ModelStore.at(folder.resolve("models"));
        store.publish(Golden.fitted());
        store.tag("tiny", "production", 1);
        Path model = store.file("tiny", 1);
        Files.delete(model);
        Files.createSymbolicLink(model, pipe);
        assertEquals("Archive" + got(model) + " (in " + model + ")", refused(path -> store.load("tiny", 1), model));
        Path tag = folder.resolve("models/tiny/tags/production");
        Files.delete(tag);
        Files.createSymbolicLink(tag, pipe);
        assertTrue(refused(path -> store.load("tiny", "production"), tag).startsWith("ModelStore: "));
    }

    @Test
    void python_source_is_read_from_a_regular_file_of_limited_size() throws IOException {
        for (Path other : List.of(ENDLESS, pipe)) {
            assertEquals("CustomObject A" + got(other), refused(path -> CustomObject.of("A", path), other));
        }
        Path large = Files.write(folder.resolve("large.py"), new byte[(1 << 20) + 1]);
        assertEquals(
                "CustomObject A: " + large + " must be readable: java.io.IOException: it must have at most 1048576"
                        + " bytes, got 1048577",
                refused(path -> CustomObject.of("A", path), large));
    }

    @Test
    void an_archive_replaces_a_regular_file_only() throws IOException {
        Path file = folder.resolve("model.keras4j");
        Golden.fitted().save(file);
        byte[] before = Files.readAllBytes(file);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Fitted fitted = Golden.fitted().slim().fitted();
        assertEquals("Archive" + got(pipe), refused(fitted::replace, pipe));
        assertEquals(
                "Archive: file must be a regular file, got a symbolic link at " + link
                        + "; name the file that it leads to, " + file,
                refused(fitted::replace, link));
        assertEquals(
                "Archive: file must be a regular file, got a folder at " + folder, refused(fitted::replace, folder));
        assertEquals(
                "Archive: file must not exist yet, got " + link + "; replace(file) overwrites it",
                assertThrows(ArchiveException.class, () -> fitted.save(link)).getMessage());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(Golden.fitted(), Fitted.ofBytes(before));
        assertEquals(Golden.fitted(), Fitted.load(file));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_new_archive_with_samples_is_for_its_owner_and_a_replaced_one_keeps_its_mode() throws IOException {
        String umask = mode(Files.createFile(folder.resolve("plain")));
        Fitted sampled = Golden.fitted();
        Fitted plain = Fitted.ofBytes(Golden.bytes("own"));
        assertTrue(sampled.samples().isPresent() && plain.samples().isEmpty());
        ModelStore store = ModelStore.at(folder.resolve("models"));
        for (Fitted fitted : List.of(sampled, plain)) {
            String due = fitted.samples().isPresent() ? "rw-------" : umask;
            Path file = folder.resolve(fitted.name());
            Archive signed = fitted.sign(Signer.of(Golden.SECRET));
            fitted.save(file);
            signed.save(file.resolveSibling(fitted.name() + "-signed"));
            fitted.replace(file.resolveSibling(fitted.name() + "-replaced"));
            store.publish(fitted);
            assertEquals(due, mode(file));
            assertEquals(due, mode(file.resolveSibling(fitted.name() + "-signed")));
            assertEquals(due, mode(file.resolveSibling(fitted.name() + "-replaced")));
            assertEquals(due, mode(store.file(fitted.name(), 1)));
        }
        Path open = folder.resolve(sampled.name());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        sampled.replace(open);
        assertEquals("rw-r-----", mode(open));
        Conformal conformal = Golden.conformal();
        conformal.save(folder.resolve("conformal"));
        assertEquals(umask, mode(folder.resolve("conformal")));
    }
}
