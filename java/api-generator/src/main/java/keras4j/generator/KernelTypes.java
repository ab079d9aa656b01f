package keras4j.generator;

import com.palantir.javapoet.ClassName;

/** Names of the hand-written types that the generated types use. */
final class KernelTypes {
    static final ClassName CALL = of("Call");
    static final ClassName KERAS_OBJECT = of("KerasObject");
    static final ClassName CUSTOM_OBJECT = of("CustomObject");
    static final ClassName TO_EXPR = of("ToExpr");
    static final ClassName LIST_EXPR = of("ListExpr");
    static final ClassName LITERAL = of("Literal");
    static final ClassName SIGNATURE = of("Signature");
    static final ClassName VALUE = of("Value");
    static final ClassName PRECONDITIONS = ClassName.get("keras4j.internal.text", "Preconditions");

    private KernelTypes() {}

    private static ClassName of(String name) {
        return ClassName.get("keras4j.expr", name);
    }
}
