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
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One Java type in which an argument can be given.
 *
 * @param type the parameter's type
 * @param expr turns the parameter, called {@code $N}, into an expression
 * @param open whether the value may still be open
 */
record Form(TypeName type, CodeBlock expr, boolean open) {
    private static final ClassName STRING = ClassName.get(String.class);
    private static final TypeName DIMENSION = ClassName.get(Integer.class)
            .annotated(AnnotationSpec.builder(Nullable.class).build());

    boolean varargs() {
        return type instanceof ArrayTypeName;
    }

    /** All forms of an argument, no two of which Java takes for the same. */
    static List<Form> of(Entry entry, Argument argument, Choices choices) {
        List<Form> forms = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (String type : argument.types()) {
            for (Form form : forms(entry, argument, type, choices)) {
                if (seen.add(form.open ? "open" : form.type)) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }

    /** The forms of the first accepted type: what a factory offers. */
    static List<Form> firstOf(Entry entry, Argument argument, Choices choices) {
        return forms(entry, argument, argument.types().get(0), choices);
    }

    private static List<Form> forms(Entry entry, Argument argument, String type, Choices choices) {
        String name = Words.camel(argument.name());
        if (type.endsWith("{}")) {
            return List.of(map(name, type.substring(0, type.length() - 2)));
        }
        return switch (type) {
            case "bool" -> scalar(name, TypeName.BOOLEAN);
            case "int" -> scalar(name, TypeName.INT);
            case "double" -> scalar(name, TypeName.DOUBLE);
            case "string" -> scalar(name, STRING);
            case "int*" -> items(name, TypeName.INT, "$T.tuple($N)", Kernel.ITEMS);
            case "int**" -> items(name, ArrayTypeName.of(TypeName.INT), "$T.tuple($N)", Kernel.ITEMS);
            case "shape" -> items(name, DIMENSION, "$T.shape($N)", Kernel.ITEMS);
            case "double*" -> items(name, TypeName.DOUBLE, "$T.of($N)", Kernel.EXPR);
            case "layer*" -> items(name, Words.kind("layer"), "$T.of($N)", Kernel.EXPR);
            case "string*" -> List.of(whole(name, ParameterizedTypeName.get(ClassName.get(List.class), STRING)));
            case "choice" -> object(name, choices.className(entry, argument), false);
            case "callable" -> object(name, Kernel.CUSTOM_OBJECT, false);
            case "none", "object", "tensor" -> List.of();
            default -> object(name, Words.kind(type), true);
        };
    }

    private static List<Form> scalar(String name, TypeName type) {
        TypeName open = ParameterizedTypeName.get(Kernel.VALUE, type.box());
        return List.of(whole(name, type), new Form(open, CodeBlock.of("$N.expr()", name), true));
    }

    private static List<Form> items(String name, TypeName item, String code, ClassName maker) {
        return List.of(new Form(ArrayTypeName.of(item), CodeBlock.of(code, maker, name), false));
    }

    private static Form map(String name, String item) {
        TypeName value =
                switch (item) {
                    case "double" -> TypeName.DOUBLE.box();
                    case "string" -> STRING;
                    case "any" -> WildcardTypeName.subtypeOf(Object.class);
                    default -> WildcardTypeName.subtypeOf(Words.kind(item));
                };
        return whole(name, ParameterizedTypeName.get(ClassName.get(Map.class), STRING, value));
    }

    private static Form whole(String name, TypeName type) {
        return new Form(type, CodeBlock.of("$T.of($N)", Kernel.EXPR, name), false);
    }

    private static List<Form> object(String name, ClassName type, boolean extended) {
        TypeName bound = extended ? WildcardTypeName.subtypeOf(type) : type;
        CodeBlock expr = CodeBlock.of("$N.expr()", name);
        return List.of(
                new Form(type, expr, false), new Form(ParameterizedTypeName.get(Kernel.VALUE, bound), expr, true));
    }
}
