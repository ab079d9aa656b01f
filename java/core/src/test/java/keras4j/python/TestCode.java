package keras4j.python;

import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import jep.python.PyCallable;
import jep.python.PyObject;

/** Runs Python files of the tests on a lane of the Python in this JVM. */
public final class TestCode {
    private TestCode() {}

    /**
     * Runs a file that lies beside this class.
     *
     * @return what it left in its variable {@code result}
     */
    public static Object run(Python python, Python.Work work, String file) {
        AtomicReference<Object> result = new AtomicReference<>();
        Task task = new Task() {
            @Override
            void perform(Lane lane) {
                result.set(module(lane, path(file)));
            }
        };
        ((EmbeddedPython) python).run(work, task, file, Deadline.NONE);
        task.rethrow();
        return Objects.requireNonNull(result.get(), file + " must set result");
    }

    private static Object module(Lane lane, String path) {
        Map<?, ?> globals = bridge(lane).getAttr("__globals__", Map.class);
        Map<?, ?> builtins = (Map<?, ?>) Objects.requireNonNull(globals.get("__builtins__"));
        PyCallable importer = (PyCallable) Objects.requireNonNull(builtins.get("__import__"));
        PyObject runpy = (PyObject) importer.call("runpy");
        PyObject names = runpy.getAttr("run_path", PyCallable.class).callAs(PyObject.class, path);
        return names.getAttr("get", PyCallable.class).call("result");
    }

    /** The interpreter itself is out of reach, but a function leads to everything. */
    private static PyCallable bridge(Lane lane) {
        try {
            Field call = Bridge.class.getDeclaredField("call");
            call.setAccessible(true);
            return (PyCallable) call.get(lane.bridge());
        } catch (ReflectiveOperationException gone) {
            throw new LinkageError(gone.toString(), gone);
        }
    }

    private static String path(String file) {
        URL url = Objects.requireNonNull(TestCode.class.getResource(file), file);
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
