package keras4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps of a Dockerfile, executed in a root folder of this machine: there is no container engine where tests run. */
final class Dockerfile {
    private final Path context;
    private final Path root;
    private final Map<String, String> variables = new TreeMap<>(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
    private String user = "0";
    private String command = "";

    /**
     * Creates the executor.
     *
     * @param context the folder that files are copied from
     * @param root the root folder, which has the base image
     */
    Dockerfile(Path context, Path root) {
        this.context = context;
        this.root = root;
    }

    /** Executes all steps but the command; each must succeed. Returns what they printed. */
    String build(String text, Map<String, String> arguments) throws IOException, InterruptedException {
        StringBuilder output = new StringBuilder();
        for (String line : text.lines().toList()) {
            String[] step = line.split(" ", 2);
            switch (step[0]) {
                case "FROM" -> output.append(line).append('\n');
                case "COPY" -> copy(step[1].split(" "));
                case "ENV" -> variable(step[1].split("=", 2));
                case "USER" -> user = step[1];
                case "CMD" -> command = step[1];
                case "RUN" -> output.append(run(step[1], "0", arguments));
                default -> throw new AssertionError("no test knows " + line);
            }
        }
        return output.toString();
    }

    /** Runs the command of the image. */
    String start(Map<String, String> arguments) throws IOException, InterruptedException {
        return run(command, user, arguments);
    }

    private void variable(String[] assignment) {
        variables.put(assignment[0], assignment[1].replace("\"", ""));
    }

    private void copy(String[] places) throws IOException, InterruptedException {
        Path target = root.resolve(places[1].substring(1));
        Files.createDirectories(target.resolveSibling(""));
        List<String> command = List.of("cp", "-rL", context.resolve(places[0]).toString(), target.toString());
        ExampleProcess copied = ExampleProcess.run(command, context, Map.of());
        if (copied.status() != 0) {
            throw new AssertionError(copied.output());
        }
    }

    /** Runs a shell command in the root, with processes and mounts of its own. */
    private String run(String shell, String as, Map<String, String> arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--root=" + root));
        words.addAll(List.of("--mount-proc", "--wd=/", "--setgid=" + as, "--setuid=" + as));
        words.addAll(List.of("/usr/bin/env", "-i"));
        variables.forEach(
                (name, value) -> words.add(name + "=" + (value + " " + arguments.getOrDefault(name, "")).strip()));
        words.addAll(List.of("/bin/sh", "-c", shell));
        ExampleProcess ended = ExampleProcess.run(words, context, Map.of());
        if (ended.status() != 0) {
            throw new AssertionError(shell + ":\n" + ended.output());
        }
        return ended.output();
    }
}
