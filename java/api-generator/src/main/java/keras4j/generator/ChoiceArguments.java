package keras4j.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import keras4j.generator.CatalogueFile.Argument;
import keras4j.generator.CatalogueFile.Entry;

/**
 * Enums for the arguments that accept one of several names; each package has one enum per set of names.
 *
 * <p>The set that most classes accept is named after the argument, as in {@code Padding}. Any other set is prefixed
 * with the name of its class, as in {@code Conv1DPadding}.
 */
final class ChoiceArguments {
    private final Map<String, List<String>> usual = new HashMap<>();
    private final Map<String, TypeSpec> types = new LinkedHashMap<>();

    ChoiceArguments(List<Entry> entries) {
        choosing(entries)
                .collect(Collectors.groupingBy(Argument::name))
                .forEach((name, arguments) -> usual.put(name, usual(arguments)));
        for (Entry entry : entries) {
            choosing(List.of(entry)).forEach(argument -> {
                ClassName name = className(entry, argument);
                types.computeIfAbsent(name.simpleName(), any -> type(name, argument));
            });
        }
    }

    private static Stream<Argument> choosing(List<Entry> entries) {
        return entries.stream().flatMap(entry -> entry.arguments().stream()).filter(argument -> argument.types()
                .contains("choice"));
    }

    /** Returns the set that most classes accept; empty on a tie. */
    private static List<String> usual(List<Argument> arguments) {
        Map<List<String>, Long> counts =
                arguments.stream().collect(Collectors.groupingBy(Argument::choices, Collectors.counting()));
        long most = counts.values().stream().max(Long::compare).orElse(0L);
        List<List<String>> first = counts.entrySet().stream()
                .filter(count -> count.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        return first.size() == 1 ? first.get(0) : List.of();
    }

    ClassName className(Entry entry, Argument argument) {
        String name = JavaNames.capital(JavaNames.camel(argument.name()));
        boolean shared = argument.choices().equals(usual.get(argument.name()));
        return ClassName.get(JavaNames.packageOf(entry.kind()), shared ? name : entry.name() + name);
    }

    Collection<TypeSpec> types() {
        return types.values();
    }

    private static TypeSpec type(ClassName name, Argument argument) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addJavadoc("Values that Keras accepts as {@code $L}.\n", argument.name())
                .addModifiers(Modifier.PUBLIC)
                .addSuperinterface(KernelTypes.TO_EXPR)
                .addField(String.class, "word", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(String.class, "word")
                        .addStatement("this.word = word")
                        .build())
                .addMethod(MethodSpec.methodBuilder("expr")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(KernelTypes.LITERAL)
                        .addStatement("return new $T(word)", KernelTypes.LITERAL)
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
