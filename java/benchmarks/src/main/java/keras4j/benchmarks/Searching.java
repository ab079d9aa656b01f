package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.session.ProgressListener;
import keras4j.tune.Candidate;
import keras4j.tune.SearchProgress;
import keras4j.tune.Tuned;

/** Java side of a search. */
final class Searching {
    private final Keras keras;

    Searching(Keras keras) {
        this.keras = keras;
    }

    /** Tunes, from the start of the workers to the scores. */
    void tune(String name, long seed, int workers) {
        TuningProblem problem = TuningProblem.of(name, seed);
        long start = System.nanoTime();
        Tuned tuned = keras.tune(problem.tuning().workers(workers), problem.frame());
        ObjectNode answer = JavaSide.empty().put("seconds", JavaSide.seconds(start));
        ArrayNode means = answer.putArray("means");
        tuned.candidates().forEach(candidate -> means.add(mean(tuned, candidate)));
        JavaSide.answer(answer);
    }

    private static double mean(Tuned tuned, Candidate candidate) {
        return candidate.outcomes().values().stream()
                .mapToDouble(outcome -> outcome.value(tuned.criteria().get(0)))
                .average()
                .orElseThrow(() -> new IllegalStateException("no outcome of " + candidate.point()));
    }

    /** Tunes with one worker, and tells its memory after each task. */
    void memory(String name, int fits) {
        TuningProblem problem = TuningProblem.of(name, 1).first(fits);
        ObjectNode answer = JavaSide.empty();
        ArrayNode fitted = answer.putArray("fits");
        ArrayNode megabytes = answer.putArray("mb");
        keras.listening(new ProgressListener() {
                    @Override
                    public void onSearch(SearchProgress progress) {
                        fitted.add(progress.done());
                        megabytes.add(worker());
                    }
                })
                .tune(problem.tuning().workers(1), problem.frame());
        JavaSide.answer(answer);
    }

    private static double worker() {
        return ProcessHandle.current()
                .children()
                .mapToDouble(child -> resident(child.pid()))
                .max()
                .orElse(0);
    }

    private static double resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
