package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of files of graphs with operations and dictionaries: kept, written as programs, or refused. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphFilesIT {
    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();

    @BeforeAll
    void python_saves_its_models() throws Exception {
        PlainPython.graphs(folder);
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private static KerasFile file(String name) {
        return KerasFile.read(folder.resolve(name + ".keras"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swapped", "parts", "patches"})
    void an_archive_is_read_again_and_predicts_a_row_for_each_row(String name) {
        Fitted fitted = keras.load(file("read/" + name));
        Fitted kept = Fitted.ofBytes(fitted.toBytes());
        assertEquals(fitted, kept);
        keras.release(fitted);
        assertEquals(3, keras.predict(kept, Tensor.of(new float[36], 3, 12)).rows());
    }

    @Test
    void programs_take_the_parts_of_operations_that_return_several_tensors() throws Exception {
        Path read = folder.resolve("read");
        for (String name : new String[] {"swapped", "parts", "patches"}) {
            Files.writeString(
                    read.resolve(name + ".py"), file("read/" + name).program().source());
        }
        PlainPython.programs(read);
    }

    @ParameterizedTest
    @CsvSource({"halved, halves, '194, 6'", "outer, halves, '194, 6'", "steps, steps, '6208, 4'", "one, mean, ''"})
    void a_model_that_changes_the_number_of_rows_is_refused_when_it_is_loaded(String name, String layer, String shape)
            throws IOException {
        KerasFile file = file(name);
        ArchiveException refused = assertThrows(ArchiveException.class, () -> keras.load(file));
        assertEquals(
                "KerasFile " + name + ": layer " + layer + ": output must have a row for each row of the inputs, got"
                        + " shape (" + shape + ") for 97 rows; keras.layers.Reshape, or an operation on the other axes,"
                        + " keeps the rows",
                refused.getMessage());
        assertEquals(ValidationRule.CONFIG_OUTPUT, refused.rule().orElseThrow());
    }
}
