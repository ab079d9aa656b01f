package keras4j.generator;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.generator.Facts.Argument;
import keras4j.generator.Facts.Entry;

/**
 * One Java type in which an argument can be given.
 *
 * @param type the parameter's type
 * @param expr turns the parameter, called {@code $N}, into an expression
 * @param open whether the value may still be open
 */
record Form(TypeName type, CodeBlock expr, boolean open) {

    boolean varargs() {
        return type instanceof ArrayTypeName;
    }

    /** All forms of an argument, no two of which Java takes for the same. */
    static List<Form> of(Entry entry, Argument argument) {
        List<Form> forms = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (String type : argument.types()) {
            for (Form form : forms(entry, argument, type)) {
                if (seen.add(form.open ? "open" : form.type)) {
                    forms.add(form);
                }
            }
        }
        return forms;
    }

    /** The forms of the first accepted type: what a factory offers. */
    static List<Form> firstOf(Entry entry, Argument argument) {
        return forms(entry, argument, argument.types().get(0));
    }

    private static List<Form> forms(Entry entry, Argument argument, String type) {
        String name = Words.camel(argument.name());
        return switch (type) {
            case "bool" -> scalar(name, TypeName.BOOLEAN);
            case "int" -> scalar(name, TypeName.INT);
            case "double" -> scalar(name, TypeName.DOUBLE);
            case "string" -> scalar(name, ClassName.get(String.class));
            case "int*" ->
                List.of(new Form(
                        ArrayTypeName.of(TypeName.INT), CodeBlock.of("$T.tuple($N)", Kernel.ITEMS, name), false));
            case "double*" ->
                List.of(new Form(
                        ArrayTypeName.of(TypeName.DOUBLE), CodeBlock.of("$T.of($N)", Kernel.EXPR, name), false));
            case "choice" ->
                argument.types().size() > 1 ? List.of() : object(name, Choices.className(entry, argument), false);
            default -> object(name, Words.kind(type), true);
        };
    }

    private static List<Form> scalar(String name, TypeName type) {
        TypeName open = ParameterizedTypeName.get(Kernel.VALUE, type.box());
        return List.of(
                new Form(type, CodeBlock.of("$T.of($N)", Kernel.EXPR, name), false),
                new Form(open, CodeBlock.of("$N.expr()", name), true));
    }

    private static List<Form> object(String name, ClassName type, boolean extended) {
        TypeName bound = extended ? WildcardTypeName.subtypeOf(type) : type;
        CodeBlock expr = CodeBlock.of("$N.expr()", name);
        return List.of(
                new Form(type, expr, false), new Form(ParameterizedTypeName.get(Kernel.VALUE, bound), expr, true));
    }
}
