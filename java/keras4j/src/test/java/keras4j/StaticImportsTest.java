package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.layer.Layers;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.recipe.Selectors;
import org.junit.jupiter.api.Test;

class StaticImportsTest {
    @Test
    void the_static_methods_of_models_measure_selectors_and_layers_can_be_imported_together() {
        Set<String> seen = new HashSet<>();
        List<String> twice = List.of(Models.class, Measure.class, Selectors.class, Layers.class).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .map(StaticImportsTest::signature)
                .filter(signature -> !seen.add(signature))
                .toList();
        assertEquals(List.of(), twice);
    }

    @Test
    void metrics_is_the_word_for_measures() {
        assertEquals(Measures.of(Measure.ACCURACY, Measure.f(2)), Models.metrics(Measure.ACCURACY, Measure.f(2)));
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
