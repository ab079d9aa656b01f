package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Signature DENSE = Signature.of("keras.layers.Dense", "units [1, inf)", "activation");

    @Test
    void arguments_come_in_keras_order_whatever_the_order_of_setting() {
        Call call = DENSE.with(Call.of("keras.layers.Dense"), "activation", Expr.of("relu"));
        assertEquals(
                List.of("units", "activation"),
                List.copyOf(DENSE.with(call, "units", Expr.of(3)).arguments().keySet()));
    }

    @Test
    void a_number_outside_its_interval_is_refused() {
        refused(
                "Dense: units must be at least 1, got 0",
                () -> DENSE.with(Call.of("keras.layers.Dense"), "units", Expr.of(0)));
    }
}
