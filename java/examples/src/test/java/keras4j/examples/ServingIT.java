package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM without Python answers as the one that fitted the model. */
class ServingIT {
    @Test
    void a_jvm_without_python_predicts_the_same_passengers() throws Exception {
        List<String> printed =
                Printed.by(() -> Serving.main(new String[0])).lines().toList();
        assertEquals(4, printed.size(), printed::toString);
        assertEquals(printed.get(1).replace("Keras  ", "Scorer "), printed.get(2));
        assertEquals("Python in this process: false, PATH: ''", printed.get(3));
    }
}
