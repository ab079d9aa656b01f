package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;

/** The generated class of activation functions, with one constant per function. */
final class Activations {
    private static final ClassName TYPE = JavaNames.kind("activation");

    private Activations() {}

    static TypeSpec type(List<String> names) {
        TypeSpec.Builder type = TypeSpec.classBuilder(TYPE)
                .addJavadoc("""
                        Activation function of Keras, identified by its name.

                        @see <a href="https://keras.io/api/layers/activations/">Layer activation functions</a>
                        """)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(KernelTypes.TO_EXPR);
        names.forEach(name -> type.addField(constant(name)));
        return type.addField(String.class, "name", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(String.class, "name")
                        .addStatement("this.name = name")
                        .build())
                .addMethod(method("expr", KernelTypes.LITERAL, "return new $T(name)", KernelTypes.LITERAL))
                .addMethod(method("toString", ClassName.get(String.class), "return name"))
                .build();
    }

    private static FieldSpec constant(String name) {
        return FieldSpec.builder(TYPE, name.toUpperCase(Locale.ROOT))
                .addJavadoc("{@code keras.activations.$L}\n", name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .initializer("new $T($S)", TYPE, name)
                .build();
    }

    private static MethodSpec method(String name, ClassName type, String statement, Object... arguments) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement(statement, arguments)
                .build();
    }
}
