package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that user errors are refused before Python is called, and that the models remain right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("once")
class MistakesIT {
    private final MistakeScene scene = new MistakeScene();
    private final float[] expected = SessionFixtures.alone(scene.keras, scene.fitted);
    private final float[] mpg = mpg();
    private int right;
    private final int restored = scene.keras.session().restorations();

    private float[] mpg() {
        return scene.keras.predict(scene.ofCars, scene.cars).floats();
    }

    @AfterAll
    void all_of_them_were_refused() throws IOException {
        scene.close();
        ReliabilityFigure.MISTAKES.is(right);
    }

    List<Mistake> mistakes() {
        return Stream.of(
                        MistakesInRows.of(scene),
                        MistakesInTraining.of(scene),
                        MistakesInSpecs.of(scene),
                        MistakesInFrames.of(scene),
                        MistakesInUse.of(scene),
                        MistakesInKeeping.of(scene))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void none_is_counted_twice() {
        List<String> all = mistakes().stream().map(Mistake::what).toList();
        assertEquals(all.size(), all.stream().distinct().count());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_refused_in_words_before_python_is_called(Mistake mistake) {
        int before = scene.calls.get();
        RuntimeException refused = assertThrows(RuntimeException.class, mistake.attempt());
        assertEquals(mistake.message(), refused.getMessage());
        assertEquals(before, scene.calls.get(), "calls of Python");
        assertArrayEquals(expected, SessionFixtures.alone(scene.keras, scene.fitted));
        assertArrayEquals(mpg, mpg());
        assertEquals(restored, scene.keras.session().restorations(), "the live model is still the first");
        right++;
    }
}
