package keras4j.internal.code;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import org.junit.jupiter.api.Test;

class PythonWriterTest {
    private static final PythonWriter PYTHON = new PythonWriter(symbol -> symbol.endsWith("Dense") ? 1 : 0);

    @Test
    void what_keras_requires_is_written_without_its_name() {
        Call dense = Call.of("keras.layers.Dense").with("units", Expr.of(3)).with("use_bias", Expr.of(false));
        assertEquals("keras.layers.Dense(3, use_bias=False)", PYTHON.source(dense));
        assertEquals(
                "keras.regularizers.L2(l2=0.1)",
                PYTHON.source(Call.of("keras.regularizers.L2").with("l2", Expr.of(0.1))));
    }

    @Test
    void values_are_written_as_python_has_them() {
        assertEquals("[None, True, 1, 0.5, \"a\"]", PYTHON.source(Expr.of(Arrays.asList(null, true, 1, 0.5, "a"))));
        assertEquals("(784,)", PYTHON.source(ListExpr.tuple(784)));
        assertEquals("(28, 28)", PYTHON.source(ListExpr.tuple(28, 28)));
        assertEquals("()", PYTHON.source(ListExpr.tuple(List.of())));
        assertEquals("{0: 1.5}", PYTHON.source(Expr.of(Map.of(0, 1.5))));
        assertEquals("num_classes", PYTHON.source(DataPlaceholder.NUM_CLASSES));
        assertEquals(
                "1 if num_classes == 2 else 3",
                PYTHON.byClasses(Expr.of(1), Expr.of(3)).flat());
    }

    @Test
    void nothing_becomes_code_by_its_name() {
        refused(
                "code: a name must be a Python identifier, got \"x, y\"",
                () -> PYTHON.source(Call.of("keras.Input").with("x, y", Expr.of(1))));
        refused(
                "code: a name must be a Python identifier, got \"system('ls')\"",
                () -> PYTHON.source(Call.of("os.system('ls')")));
    }

    @Test
    void a_hole_is_refused() {
        refused(
                "code: arg must be filled before it is written, got arg(\"units\", 1)",
                () -> PYTHON.source(Expr.of(List.of(new Arg("units", Expr.of(1))))));
    }
}
