package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.Golden;
import keras4j.internal.archive.MemberArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of archives that misdescribe their models: predictions are the model's own, or refused. */
class MisdescribedArchiveIT {
    private static Fitted saying(String outputs) throws IOException {
        MemberArchive golden = MemberArchive.read(Golden.bytes());
        MemberArchive lying = MemberArchive.of(golden.about());
        for (String each : golden.names()) {
            byte[] content =
                    each.equals("outputs.json") ? outputs.getBytes(StandardCharsets.UTF_8) : golden.member(each);
            lying = each.equals("samples.json") ? lying : lying.with(each, content);
        }
        return Fitted.ofBytes(lying.toBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1000]]", "[[2]]", "[[1,1]]", "[[]]", "[[0]]", "[[536870911]]"})
    void outputs_of_another_shape_than_the_model_gives_are_refused(String outputs) throws IOException {
        Fitted lying = saying(outputs);
        float[] row = Golden.input(Golden.rows().get(0));
        try (Keras keras = Keras.open()) {
            ArchiveException alone = assertThrows(ArchiveException.class, () -> keras.predict(lying, row));
            assertEquals(ValidationRule.ARCHIVE_CONTENT, alone.rule().orElseThrow());
            ArchiveException together =
                    assertThrows(ArchiveException.class, () -> keras.predict(lying, Tensor.of(row, 1, 3)));
            assertEquals(
                    "Fitted tiny: outputs must have the shapes that the model gives, [[1]], got "
                            + outputs.replace(",", ", "),
                    together.getMessage());
        }
    }

    @Test
    void the_shape_that_the_model_gives_is_right() throws IOException {
        float[] row = Golden.rows().get(0);
        try (Keras keras = Keras.open()) {
            float[] genuine = keras.predict(Golden.fitted(), Golden.input(row));
            assertArrayEquals(genuine, keras.predict(saying("[[1]]"), Golden.input(row)));
        }
    }
}
