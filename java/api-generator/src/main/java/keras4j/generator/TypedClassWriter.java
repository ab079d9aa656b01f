package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import keras4j.generator.CatalogueFile.Argument;
import keras4j.generator.CatalogueFile.Entry;

/** Generator of the typed class of one Keras class: a call with its factories and a wither for each argument. */
final class TypedClassWriter {
    private final Entry entry;
    private final ChoiceArguments choices;
    private final ClassName name;

    TypedClassWriter(Entry entry, ChoiceArguments choices) {
        this.entry = entry;
        this.choices = choices;
        this.name = className(entry);
    }

    static ClassName className(Entry entry) {
        return ClassName.get(JavaNames.packageOf(entry.kind()), entry.name());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("$L", entry.documentation())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(JavaNames.kind(entry.kind()))
                .addField(FieldSpec.builder(name, "NEW", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T($T.of($S))", name, KernelTypes.CALL, entry.symbol())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(KernelTypes.CALL, "call")
                        .addStatement("super(call)")
                        .build());
        mixes().forEach(mix -> type.addMethod(made("of", mix, "NEW", true)));
        if (entry.arguments().isEmpty()) {
            return type.build();
        }
        type.addField(signature());
        for (Argument argument : entry.arguments()) {
            ArgumentForm.of(entry, argument, choices).forEach(form -> type.addMethod(wither(argument, form)));
            if (argument.optional()) {
                type.addMethod(without(argument));
            }
        }
        return type.addMethod(set()).build();
    }

    /** Returns the factories for the factory class of the kind; they delegate to those of the typed class. */
    List<MethodSpec> factories() {
        String factory = JavaNames.factory(entry.name());
        return mixes().stream().map(mix -> made(factory, mix, "of", false)).toList();
    }

    /** Returns one list of forms for each combination of fixed values and hyperparameters. */
    private List<List<ArgumentForm>> mixes() {
        List<List<ArgumentForm>> mixes = List.of(List.of());
        for (Argument argument : entry.required()) {
            List<List<ArgumentForm>> longer = new ArrayList<>();
            for (List<ArgumentForm> mix : mixes) {
                ArgumentForm.firstOf(entry, argument, choices).forEach(form -> {
                    List<ArgumentForm> more = new ArrayList<>(mix);
                    more.add(form);
                    longer.add(more);
                });
            }
            mixes = longer;
        }
        return mixes;
    }

    private MethodSpec made(String called, List<ArgumentForm> mix, String by, boolean chained) {
        MethodSpec.Builder factory = MethodSpec.methodBuilder(called)
                .addJavadoc("{@return a new {@link $T}}$L\n", name, chained ? "" : " " + entry.description())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name);
        List<String> names = entry.required().stream()
                .map(argument -> JavaNames.camel(argument.name()))
                .toList();
        for (int i = 0; i < mix.size(); i++) {
            factory.addJavadoc(
                    i == 0 ? "\n$L" : "$L", param(names.get(i), mix.get(i).accepts()));
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
        CodeBlock.Builder code = CodeBlock.builder().add("$>$>$T.of($S", KernelTypes.SIGNATURE, entry.symbol());
        for (Argument argument : entry.arguments()) {
            code.add(",\n$S", argument.range() == null ? argument.name() : argument.name() + " " + argument.range());
        }
        return FieldSpec.builder(KernelTypes.SIGNATURE, "SIGNATURE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(code.add(")$<$<").build())
                .build();
    }

    private MethodSpec wither(Argument argument, ArgumentForm form) {
        String parameter = JavaNames.camel(argument.name());
        return MethodSpec.methodBuilder(parameter)
                .addJavadoc("{@return a copy with {@code $L} set}\n\n", argument.name())
                .addJavadoc("$L", param(parameter, form.open() ? form.accepts() : form.accepts() + usual(argument)))
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(form.type(), parameter)
                .varargs(form.varargs())
                .addStatement("return set($S, $L)", argument.name(), form.expr())
                .build();
    }

    private MethodSpec without(Argument argument) {
        return MethodSpec.methodBuilder("no" + JavaNames.capital(JavaNames.camel(argument.name())))
                .addJavadoc(
                        "{@return a copy with {@code $L} set to Python's {@code None}, which is not Keras' default}\n",
                        argument.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addStatement("return set($S, $T.NONE)", argument.name(), KernelTypes.LITERAL)
                .build();
    }

    private static String param(String name, String accepts) {
        return "@param " + name + " " + accepts + "\n";
    }

    private static String usual(Argument argument) {
        return argument.required()
                ? "; required"
                : "; Keras' default is {@code " + JavaNames.python(argument.standard()) + "}";
    }

    private MethodSpec set() {
        return MethodSpec.methodBuilder("set")
                .addModifiers(Modifier.PRIVATE)
                .returns(name)
                .addParameter(String.class, "name")
                .addParameter(Object.class, "value")
                .addStatement("return new $T(SIGNATURE.with(expr(), name, value))", name)
                .build();
    }
}
