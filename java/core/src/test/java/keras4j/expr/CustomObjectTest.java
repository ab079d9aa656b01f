package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomObjectTest {
    private static final String SOURCE = """
            import keras

            def shifted(x):
                return x + 1

            class Scale(keras.layers.Layer):
                class Inner:
                    pass
            """;

    @Test
    void it_is_a_value_by_name_source_and_arguments() {
        CustomObject scale = CustomObject.of("Scale", SOURCE);
        assertEquals(scale, CustomObject.of("Scale", SOURCE.replace("\n", "\r\n") + "\n\n"));
        assertNotEquals(scale, CustomObject.of("Scale", SOURCE + "# changed"));
        assertNotEquals(scale, scale.with("factor", 2));
        assertEquals("Scale(factor=2)", scale.with("factor", 2).toString());
        assertEquals(64, scale.sha256().length());
        assertEquals(scale.sha256(), scale.with("factor", 2).sha256());
    }

    @Test
    void a_file_is_read_at_once(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("scale.py"), SOURCE);
        CustomObject scale = CustomObject.of("Scale", file);
        Files.delete(file);
        assertEquals(SOURCE, scale.source());
        assertThrows(UncheckedIOException.class, () -> CustomObject.of("Scale", file));
    }

    @Test
    void the_source_must_define_the_name_at_its_top_level() {
        refused(
                "CustomObject Inner: source must define Inner at its top level, got shifted, Scale",
                () -> CustomObject.of("Inner", SOURCE));
        refused(
                "CustomObject Scale: source must be plain text, got control or bidirectional characters; write them as escapes",
                () -> CustomObject.of("Scale", SOURCE + "# \u001b[31m\n"));
        refused("CustomObject f: source must define f at its top level, got nothing", () -> CustomObject.of("f", ""));
        refused(
                "CustomObject: name must be none of build, fit, keras and model, got fit",
                () -> CustomObject.of("fit", "def fit(x):\n    return x\n"));
        refused(
                "CustomObject: name must be a letter followed by letters, digits and _, at most 64 characters, got \"a.b\"",
                () -> CustomObject.of("a.b", SOURCE));
    }

    @Test
    void a_function_takes_no_arguments() {
        refused(
                "CustomObject shifted: argument must be one of a class, got by for a function",
                () -> CustomObject.of("shifted", SOURCE).with("by", 2));
    }

    @Test
    void json_gives_it_back_with_its_source_but_not_as_ones_own() {
        String unique = "def only_here(x):\n    return x\n";
        CustomObject foreign = CustomObject.foreign("only_here", unique);
        assertEquals(foreign.expr(), Expr.fromJson(foreign.expr().json()));
        assertFalse(foreign.own());
        assertEquals(foreign, CustomObject.of("only_here", unique));
        assertTrue(foreign.own());
    }

    @Test
    void two_sources_of_one_name_are_refused() {
        CustomObject one = CustomObject.of("f", "def f(x):\n    return x\n");
        CustomObject other = CustomObject.of("f", "def f(x):\n    return x + 1\n");
        assertEquals(List.of(one), CustomObject.in("net", List.of(one.expr(), ListExpr.list(List.of(one.expr())))));
        refused(
                "net: custom objects of one name must have one source, got f (SHA-256 "
                        + one.sha256().substring(0, 12) + ") and f (SHA-256 "
                        + other.sha256().substring(0, 12) + ")",
                () -> CustomObject.in("net", List.of(one.expr(), other.expr())));
    }
}
