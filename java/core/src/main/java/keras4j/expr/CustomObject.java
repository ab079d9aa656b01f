package keras4j.expr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.files.RegularFile;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;
import keras4j.internal.text.Quoted;
import keras4j.internal.text.Sha256Sum;
import org.jspecify.annotations.Nullable;

/**
 * User-defined Keras object: Python source that defines a class or a function at its top level, and the arguments of
 * the class. It can replace Keras' own layers, losses, metrics, activations and optimizers.
 *
 * <p>Two are equal if their names, sources and arguments are. The source is part of every spec and every fitted model
 * that uses it. It is run again whenever the model is restored.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/#custom-objects">Custom objects in Keras</a>
 */
public final class CustomObject extends KerasObject {
    /** SHA-256 sums of the sources that this program defined itself, which need no consent. */
    private static final Set<String> OWN_SOURCES = ConcurrentHashMap.newKeySet();

    private static final Pattern DEFINITION = Pattern.compile("(?m)^(class|def)[ \\t]+(\\w+)");
    private static final Set<String> RESERVED_NAMES = Set.of("keras", "model", "build", "fit");

    private static final int MAX_SOURCE_BYTES = 1 << 20;

    private CustomObject(Call call) {
        super(call);
    }

    /**
     * {@return the class or function that Python source defines under a name}
     *
     * @param name the name
     * @param source the Python source
     * @throws IllegalArgumentException if the source defines no such name at its top level
     */
    public static CustomObject of(String name, String source) {
        Preconditions.notNull("CustomObject", "name", name);
        Preconditions.notNull("CustomObject", "source", source);
        CustomObject object = new CustomObject(checked(source, Call.of(name)));
        OWN_SOURCES.add(object.sha256());
        return object;
    }

    /**
     * {@return the class or function that a Python file defines under a name; the file is read at once}
     *
     * @param name the name
     * @param file the file, in UTF-8, at most 1 MiB
     * @throws IllegalArgumentException if the file is no regular file
     * @throws UncheckedIOException if the file is larger or can't be read
     */
    public static CustomObject of(String name, Path file) {
        Preconditions.notNull("CustomObject", "name", name);
        Preconditions.notNull("CustomObject", "file", file);
        PythonNames.check("CustomObject", "name", name);
        try {
            return of(name, RegularFile.text(file, MAX_SOURCE_BYTES));
        } catch (NotRegularFileException other) {
            throw new IllegalArgumentException("CustomObject " + name + ": file " + other.requirement());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "CustomObject " + name + ": " + Quoted.file(file) + " must be readable: " + Quoted.file(e), e);
        }
    }

    /**
     * Returns a custom object that was read from a spec or an archive, as {@link #of(String, String)} does, but not
     * marked as this program's own.
     *
     * @param name the name
     * @param source the Python source
     * @return the custom object
     */
    public static CustomObject foreign(String name, String source) {
        Preconditions.notNull("CustomObject", "name", name);
        Preconditions.notNull("CustomObject", "source", source);
        return new CustomObject(checked(source, Call.of(name)));
    }

    /** Returns a call of a class or function that a source defines. */
    static Call checked(String source, Call call) {
        String name = PythonNames.check("CustomObject", "name", call.symbol());
        if (RESERVED_NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "CustomObject: name must be none of build, fit, keras and model, got " + Quoted.cut(name));
        }
        String text = source.replace("\r\n", "\n").stripTrailing() + "\n";
        List<String> defined =
                DEFINITION.matcher(text).results().map(found -> found.group(2)).toList();
        if (!defined.contains(name)) {
            throw new IllegalArgumentException(
                    "CustomObject " + name + ": source must define " + name + " at its top level, got "
                            + Quoted.cut(defined.isEmpty() ? "nothing" : String.join(", ", defined)));
        }
        if (!PlainText.isPython(text)) {
            throw new IllegalArgumentException("CustomObject " + name
                    + ": source must be plain text, got control or bidirectional characters; write them as escapes");
        }
        return new Call(name, call.arguments(), text);
    }

    /**
     * {@return true if a custom call makes an object of a class; false for a function, which takes no arguments}
     *
     * @param call the call of a custom object
     */
    public static boolean isClass(Call call) {
        Preconditions.notNull("CustomObject", "call", call);
        return DEFINITION
                .matcher(Objects.requireNonNull(call.source()))
                .results()
                .anyMatch(found ->
                        found.group(2).equals(call.symbol()) && found.group(1).equals("class"));
    }

    /**
     * {@return a copy with an argument set}
     *
     * @param name the argument's name
     * @param value null, a boolean, a number, a string, a list or a typed value
     * @throws IllegalArgumentException if this is a function
     */
    public CustomObject with(String name, @Nullable Object value) {
        if (!isClass(expr())) {
            throw new IllegalArgumentException("CustomObject " + name() + ": argument must be one of a class, got "
                    + Quoted.cut(name) + " for a function");
        }
        return new CustomObject(expr().with(name, Expr.of(value)));
    }

    /** {@return the name of the class or function} */
    public String name() {
        return expr().symbol();
    }

    /** {@return the Python source, which ends in a line break} */
    public String source() {
        return Objects.requireNonNull(expr().source());
    }

    /** {@return the SHA-256 of the source in hexadecimal} */
    public String sha256() {
        return Sha256Sum.of(source().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return true if this program defined the same source itself, rather than reading it from a spec or an archive}
     */
    public boolean own() {
        return OWN_SOURCES.contains(sha256());
    }

    /**
     * {@return the custom objects in expressions, without their arguments, each once}
     *
     * @param subject the subject of error messages
     * @param expressions the expressions
     * @throws IllegalArgumentException if two of one name have different sources
     */
    public static List<CustomObject> in(String subject, Collection<? extends Expr> expressions) {
        Preconditions.notNull("CustomObject", "subject", subject);
        Preconditions.items("CustomObject", "expressions", expressions);
        Map<String, CustomObject> found = new LinkedHashMap<>();
        expressions.forEach(expression -> expression.rewrite(part -> {
            if (part instanceof Call call && call.source() != null) {
                add(subject, found, new CustomObject(new Call(call.symbol(), Map.of(), call.source())));
            }
            return part;
        }));
        return new ArrayList<>(found.values());
    }

    private static void add(String subject, Map<String, CustomObject> found, CustomObject object) {
        CustomObject before = found.putIfAbsent(object.name(), object);
        if (before != null && !before.equals(object)) {
            throw new IllegalArgumentException(subject + ": custom objects of one name must have one source, got "
                    + Quoted.cut(List.of(before, object).stream()
                            .map(each ->
                                    each.name() + " (SHA-256 " + each.sha256().substring(0, 12) + ")")
                            .collect(Collectors.joining(" and "))));
        }
    }
}
