package keras4j.expr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import keras4j.text.PlainText;
import keras4j.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A Keras object of one's own: Python source that defines a class or a function at its top level, and the arguments that
 * it is made with. It stands where Keras' own layers, losses, metrics, activations and optimizers do.
 *
 * <p>Two are equal when name, source and arguments are. The source travels with every spec and every fitted model that
 * uses it, and defines what is needed whenever the model is restored.
 *
 * @see <a href="https://keras.io/guides/serialization_and_saving/#custom-objects">Custom objects in Keras</a>
 */
public final class CustomObject extends Cover {
    /** The sources that this program made itself, by SHA-256: they need nobody's consent. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private static final Pattern DEFINITION = Pattern.compile("(?m)^(class|def)[ \\t]+(\\w+)");
    private static final Set<String> TAKEN = Set.of("keras", "model", "build", "fit");

    private CustomObject(Call call) {
        super(call);
    }

    /**
     * The class or function of a name that Python source defines.
     *
     * @throws IllegalArgumentException the source defines no such name at its top level
     */
    public static CustomObject of(String name, String source) {
        CustomObject object = new CustomObject(checked(source, Call.of(name)));
        OWN.add(object.sha256());
        return object;
    }

    /** The class or function of a name that a Python file defines, which is read now. */
    public static CustomObject of(String name, Path file) {
        try {
            return of(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("CustomObject " + name + ": " + file + " must be readable: " + e, e);
        }
    }

    /** What came with a file: the same as {@link #of(String, String)}, but not this program's own. */
    public static CustomObject foreign(String name, String source) {
        return new CustomObject(checked(source, Call.of(name)));
    }

    /** A call of what a source defines. */
    static Call checked(String source, Call call) {
        String name = Names.check("CustomObject", "name", call.symbol());
        if (TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                    "CustomObject: name must be none of build, fit, keras and model, got " + name);
        }
        String text = source.replace("\r\n", "\n").stripTrailing() + "\n";
        List<String> defined =
                DEFINITION.matcher(text).results().map(found -> found.group(2)).toList();
        if (!defined.contains(name)) {
            throw new IllegalArgumentException("CustomObject " + name + ": source must define " + name
                    + " at its top level, got " + (defined.isEmpty() ? "nothing" : String.join(", ", defined)));
        }
        if (!PlainText.isPython(text)) {
            throw new IllegalArgumentException(
                    "CustomObject " + name
                            + ": source must be plain text, got characters that move a cursor or turn text; write them as escapes");
        }
        return new Call(name, call.arguments(), text);
    }

    /** Whether a custom call makes an object of a class; otherwise it is a function, which takes no arguments. */
    public static boolean isClass(Call call) {
        return DEFINITION
                .matcher(Objects.requireNonNull(call.source()))
                .results()
                .anyMatch(found ->
                        found.group(2).equals(call.symbol()) && found.group(1).equals("class"));
    }

    /**
     * This object with an argument set: null, a boolean, a number, text, a list or a typed value.
     *
     * @throws IllegalArgumentException this is a function
     */
    public CustomObject with(String name, @Nullable Object value) {
        if (!isClass(expr())) {
            throw new IllegalArgumentException(
                    "CustomObject " + name() + ": argument must be one of a class, got " + name + " for a function");
        }
        return new CustomObject(expr().with(name, Expr.of(value)));
    }

    /** The name of the class or function. */
    public String name() {
        return expr().symbol();
    }

    /** The Python source, which ends in a line break. */
    public String source() {
        return Objects.requireNonNull(expr().source());
    }

    /** The SHA-256 of the source in hexadecimal. */
    public String sha256() {
        return Sha256.of(source().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this program made an object of the same source itself, rather than reading it from a spec or an archive. */
    public boolean own() {
        return OWN.contains(sha256());
    }

    /**
     * The custom objects in expressions, without their arguments, each once.
     *
     * @throws IllegalArgumentException two of one name have different sources
     */
    public static List<CustomObject> in(String subject, Collection<? extends Expr> expressions) {
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
                    + List.of(before, object).stream()
                            .map(each ->
                                    each.name() + " (SHA-256 " + each.sha256().substring(0, 12) + ")")
                            .collect(Collectors.joining(" and ")));
        }
    }
}
