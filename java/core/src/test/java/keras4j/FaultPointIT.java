package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, its caller is told, nothing hangs, nothing is lost, and the next call is right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultPointIT {
    private static final Duration WATCHDOG = Duration.ofMinutes(2);

    private final Keras keras = Keras.open();
    private final Fitted fitted = Scenes.fitted(keras, 1);
    private final float[] expected = Scenes.alone(keras, fitted);
    private int right;
    private final byte[] fit = Scenes.fitted(keras, 7).keras();

    @AfterAll
    void a_fit_is_as_before_all_of_this() {
        assertArrayEquals(fit, Scenes.fitted(keras, 7).keras());
        keras.close();
        Figure.FAULT_POINTS.is(right);
    }

    @ParameterizedTest
    @EnumSource
    void the_next_call_is_right(FaultPoint point, @TempDir Path folder) throws Exception {
        FaultScene scene = new FaultScene(keras, fitted, folder.resolve("model.keras4j"));
        fitted.save(scene.file);
        for (int time = 0; time < Figure.FAULT_POINTS.count() / FaultPoint.values().length; time++) {
            assertTimeoutPreemptively(WATCHDOG, () -> {
                point.strike(scene);
                scene.assertRight(expected);
            });
            right++;
        }
    }
}
