package keras4j.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.tune.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and bytes of event files; TensorBoard itself reads them in another test. */
class TensorBoardTest {
    @TempDir
    Path folder;

    /** Returns the only event file of a folder. */
    private static byte[] file(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertEquals(1, found.size(), found::toString);
            assertTrue(found.get(0).getFileName().toString().startsWith("events.out.tfevents."), found::toString);
            return Files.readAllBytes(found.get(0));
        }
    }

    /** Returns the bytes as hexadecimal digits, with x for the times. */
    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, to));
    }

    @Test
    void a_file_begins_as_those_of_tensorflow_do() throws IOException {
        Fits.fit(TensorBoard.in(folder), 1);
        byte[] bytes = file(folder.resolve("train"));
        // Length 24, its masked checksum, field 1 as a double; then field 3 with 13 bytes: brain.Event:2.
        assertEquals("1800000000000000a37f4b2209", hex(bytes, 0, 13));
        assertEquals("1a0d627261696e2e4576656e743a32", hex(bytes, 21, 36));
    }

    @Test
    void an_epoch_is_an_event_with_step_and_scalars() throws IOException {
        Fits.fit(TensorBoard.in(folder), 1);
        byte[] bytes = file(folder.resolve("validation"));
        // After the first record of 40 bytes, a head of 12 and a time of 9: step 0; then a summary of one value:
        // epoch_loss 2.0.
        assertEquals("1000" + "2a13" + "0a11" + "0a0a65706f63685f6c6f7373" + "1500000040", hex(bytes, 61, 84));
        assertEquals(40 + 12 + 32 + 4, bytes.length);
    }

    @Test
    void candidates_and_folds_have_folders() throws IOException {
        TensorBoard board = TensorBoard.in(folder);
        assertEquals("TensorBoard in " + folder, board.toString());
        Fits.trial(board, Point.of("units", 8), 0, Fits.accuracy(0.5));
        Fits.trial(board, Point.of("units", 9), 0, TrialResult.failed("too large"));
        board.onStage("fold", 0, 2);
        Fits.fit(board, 1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of("fold_1/train", "fold_1/validation", "units=8"),
                    files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file.getParent()).toString())
                            .sorted()
                            .toList());
        }
    }

    @Test
    void a_folder_that_cannot_be_written_costs_one_warning() throws Exception {
        Path file = Files.writeString(folder.resolve("occupied"), "text");
        List<String> warnings = Warnings.of(() -> {
            TensorBoard board = TensorBoard.in(file);
            Fits.fit(board, 3);
            Fits.trial(board, Point.of("units", 8), 0, Fits.accuracy(0.5));
        });
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(
                warnings.get(0)
                        .startsWith("WARN keras4j.tensorboard - TensorBoard: folder " + file.resolve("train")
                                + " cannot be written: "),
                warnings::toString);
        assertArrayEquals("text".getBytes(java.nio.charset.StandardCharsets.UTF_8), Files.readAllBytes(file));
    }
}
