package keras4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands of Java processes that tests start, with the class path of this JVM. */
public final class ChildJvm {
    private ChildJvm() {}

    public static List<String> command(Class<?> main, Object... arguments) {
        return command(List.of(), main, arguments);
    }

    /** Returns a command of a process that ends before the second compiler would pay. */
    public static List<String> command(List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-XX:-UsePerfData");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return command;
    }

    /** Returns a command that runs another one after some shell commands, such as {@code ulimit}. */
    public static List<String> after(String shell, List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", shell + "; exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }
}
