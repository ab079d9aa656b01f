package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExprTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Call DENSE = Call.of("keras.layers.Dense")
            .with("units", new Arg("units", Expr.of(128)))
            .with("activation", Expr.of("relu"))
            .with("kernel_initializer", Call.of("keras.initializers.HeNormal").with("seed", Expr.of(null)))
            .with("weights", Expr.of(Map.of(0, List.of(true, 0.5))))
            .with("shape", ListExpr.tuple(1, 2))
            .with("classes", DataPlaceholder.NUM_CLASSES);

    @Test
    void java_values_become_expressions() {
        assertEquals(new Literal(3L), Expr.of(3));
        assertEquals(new Literal(3L), Expr.of(3L));
        assertEquals(new Literal(0.1), Expr.of(0.1f), "0.1f is meant as 0.1");
        assertEquals(Expr.of(List.of(1, 2)), Expr.of(new int[] {1, 2}));
        assertEquals(Expr.of(List.of(1.0, 2.0)), Expr.of(new double[] {1, 2}));
        assertEquals(Expr.of(List.of("a", "b")), Expr.of(new String[] {"a", "b"}));
    }

    @Test
    void other_java_values_are_refused() {
        refused(
                "Literal: value must be null, a boolean, a number, text, a list, a map or a Keras object,"
                        + " got a java.time.Instant",
                () -> Expr.of(Instant.EPOCH));
    }

    @Test
    void calls_are_equal_whatever_the_order_of_their_arguments() {
        Call one = Call.of("a").with("x", Expr.of(1)).with("y", Expr.of(2));
        Call other = Call.of("a").with("y", Expr.of(2)).with("x", Expr.of(1));
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, other.with("x", Expr.of(1.0)));
    }

    @Test
    void a_rewrite_reaches_every_part_the_innermost_first() {
        Expr nested = Expr.of(List.of(DENSE, Map.of("k", new Arg("units", new Arg("inner", Expr.of(1))))));
        Expr filled = nested.rewrite(part -> part instanceof Arg arg ? arg.standard() : part);
        assertEquals(Expr.of(List.of(DENSE.with("units", Expr.of(128)), Map.of("k", 1))), filled);
    }

    @Test
    void json_is_readable_and_gives_back_the_same() throws JsonProcessingException {
        String json = JSON.writeValueAsString(DENSE);
        assertEquals("""
                {"call":"keras.layers.Dense","with":{"units":{"arg":"units","default":128},"activation":"relu",\
                "kernel_initializer":{"call":"keras.initializers.HeNormal","with":{"seed":null}},\
                "weights":{"dict":[[0,[true,0.5]]]},"shape":{"tuple":[1,2]},"classes":{"supplied":"num_classes"}}}\
                """, json);
        assertEquals(DENSE, JSON.readValue(json, Expr.class));
        assertEquals(Expr.of(1.0), Expr.fromJson(JSON.readTree("1.0")), "a real number stays one");
    }

    @Test
    void json_of_another_kind_is_refused() {
        for (String json : List.of(
                "{\"eval\":\"1\"}",
                "{\"call\":\"a\"}",
                "{\"call\":\"a\",\"with\":[]}",
                "{\"supplied\":\"x\"}",
                "12345678901234567890")) {
            refused(
                    "expression: JSON must be a value, a list, a call, an arg, a tuple, a dict, a hyperparameter or supplied, got "
                            + json,
                    () -> Expr.fromJson(JSON.readTree(json)));
        }
        refused(
                "expression: JSON must be a value, a list, a call, an arg, a tuple, a dict, a hyperparameter or supplied, got [1]",
                () -> Expr.fromJson(JSON.readTree("{\"dict\":[[1]]}")));
    }

    @Test
    void expressions_print_on_one_line() {
        assertEquals(
                "Dense(units=arg(\"units\", 128), activation=\"relu\", kernel_initializer=HeNormal(seed=null),"
                        + " weights={0: [true, 0.5]}, shape=(1, 2), classes=num_classes)",
                DENSE.toString());
        assertEquals("arg(\"units\", 128)", Value.arg("units", 128).toString());
    }

    @Test
    void an_arg_is_named_like_a_variable() {
        refused(
                "arg: name must be a letter followed by letters, digits and _, at most 64 characters, got \"a b\"",
                () -> Value.arg("a b", 1));
    }
}
