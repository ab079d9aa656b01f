package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;

/** The typed class of one Keras class: a cover over a call, with what makes it and a wither for each argument. */
final class Covers {
    private final Entry entry;
    private final Choices choices;
    private final ClassName name;

    Covers(Entry entry, Choices choices) {
        this.entry = entry;
        this.choices = choices;
        this.name = className(entry);
    }

    static ClassName className(Entry entry) {
        return ClassName.get(Words.packageOf(entry.kind()), entry.name());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("$L", entry.describe())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(Words.kind(entry.kind()))
                .addField(FieldSpec.builder(name, "NEW", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T($T.of($S))", name, Kernel.CALL, entry.symbol())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(Kernel.CALL, "call")
                        .addStatement("super(call)")
                        .build());
        mixes().forEach(mix -> type.addMethod(made("of", mix, "NEW", true)));
        if (entry.arguments().isEmpty()) {
            return type.build();
        }
        type.addField(signature());
        for (Argument argument : entry.arguments()) {
            Form.of(entry, argument, choices).forEach(form -> type.addMethod(wither(argument, form)));
            if (argument.optional()) {
                type.addMethod(without(argument));
            }
        }
        return type.addMethod(set()).build();
    }

    /** The factories of a holder, which do what those of the class do. */
    List<MethodSpec> factories() {
        String factory = Words.factory(entry.name());
        return mixes().stream().map(mix -> made(factory, mix, "of", false)).toList();
    }

    /** One list of forms for each mix of a value and an open value. */
    private List<List<Form>> mixes() {
        List<List<Form>> mixes = List.of(List.of());
        for (Argument argument : entry.required()) {
            List<List<Form>> longer = new ArrayList<>();
            for (List<Form> mix : mixes) {
                Form.firstOf(entry, argument, choices).forEach(form -> {
                    List<Form> more = new ArrayList<>(mix);
                    more.add(form);
                    longer.add(more);
                });
            }
            mixes = longer;
        }
        return mixes;
    }

    private MethodSpec made(String called, List<Form> mix, String by, boolean chained) {
        MethodSpec.Builder factory = MethodSpec.methodBuilder(called)
                .addJavadoc("$L", entry.describe())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name);
        List<String> names = entry.required().stream()
                .map(argument -> Words.camel(argument.name()))
                .toList();
        for (int i = 0; i < mix.size(); i++) {
            factory.addParameter(mix.get(i).type(), names.get(i))
                    .varargs(mix.get(i).varargs());
        }
        if (!chained) {
            return factory.addStatement("return $T.$L($L)", name, by, String.join(", ", names))
                    .build();
        }
        StringBuilder calls = new StringBuilder("return ").append(by);
        names.forEach(
                each -> calls.append('.').append(each).append('(').append(each).append(')'));
        return factory.addStatement(calls.toString()).build();
    }

    private FieldSpec signature() {
        CodeBlock.Builder code = CodeBlock.builder().add("$>$>$T.of($S", Kernel.SIGNATURE, entry.symbol());
        for (Argument argument : entry.arguments()) {
            code.add(",\n$S", argument.range() == null ? argument.name() : argument.name() + " " + argument.range());
        }
        return FieldSpec.builder(Kernel.SIGNATURE, "SIGNATURE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(code.add(")$<$<").build())
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

    private MethodSpec without(Argument argument) {
        return MethodSpec.methodBuilder("no" + Words.capital(Words.camel(argument.name())))
                .addJavadoc("Sets {@code $L} to Python's {@code None}, which is not Keras' default.\n", argument.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addStatement("return set($S, $T.NONE)", argument.name(), Kernel.LITERAL)
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
