package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import keras4j.internal.files.ProcessFiles;
import keras4j.internal.text.GoneProcess;
import org.junit.jupiter.api.Test;

/** Tests of the files of arrays in the folder for temporary files, which other users share. */
class SharedArraysTest {
    private static PythonArray array(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) length);
        return PythonArray.of(bytes);
    }

    @Test
    void arrays_lie_in_a_private_file_and_no_space_is_used_once_they_are_closed() throws IOException {
        Path file;
        try (SharedArrays shared = SharedArrays.of(List.of(array(3), array(100)))) {
            SharedArrays.Place second =
                    Objects.requireNonNull(shared.arrays().get(1).place());
            file = second.file();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            byte[] written = Files.readAllBytes(file);
            assertEquals(103, shared.bytes());
            assertEquals(64, second.offset());
            assertArrayEquals(new byte[] {3, 3, 3, 0}, Arrays.copyOf(written, 4));
            assertSame(array(100).memory(), Arrays.copyOfRange(written, 64, 164));
            assertFalse(isMapped(file), "a mapping would keep the space of a deleted file");
            assertThrows(NullPointerException.class, shared.arrays().get(0)::memory);
        }
        assertTrue(Files.notExists(file));
        assertFalse(isMapped(file));
    }

    private static void assertSame(ByteBuffer expected, byte[] found) {
        assertEquals(expected, ByteBuffer.wrap(found));
    }

    private static boolean isMapped(Path file) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream().anyMatch(line -> line.contains(file.toString()));
    }

    @Test
    void a_sweep_deletes_files_of_ended_processes_and_no_folder_that_others_can_read() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String dead = "keras4j-arrays-" + ProcessFiles.PLACE + "-" + GoneProcess.pid() + "-";
        Path file = Files.createFile(temporary.resolve(dead + "1"));
        Path folder = Files.createDirectory(temporary.resolve(dead + "2"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path inside = Files.createFile(folder.resolve("file"));
        try {
            SharedArrays.sweep();
            assertTrue(Files.notExists(file));
            assertTrue(Files.exists(inside));
        } finally {
            Files.delete(inside);
            Files.delete(folder);
        }
    }
}
