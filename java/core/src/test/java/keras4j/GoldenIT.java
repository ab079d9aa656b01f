package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The archive of format 1 that stays readable for ever: its numbers. */
class GoldenIT {
    @Test
    void the_first_format_predicts_its_numbers() throws IOException {
        try (Keras keras = Keras.open()) {
            Fitted fitted = Golden.fitted();
            for (float[] row : Golden.rows()) {
                assertEquals(Golden.output(row), keras.predict(fitted, Golden.input(row))[0], 1e-5f);
            }
        }
    }
}
