package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import keras4j.onnx.OnnxScorer;

/** Clients that predict random rows again and again, and compare each answer with that of a scorer. */
final class LoadClient {
    final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    final LongAdder broken = new LongAdder();
    /** Whether the server may refuse and close connections from now on. */
    volatile boolean ending;

    volatile boolean stopped;

    private final HttpCalls http;
    private final Set<Integer> accepted;
    private final float[][] due = new float[3][];

    LoadClient(URI server, Set<Integer> accepted) {
        this.http = HttpCalls.of(server);
        this.accepted = accepted;
        try (OnnxScorer scorer = OnnxScorer.open()) {
            for (int version = 1; version <= 2; version++) {
                due[version] = new float[Survival.ROWS.height()];
                var yes = scorer.predict(Survival.model(version), Survival.ROWS)
                        .columns()
                        .getColumn(".pred_yes");
                for (int row = 0; row < due[version].length; row++) {
                    due[version][row] = (Float) yes.get(row);
                }
            }
        }
    }

    long count(int status) {
        return statuses.computeIfAbsent(status, none -> new LongAdder()).sum();
    }

    /** Starts a client. */
    Thread start(int seed) {
        Thread client = new Thread(() -> run(new Random(seed)), "load-" + seed);
        client.start();
        return client;
    }

    private void run(Random random) {
        while (!stopped) {
            int from = random.nextInt(Survival.ROWS.height() - 5);
            int to = from + 1 + random.nextInt(4);
            try {
                call(from, to, random.nextBoolean());
            } catch (UncheckedIOException lost) {
                broken.increment();
                if (!ending) {
                    failures.add("a connection broke: " + lost);
                }
                return;
            } catch (RuntimeException | AssertionError failed) {
                failures.add(failed.toString());
                return;
            }
        }
    }

    private void call(int from, int to, boolean tensors) {
        HttpResponse<String> answer = tensors
                ? http.post("/v2/models/survival/infer", JSON, Survival.tensors(from, to))
                : http.post("/models/survival/predict", JSON, Survival.records(from, to));
        statuses.computeIfAbsent(answer.statusCode(), none -> new LongAdder()).increment();
        if (answer.statusCode() == 200) {
            check(json(answer), from, to, tensors);
        } else if (!accepted.contains(answer.statusCode()) && !(ending && answer.statusCode() == 503)) {
            failures.add(answer.statusCode() + " " + answer.body());
        }
    }

    private void check(JsonNode answer, int from, int to, boolean tensors) {
        int version = tensors ? answer.get("model_version").asInt() : 0;
        boolean first = true;
        boolean second = true;
        for (int row = from; row < to; row++) {
            float found = tensors
                    ? answer.at("/outputs/2/data").get(row - from).floatValue()
                    : answer.get(row - from).get(".pred_yes").floatValue();
            first &= Math.abs(found - due[1][row]) < 1e-4;
            second &= Math.abs(found - due[2][row]) < 1e-4;
        }
        boolean right = version == 1 ? first : version == 2 ? second : first || second;
        if (!right) {
            failures.add("wrong rows " + from + " to " + to + ": " + answer);
        }
    }
}
