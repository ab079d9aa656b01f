package keras4j.internal.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.text.Quoted;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** Check that the callbacks of a fit will be able to write their files. */
public final class CallbackFolders {
    /** Arguments that name a file; the callbacks differ in whether Keras creates its folder. */
    private static final Set<String> FILES = Set.of("filepath", "filename");
    /** Arguments that name a folder, which Keras creates. */
    private static final Set<String> FOLDERS = Set.of("backup_dir", "log_dir", "directory");

    private CallbackFolders() {}

    static void check(String spec, Map<String, Expr> settings) {
        if (settings.get("fit_callbacks") instanceof ListExpr callbacks) {
            callbacks.items().forEach(callback -> check(spec, (Call) callback));
        }
    }

    /**
     * Checks that a file does not exist yet and can be written.
     *
     * @param what the subject of the message
     */
    static void requireNew(String what, Path file) {
        check(what, file.toString(), true, false);
        if (Files.exists(file)) {
            throw new IllegalArgumentException(what + " must not exist yet, got " + Quoted.file(file)
                    + "; fit without it, then replace(file) overwrites it");
        }
    }

    /** Returns the spec without the callbacks that write files. */
    public static Spec without(Spec spec) {
        if (!(spec.settings().get("fit_callbacks") instanceof ListExpr callbacks)) {
            return spec;
        }
        List<Expr> left = callbacks.items().stream()
                .filter(each -> !(each instanceof Call call)
                        || call.arguments().keySet().stream()
                                .noneMatch(name -> FILES.contains(name) || FOLDERS.contains(name)))
                .toList();
        return left.size() == callbacks.items().size() ? spec : spec.with("fit_callbacks", left);
    }

    private static void check(String spec, Call callback) {
        callback.arguments().forEach((name, value) -> {
            String text = text(value);
            if (text != null && (FILES.contains(name) || FOLDERS.contains(name)) && !text.contains("://")) {
                boolean makes = !callback.name().equals("CSVLogger");
                check(spec + ": " + name + " of " + callback.name(), text, FILES.contains(name), makes);
            }
        });
    }

    private static @Nullable String text(Expr value) {
        return value instanceof Literal literal && literal.value() instanceof String text ? text : null;
    }

    private static void check(String what, String text, boolean file, boolean makes) {
        Path path = path(what, text);
        Path folder = file ? path.getParent() : path;
        String where = file ? " must be in a folder that " : " must be a folder that ";
        if (file && Files.isDirectory(path)) {
            throw new IllegalArgumentException(what + " must be a file, got the folder " + Quoted.file(text));
        }
        if (file && Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException(what + " must be a file, got a device, a pipe or a socket, " + text);
        }
        if (folder == null || !writable(folder, makes)) {
            throw new IllegalArgumentException(what + where
                    + (makes ? "can be written to" : "exists and can be written to") + ", got " + Quoted.cut(text));
        }
    }

    private static Path path(String what, String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException(what + " must be a path, got " + Quoted.cut(text), invalid);
        }
    }

    private static boolean writable(Path folder, boolean makes) {
        Path nearest = folder;
        while (makes && nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.isDirectory(nearest) && Files.isWritable(nearest);
    }
}
