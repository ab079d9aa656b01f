package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import keras4j.SessionFixtures;
import keras4j.archive.ArchiveException;
import keras4j.archive.Signer;
import keras4j.data.Input;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.ArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the structure of the archives of formats 1 and 2, which stay readable forever. {@code GoldenIT} looks at its
 * numbers.
 */
class GoldenTest {
    @Test
    void the_first_format_is_read_without_python() throws IOException {
        Fitted fitted = Golden.fitted();
        assertEquals(SessionFixtures.tiny(1), fitted.spec());
        assertEquals(2, fitted.history().epochs());
        assertEquals("jax", fitted.versions().get("backend"));
        assertEquals(
                SessionFixtures.tiny(1).program(new int[] {3}, (Integer) null).source(),
                fitted.program().source());
    }

    @Test
    void a_file_is_overwritten_only_when_that_is_asked_for(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.keras4j");
        Files.writeString(file, "something else");
        Fitted fitted = Golden.fitted();
        ArchiveException refused = assertThrows(ArchiveException.class, () -> fitted.save(file));
        assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()), refused.getMessage());
        assertEquals("something else", Files.readString(file));
        fitted.replace(file);
        assertEquals(fitted, Fitted.load(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void the_first_format_is_still_written() throws IOException {
        assertArrayEquals(Golden.bytes(), Golden.fitted().toBytes());
        for (String name : List.of("titanic", "own")) {
            assertArrayEquals(
                    Golden.bytes(name), Fitted.ofBytes(Golden.bytes(name)).toBytes(), name);
        }
        assertArrayEquals(
                Golden.bytes("conformal"),
                Golden.conformal().sign(Signer.of(Golden.SECRET)).toBytes());
    }

    @Test
    void the_second_format_is_read_without_python_and_still_written() throws IOException {
        assertEquals(
                Set.of("varying-axes"), MemberArchive.read(Golden.varying()).features());
        Fitted varying = Fitted.ofBytes(Golden.varying());
        assertEquals(List.of(Input.VARYING), varying.schema().inputs().get(0).shape());
        assertArrayEquals(Golden.varying(), varying.toBytes());
        assertEquals(
                Set.of("block-calls", "onnx"),
                MemberArchive.read(Golden.states()).features());
        Fitted states = Fitted.ofBytes(Golden.states());
        assertEquals(
                "[\"h\", \"c\"]",
                String.valueOf(states.spec().blocks().get(2).call().get("initial_state")));
        assertTrue(states.onnx().isPresent());
        assertArrayEquals(Golden.states(), states.toBytes());
    }

    @Test
    void together_they_have_every_member_that_there_is() throws IOException {
        Set<String> members = new TreeSet<>(MemberArchive.read(Golden.bytes()).names());
        for (String name : List.of("titanic", "own")) {
            members.addAll(MemberArchive.read(Golden.bytes(name)).names());
        }
        members.addAll(MemberArchive.read(Golden.states()).names());
        assertEquals(new TreeSet<>(ArchiveEntry.files()), members);
    }

    @Test
    void a_recipe_and_a_posterior_of_the_first_format_are_read_without_python() throws IOException {
        Fitted titanic = Fitted.ofBytes(Golden.bytes("titanic"));
        assertEquals(10, titanic.recipe().orElseThrow().steps().size());
        assertEquals(1, titanic.model().posterior().size());
        assertEquals(8, titanic.samples().orElseThrow().rows());
        Fitted own = Fitted.ofBytes(Golden.bytes("own"));
        assertEquals("Twice", own.customObjects().get(0).name());
        assertEquals(2, own.seed());
        assertEquals(
                "Conformal tiny: 2 models, 32 rows to measure by",
                Golden.conformal().toString());
    }
}
