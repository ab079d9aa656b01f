package keras4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import keras4j.data.Tensor;

/**
 * Measurement of one contender in one mode, by a process of its own.
 *
 * @param values the figures by their keys
 * @param others the share of the machine that other processes took meanwhile
 */
record ContenderProcess(Map<String, Double> values, double others) {
    private static final Path DIRECTORY = Path.of("python").toAbsolutePath();

    /** Greatest mean loss of an epoch that counts as training: a network that has learned nothing has 2.3. */
    private static final double LEARNED = 1.5;

    boolean isDisturbed() {
        return others > MachineShare.LIMIT;
    }

    /** Lets a contender write the model in its own format. */
    static void export(Competitor competitor, ContenderFiles files) throws IOException {
        try (BenchmarkProcess child = start(competitor, "export", files, 0)) {
            child.hear();
        }
    }

    static ContenderProcess measure(Competitor competitor, ContenderMode mode, ContenderFiles files, double seconds)
            throws IOException {
        MachineShare before = MachineShare.now();
        ObjectNode reply;
        long start = System.nanoTime();
        try (BenchmarkProcess child = start(competitor, mode.id(), files, seconds)) {
            reply = (ObjectNode) child.hear();
            double elapsed = JavaSide.seconds(start);
            if (mode.isStart()) {
                reply.put("seconds", elapsed).set("peak_mb", child.hear().required("peak_mb"));
            }
            if (mode == ContenderMode.NEIGHBOUR) {
                reply = besideBusyThread(child, reply.required("one_row_us").asDouble());
            }
        }
        double others = MachineShare.now().ofOthersSince(before);
        requireSameWork(competitor.name(), mode, reply, files);
        return new ContenderProcess(values(mode, reply), others);
    }

    private static Map<String, Double> values(ContenderMode mode, ObjectNode reply) {
        return mode.figures().stream()
                .map(ContenderMode.Figure::key)
                .collect(Collectors.toMap(
                        Function.identity(), key -> reply.required(key).asDouble()));
    }

    private static BenchmarkProcess start(Competitor competitor, String mode, ContenderFiles files, double seconds)
            throws IOException {
        List<String> command = new ArrayList<>(competitor.command());
        command.addAll(List.of(mode, files.folder().toString(), Double.toString(seconds)));
        return new BenchmarkProcess(command, DIRECTORY, competitor.environment());
    }

    /** The busy thread is one of this process, so that it is the same for every contender. */
    private static ObjectNode besideBusyThread(BenchmarkProcess child, double alone) throws IOException {
        BusyThread neighbour = BusyThread.begin();
        try (neighbour) {
            ObjectNode reply = (ObjectNode) child.ask("go");
            return reply.put("slowdown", reply.path("one_row_us").asDouble() / alone);
        }
    }

    private static void requireSameWork(String name, ContenderMode mode, JsonNode reply, ContenderFiles files)
            throws IOException {
        switch (mode) {
            case COLD -> requireLearned(name, reply.required("loss").asDouble());
            case SERVE -> requireRight(name, difference(reply.required("answer"), files.expected()));
            default -> {
                requireRight(name, reply.required("difference").asDouble());
                requireRight(name, reply.path("crowd_difference").asDouble());
            }
        }
    }

    static void requireLearned(String name, double loss) {
        if (!(loss < LEARNED)) {
            throw new IllegalStateException("Contenders: " + name + ": the loss of the first epoch must be less than "
                    + LEARNED + ", got " + loss);
        }
    }

    static void requireRight(String name, double difference) {
        if (!(difference <= ContenderFiles.TOLERANCE)) {
            throw new IllegalStateException("Contenders: " + name + ": the answers must be those of Keras within "
                    + ContenderFiles.TOLERANCE + ", got a difference of " + difference);
        }
    }

    private static double difference(JsonNode answer, Tensor expected) {
        double difference = answer.size() == Rows.CLASSES ? 0 : 1;
        for (int at = 0; at < answer.size(); at++) {
            difference =
                    ContenderCalls.worse(difference, Math.abs(answer.path(at).asDouble() - expected.row(0)[at]));
        }
        return difference;
    }
}
