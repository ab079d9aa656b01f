package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.plot.ModelDiagram;
import keras4j.python.PythonException;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the diagrams of fitted models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("once")
class DiagramIT {
    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    @Test
    void a_sequential_model_is_a_chain_of_layers_with_shapes_and_parameters() {
        Fitted fitted = SessionFixtures.fitted(keras, 1);
        assertEquals("""
                flowchart TD
                    n0["input<br/>InputLayer<br/>(None, 3)"]
                    n1["hidden<br/>Dense<br/>(None, 4)<br/>16 parameters"]
                    n2["output<br/>Dense<br/>(None, 1)<br/>5 parameters"]
                    n0 --> n1
                    n1 --> n2
                """, fitted.diagram().mermaid());
        assertTrue(fitted.diagram().plot().toSvg().contains("16 parameters"));
        assertTrue(fitted.diagram().dot().startsWith("digraph model {"));
    }

    @Test
    void a_graph_has_its_forks_and_joins_and_keeps_them_in_its_archive() {
        Spec spec = regressor(
                        "forked",
                        input(2).as("left"),
                        input(3).as("right"),
                        block("join", concatenate()).from("left", "right"),
                        output(dense(1)).as("y").from("join"))
                .seed(1);
        Examples rows = Examples.of(
                Map.of("left", SessionFixtures.numbers(1, 8, 2), "right", SessionFixtures.numbers(2, 8, 3)),
                Map.of("y", SessionFixtures.numbers(3, 8)));
        Fitted fitted = keras.fit(spec, rows);
        ModelDiagram diagram = fitted.diagram();
        assertEquals("ModelDiagram 4 layers, 3 edges", diagram.toString());
        assertEquals(diagram, Fitted.ofBytes(fitted.toBytes()).diagram());
    }

    @Test
    void an_imported_model_has_a_diagram_too(@TempDir Path folder) throws Exception {
        PlainPython.foreign(folder);
        Fitted fitted = keras.load(folder.resolve("sorts.keras"));
        assertTrue(fitted.diagram().nodes().size() >= 2, fitted.diagram()::mermaid);
        assertTrue(fitted.diagram().edges().size() >= 1, fitted.diagram()::mermaid);
    }

    @Test
    void the_picture_of_keras_names_what_is_missing() {
        Fitted fitted = SessionFixtures.fitted(keras, 1);
        PythonException missing = assertThrows(PythonException.class, () -> keras.plotModel(fitted));
        assertEquals(
                "picture of tiny: MissingPackage: keras.utils.plot_model needs pydot, which the "
                        + (keras.backend() == Backend.JAX ? "JAX" : "TensorFlow") + " environment lacks",
                missing.getMessage());
    }
}
