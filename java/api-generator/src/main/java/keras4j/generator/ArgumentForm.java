package keras4j.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.generator.CatalogueFile.Argument;
import keras4j.generator.CatalogueFile.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Java type in which an argument can be given.
 *
 * @param type the parameter's type
 * @param expr the parameter, or the expression that is made of it
 * @param open true for a hyperparameter, whose value is chosen later
 * @param accepts the accepted values, in words
 */
record ArgumentForm(TypeName type, CodeBlock expr, boolean open, String accepts) {
    private static final String HYPERPARAMETER = "a hyperparameter, whose value is chosen later";
    private static final ClassName STRING = ClassName.get(String.class);
    private static final TypeName DIMENSION = ClassName.get(Integer.class)
            .annotated(AnnotationSpec.builder(Nullable.class).build());

    boolean varargs() {
        return type instanceof ArrayTypeName;
    }

    /** Returns all forms of an argument, without those that Java cannot tell apart. */
    static List<ArgumentForm> of(Entry entry, Argument argument, ChoiceArguments choices) {
        List<ArgumentForm> forms = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (String type : argument.types()) {
            for (ArgumentForm form : forms(entry, argument, type, choices)) {
                if (seen.add(form.open ? "open" : form.type)) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }

    /** Returns the forms of the first accepted type, which a factory offers. */
    static List<ArgumentForm> firstOf(Entry entry, Argument argument, ChoiceArguments choices) {
        return forms(entry, argument, argument.types().get(0), choices);
    }

    private static List<ArgumentForm> forms(Entry entry, Argument argument, String type, ChoiceArguments choices) {
        String name = JavaNames.camel(argument.name());
        String accepts = JavaNames.accepts(argument, type);
        if (type.endsWith("{}")) {
            return List.of(map(name, type.substring(0, type.length() - 2), accepts));
        }
        return switch (type) {
            case "bool" -> scalar(name, accepts, TypeName.BOOLEAN);
            case "int" -> scalar(name, accepts, TypeName.INT);
            case "double" -> scalar(name, accepts, TypeName.DOUBLE);
            case "string" -> scalar(name, accepts, STRING);
            case "int*" -> tuple(entry, argument, accepts, TypeName.INT, "tuple");
            case "int**" -> tuple(entry, argument, accepts, ArrayTypeName.of(TypeName.INT), "tuple");
            case "shape" -> tuple(entry, argument, accepts, DIMENSION, "shape");
            case "double*" -> List.of(whole(name, accepts, ArrayTypeName.of(TypeName.DOUBLE)));
            case "layer*" -> List.of(whole(name, accepts, ArrayTypeName.of(JavaNames.kind("layer"))));
            case "string*" ->
                List.of(whole(name, accepts, ParameterizedTypeName.get(ClassName.get(List.class), STRING)));
            case "choice" -> object(name, accepts, choices.className(entry, argument), false);
            case "callable" -> object(name, accepts, KernelTypes.CUSTOM_OBJECT, false);
            case "none", "object", "tensor" -> List.of();
            default -> object(name, accepts, JavaNames.kind(type), true);
        };
    }

    private static List<ArgumentForm> scalar(String name, String accepts, TypeName type) {
        TypeName open = ParameterizedTypeName.get(KernelTypes.VALUE, type.box());
        return List.of(
                whole(name, accepts, type), new ArgumentForm(open, CodeBlock.of("$N", name), true, HYPERPARAMETER));
    }

    private static List<ArgumentForm> tuple(
            Entry entry, Argument argument, String accepts, TypeName item, String maker) {
        CodeBlock expr = CodeBlock.of(
                "$T.$L($T.notNull($S, $S, $N))",
                KernelTypes.LIST_EXPR,
                maker,
                KernelTypes.PRECONDITIONS,
                entry.name(),
                argument.name(),
                JavaNames.camel(argument.name()));
        return List.of(new ArgumentForm(ArrayTypeName.of(item), expr, false, accepts));
    }

    private static ArgumentForm map(String name, String item, String accepts) {
        TypeName value =
                switch (item) {
                    case "double" -> TypeName.DOUBLE.box();
                    case "string" -> STRING;
                    case "any" -> WildcardTypeName.subtypeOf(Object.class);
                    default -> WildcardTypeName.subtypeOf(JavaNames.kind(item));
                };
        return whole(name, accepts, ParameterizedTypeName.get(ClassName.get(Map.class), STRING, value));
    }

    private static ArgumentForm whole(String name, String accepts, TypeName type) {
        return new ArgumentForm(type, CodeBlock.of("$N", name), false, accepts);
    }

    private static List<ArgumentForm> object(String name, String accepts, ClassName type, boolean extended) {
        TypeName bound = extended ? WildcardTypeName.subtypeOf(type) : type;
        CodeBlock expr = CodeBlock.of("$N", name);
        return List.of(
                new ArgumentForm(type, expr, false, accepts),
                new ArgumentForm(ParameterizedTypeName.get(KernelTypes.VALUE, bound), expr, true, HYPERPARAMETER));
    }
}
