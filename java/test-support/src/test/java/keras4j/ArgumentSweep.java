package keras4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls of all public constructors and methods of the exported packages with one bad argument each. Accepted are success
 * and refusals in the library's own words; a result must also have a text, a hash code and an equality.
 */
final class ArgumentSweep {
    private static final int MAX_MESSAGE = 2_000;
    /** Maximum characters before the colon: a word and a file, which is cut to 500 characters. */
    private static final int MAX_SUBJECT = 600;

    private static final long MAX_SECONDS = 20;

    private final GoodArguments good;
    private Predicate<Executable> slow = any -> false;
    private final List<String> faults = new ArrayList<>();
    private final List<String> unable = new ArrayList<>();
    private int calls;
    private int accepted;
    private int refused;

    ArgumentSweep(GoodArguments good) {
        this.good = good;
    }

    /** Returns the public types of the exported packages in a folder of classes. */
    static List<Class<?>> types(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .filter(name -> !name.startsWith("keras4j.internal."))
                    .sorted()
                    .<Class<?>>map(name -> type(name.substring(0, name.length() - ".class".length())))
                    .filter(ArgumentSweep::isPublic)
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /** Calls nothing but null for some methods, whose accepted arguments take long. */
    void nullOnly(Predicate<Executable> slow) {
        this.slow = slow;
    }

    void sweep(Class<?> type, Predicate<Executable> chosen) {
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic())
                .filter(each -> !(each instanceof Constructor && Modifier.isAbstract(type.getModifiers())))
                .filter(each -> each.getParameterCount() > 0)
                .filter(each -> !(type.isEnum() && each.getName().equals("valueOf")))
                .filter(chosen)
                .sorted(java.util.Comparator.comparing(Executable::toString))
                .forEach(this::sweep);
    }

    private void sweep(Executable called) {
        called.setAccessible(true);
        @Nullable Object[] goods;
        try {
            goods = good.arguments(called);
            Object on = on(called);
            if (on != null
                    && on.getClass().getName().startsWith("keras4j.CoreArguments")
                    && Modifier.isAbstract(called.getModifiers())) {
                return;
            }
        } catch (IllegalStateException e) {
            unable.add(name(called) + " " + cut(e.getMessage()));
            return;
        }
        try {
            if (!slow.test(called)) {
                invoke(called, on(called), goods);
            }
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            unable.add(name(called) + " " + cause.getClass().getSimpleName() + " " + cut(cause.getMessage()));
        }
        Parameter[] parameters = called.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            for (Object bad : BadArguments.of(parameters[i].getParameterizedType(), goods[i])) {
                if (bad != null && slow.test(called)) {
                    continue;
                }
                @Nullable Object[] arguments = good.arguments(called);
                arguments[i] = bad;
                call(called, i, on(called), arguments);
            }
        }
    }

    private @Nullable Object on(Executable called) {
        return called instanceof Constructor || Modifier.isStatic(called.getModifiers()) ? null : good.receiver(called);
    }

    private static @Nullable Object invoke(Executable called, @Nullable Object on, @Nullable Object[] arguments)
            throws InvocationTargetException {
        try {
            return called instanceof Method method
                    ? method.invoke(on, arguments)
                    : ((Constructor<?>) called).newInstance(arguments);
        } catch (IllegalAccessException | InstantiationException | IllegalArgumentException e) {
            throw new LinkageError(called + " on " + on + " of " + Arrays.toString(arguments), e);
        }
    }

    private void call(Executable called, int at, @Nullable Object on, @Nullable Object[] arguments) {
        calls++;
        Parameter parameter = called.getParameters()[at];
        String what = name(called) + "|" + at + "|" + parameter.getName() + "|" + show(arguments[at]);
        FutureTask<@Nullable Throwable> task = new FutureTask<>(() -> outcome(called, on, arguments));
        Thread thread = new Thread(task, what);
        thread.setDaemon(true);
        thread.start();
        try {
            Throwable thrown = task.get(MAX_SECONDS, TimeUnit.SECONDS);
            if (thrown == null && arguments[at] == null && isRequired(called, parameter)) {
                faults.add(what + "|accepted|null, though it is not nullable");
            } else if (thrown == null) {
                accepted++;
            } else if (isOurs(thrown) || isDeclared(called, thrown)) {
                refused++;
            } else {
                faults.add(what + "|" + fault(thrown));
            }
        } catch (TimeoutException e) {
            LinkageError late = new LinkageError("took more than " + MAX_SECONDS + " s");
            late.setStackTrace(thread.getStackTrace());
            faults.add(what + "|" + fault(late));
            thread.interrupt();
        } catch (InterruptedException | ExecutionException e) {
            throw new LinkageError(what, e);
        }
    }

    /** Returns true if a parameter is not marked as nullable. */
    private static boolean isRequired(Executable called, Parameter parameter) {
        return !called.getName().equals("equals")
                && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !isNullableComponent(called, parameter);
    }

    /** Compact constructors of records have the annotations of their components. */
    private static boolean isNullableComponent(Executable called, Parameter parameter) {
        return called instanceof Constructor
                && called.getDeclaringClass().isRecord()
                && Arrays.stream(called.getDeclaringClass().getRecordComponents())
                        .anyMatch(each -> each.getName().equals(parameter.getName())
                                && each.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private static @Nullable Throwable outcome(Executable called, @Nullable Object on, @Nullable Object[] arguments) {
        try {
            inspect(invoke(called, on, arguments));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    /** Reads a result as a user would: its text, its hash code, and what it tells without arguments. */
    private static void inspect(@Nullable Object made) throws InvocationTargetException {
        if (made == null || !made.getClass().getName().startsWith("keras4j.")) {
            return;
        }
        try {
            List<Object> read = List.of(made.toString(), made.hashCode(), made.equals(new Object()));
            if (read.contains(true)) {
                throw new IllegalStateException("equal to any object");
            }
        } catch (RuntimeException | Error e) {
            throw new InvocationTargetException(new LinkageError("in toString, hashCode or equals: " + e, e));
        }
        for (Method method : made.getClass().getMethods()) {
            boolean tells = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class
                    && method.getDeclaringClass().getName().startsWith("keras4j.")
                    && isPublic(method.getDeclaringClass());
            if (tells) {
                tell(made, method);
            }
        }
    }

    private static void tell(Object made, Method method) throws InvocationTargetException {
        try {
            Object told = invoke(method, made, new Object[0]);
            if (told != null && told.toString() == null) {
                throw new IllegalStateException("no text");
            }
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (!isOurs(cause) && !(cause instanceof UnsupportedOperationException)) {
                throw new InvocationTargetException(new LinkageError("in " + method.getName() + "(): " + cause, cause));
            }
        } catch (RuntimeException | Error e) {
            throw new InvocationTargetException(new LinkageError("in text of " + method.getName() + "(): " + e, e));
        }
    }

    /** Returns true for a refusal in the library's own words: our type of exception, thrown by us, of a sane length. */
    private static boolean isOurs(Throwable e) {
        boolean type = e.getClass() == IllegalArgumentException.class
                || e.getClass() == IllegalStateException.class
                || e.getClass() == NullPointerException.class
                || e.getClass() == IndexOutOfBoundsException.class
                || e.getClass() == UncheckedIOException.class
                || e.getClass().getName().startsWith("keras4j.");
        String message = e.getMessage();
        return type
                && message != null
                && message.length() <= MAX_MESSAGE
                && message.matches("(?s)[^:\\n]{1," + MAX_SUBJECT + "}: .+")
                && !message.startsWith("Cannot ")
                && byUs(e);
    }

    /** Returns true for an error of input or output that a method declares. */
    private static boolean isDeclared(Executable called, Throwable thrown) {
        return thrown instanceof IOException
                && List.of(called.getExceptionTypes()).contains(IOException.class);
    }

    private static boolean byUs(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.equals("java.util.Objects"))
                .findFirst()
                .map(name -> name.startsWith("keras4j."))
                .orElse(false);
    }

    private static String fault(Throwable e) {
        String at = Arrays.stream(
                        (e.getCause() != null && e instanceof LinkageError ? e.getCause() : e).getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("keras4j."))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        return e.getClass().getSimpleName() + "|" + cut(e.getMessage()) + at;
    }

    private static String name(Executable called) {
        String types = String.join(
                ",",
                Arrays.stream(called.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
        return called.getDeclaringClass().getName() + "." + called.getName().replaceAll(".*[.$]", "") + "(" + types
                + ")";
    }

    private static String show(@Nullable Object value) {
        String text = value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        return cut(text);
    }

    private static String cut(@Nullable String text) {
        String line = String.valueOf(text).replace('\n', ' ');
        return line.length() > 160 ? line.substring(0, 160) + "… (" + line.length() + ")" : line;
    }

    List<String> faults() {
        return faults;
    }

    /** Returns the calls whose good arguments were not accepted, which test nothing. */
    List<String> unable() {
        return unable;
    }

    int calls() {
        return calls;
    }

    @Override
    public String toString() {
        return calls + " calls with a bad argument: " + refused + " refused, " + accepted + " accepted, "
                + faults.size() + " faults";
    }
}
