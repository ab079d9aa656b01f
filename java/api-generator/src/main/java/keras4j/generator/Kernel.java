package keras4j.generator;

import com.palantir.javapoet.ClassName;

/** The hand-written types that the generated ones stand on. */
final class Kernel {
    static final ClassName CALL = of("Call");
    static final ClassName COVER = of("Cover");
    static final ClassName CUSTOM_OBJECT = of("CustomObject");
    static final ClassName EXPR = of("Expr");
    static final ClassName EXPRESSIBLE = of("Expressible");
    static final ClassName ITEMS = of("Items");
    static final ClassName LITERAL = of("Literal");
    static final ClassName SIGNATURE = of("Signature");
    static final ClassName VALUE = of("Value");

    private Kernel() {}

    private static ClassName of(String name) {
        return ClassName.get("keras4j.expr", name);
    }
}
