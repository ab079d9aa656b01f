package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import keras4j.fitted.Fitted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of injected faults: the caller gets an exception, nothing hangs or is lost, and the next call is right. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultPointIT {
    private static final Duration WATCHDOG = Duration.ofMinutes(2);

    private final Keras keras = Keras.open();
    private final Fitted fitted = SessionFixtures.fitted(keras, 1);
    private final float[] expected = SessionFixtures.alone(keras, fitted);
    private int right;
    private final byte[] fit = SessionFixtures.fitted(keras, 7).kerasBytes();

    @AfterAll
    void a_fit_is_as_before_all_of_this() {
        assertArrayEquals(fit, SessionFixtures.fitted(keras, 7).kerasBytes());
        keras.close();
        ReliabilityFigure.FAULT_POINTS.is(right);
    }

    @ParameterizedTest
    @EnumSource
    void the_next_call_is_right(FaultPoint point, @TempDir Path folder) throws Exception {
        FaultScene scene = new FaultScene(keras, fitted, folder.resolve("model.keras4j"));
        fitted.save(scene.file);
        for (int time = 0; time < ReliabilityFigure.FAULT_POINTS.count() / FaultPoint.values().length; time++) {
            assertTimeoutPreemptively(WATCHDOG, () -> {
                point.strike(scene);
                scene.assertRight(expected);
            });
            right++;
        }
    }
}
