package keras4j.expr;

/**
 * A value of type {@code T} that need not be known yet, such as {@code arg("units", 128)}, a {@code Value<Integer>}.
 *
 * @param expr what stands in the place of the value
 */
@SuppressWarnings("UnusedTypeParameter") // T is for the compiler: no text goes where a number belongs
public record Value<T>(Expr expr) implements Expressible {
    /** A hole named {@code name} that holds {@code standard} until something else is put there. */
    public static <T> Value<T> arg(String name, T standard) {
        return new Value<>(new Arg(name, Expr.of(standard)));
    }

    @Override
    public String toString() {
        return expr.toString();
    }
}
