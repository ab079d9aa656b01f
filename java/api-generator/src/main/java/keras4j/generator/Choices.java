package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;

/** Enums for the arguments that take one of a few names; the classes of a package share them. */
final class Choices {
    private Choices() {}

    static ClassName className(Entry entry, Argument argument) {
        return ClassName.get(Words.packageOf(entry.kind()), Words.capital(Words.camel(argument.name())));
    }

    static List<TypeSpec> of(Entry entry) {
        return entry.arguments().stream()
                .filter(argument -> argument.types().equals(List.of("choice")))
                .map(argument -> type(className(entry, argument), argument))
                .toList();
    }

    private static TypeSpec type(ClassName name, Argument argument) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addJavadoc("What Keras accepts as {@code $L}.\n", argument.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(Kernel.EXPRESSIBLE)
                .addField(String.class, "word", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "word")
                        .addStatement("this.word = word")
                        .build())
                .addMethod(MethodSpec.methodBuilder("expr")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(Kernel.LITERAL)
                        .addStatement("return new $T(word)", Kernel.LITERAL)
                        .build());
        for (String choice : argument.choices()) {
            type.addEnumConstant(
                    choice.toUpperCase(Locale.ROOT),
                    TypeSpec.anonymousClassBuilder("$S", choice)
                            .addJavadoc("{@code $L}\n", choice)
                            .build());
        }
        return type.build();
    }
}
