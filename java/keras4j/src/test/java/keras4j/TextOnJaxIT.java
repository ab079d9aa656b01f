package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.util.Objects;
import keras4j.fitted.KerasFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that models of texts are read on JAX, and refused where they would compute. */
@Tag("jax")
class TextOnJaxIT {
    @Test
    void a_model_of_texts_is_refused_on_jax_with_the_line_that_helps() throws Exception {
        KerasFile file;
        try (InputStream bytes = Objects.requireNonNull(TextOnJaxIT.class.getResourceAsStream("sentiment.keras"))) {
            file = KerasFile.of(bytes.readAllBytes());
        }
        try (Keras keras = Keras.open()) {
            assertEquals(
                    "KerasFile sentiment: backend must be TensorFlow for TextVectorization, got JAX;"
                            + " start Java with -Dkeras4j.backend=tensorflow, or use Keras.open(Backend.TENSORFLOW)",
                    assertThrows(IllegalStateException.class, () -> keras.load(file))
                            .getMessage());
        }
    }
}
