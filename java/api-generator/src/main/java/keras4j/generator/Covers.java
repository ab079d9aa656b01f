package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;

/** The typed class of one Keras class: a cover over a call, with a wither for each argument. */
final class Covers {
    private final Entry entry;
    private final ClassName name;

    Covers(Entry entry) {
        this.entry = entry;
        this.name = className(entry);
    }

    static ClassName className(Entry entry) {
        return ClassName.get(Words.packageOf(entry.kind()), entry.name());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("$L\n\n@see <a href=\"$L\">$L</a>\n", entry.summary(), entry.page(), entry.symbol())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Words.kind(entry.kind()))
                .addField(FieldSpec.builder(name, "NEW", Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T($T.of($S))", name, Kernel.CALL, entry.symbol())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Kernel.CALL, "call")
                        .addStatement("super(call)")
                        .build());
        if (entry.arguments().isEmpty()) {
            return type.build();
        }
        type.addField(signature());
        entry.arguments()
                .forEach(argument -> Form.of(entry, argument).forEach(form -> type.addMethod(wither(argument, form))));
        return type.addMethod(set()).build();
    }

    private FieldSpec signature() {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.of($S", Kernel.SIGNATURE, entry.symbol());
        for (Argument argument : entry.arguments()) {
            code.add(",\n$S", argument.range() == null ? argument.name() : argument.name() + " " + argument.range());
        }
        return FieldSpec.builder(Kernel.SIGNATURE, "SIGNATURE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(code.add(")").build())
                .build();
    }

    private MethodSpec wither(Argument argument, Form form) {
        String parameter = Words.camel(argument.name());
        return MethodSpec.methodBuilder(parameter)
                .addJavadoc("$L\n", form.open() ? open(argument) : Words.describe(argument))
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(form.type(), parameter)
                .varargs(form.varargs())
                .addStatement("return set($S, $L)", argument.name(), form.expr())
                .build();
    }

    private static String open(Argument argument) {
        return "Sets {@code " + argument.name() + "} to a value that is not chosen yet.";
    }

    private MethodSpec set() {
        return MethodSpec.methodBuilder("set")
                .addModifiers(Modifier.PRIVATE)
                .returns(name)
                .addParameter(String.class, "name")
                .addParameter(Kernel.EXPR, "value")
                .addStatement("return new $T(SIGNATURE.with(expr(), name, value))", name)
                .build();
    }
}
