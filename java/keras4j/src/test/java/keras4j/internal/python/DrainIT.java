package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keras4j.Keras;
import keras4j.ReliabilityFigure;
import keras4j.SessionFixtures;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.python.StoppedException;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that a terminated JVM answers what is in flight, and refuses new work after a grace. */
class DrainIT {
    private static final int REQUESTS = ReliabilityFigure.DRAINED.count() / 2;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final float[] ROW = {0.5f, -1, 2};
    private static final Pattern PORT = Pattern.compile("port ([0-9]+)\\R");

    /** Requests that were answered with the right number, of both modes. */
    private static int answered;

    @Test
    void all_requests_in_flight_are_answered_when_a_server_is_terminated() throws Exception {
        answered = 0;
        for (String mode : List.of("in-process", "own-process")) {
            List<Socket> clients = new ArrayList<>();
            Forked.Outcome outcome = Forked.of(Server.class, mode, Integer.toString(REQUESTS))
                    .option("-Xss512k")
                    .beforeReady(out -> ask(out, clients))
                    .run(DrainIT::terminate);
            assertEquals("143", outcome.status(), () -> outcome.out() + outcome.err());
            assertTrue(outcome.sinceReady().compareTo(SOON) <= 0, () -> "took " + outcome.sinceReady());
            String expected = outcome.out()
                    .lines()
                    .filter(line -> line.startsWith("expected"))
                    .findFirst()
                    .orElseThrow();
            for (Socket client : clients) {
                answered += ("expected " + answer(client)).equals(expected) ? 1 : 0;
            }
            assertEquals("", unexpected(outcome.err()));
        }
        ReliabilityFigure.DRAINED.is(answered);
    }

    @ParameterizedTest
    @Tag("once")
    @ValueSource(strings = {"in-process", "own-process"})
    void a_hook_beside_ours_may_predict_until_the_grace_is_over(String mode) throws Exception {
        Forked.Outcome outcome = Forked.of(Late.class, mode).run(DrainIT::terminate);
        assertEquals("143", outcome.status(), outcome::err);
        assertEquals("""
                ready
                fit: fit of tiny: the JVM is ending
                early: answered
                a fit that runs: fit of tiny: the JVM is ending
                late: prediction: the JVM is ending
                """, outcome.out(), outcome::err);
    }

    /** Terminates a JVM and its worker processes, as a service manager does that signals all of a service. */
    private static void terminate(Process process) {
        List<ProcessHandle> all = process.descendants().collect(Collectors.toCollection(ArrayList::new));
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
    }

    /** Returns the lines of standard error that are not of the log. */
    private static String unexpected(String err) {
        return err.lines().filter(line -> !line.contains(" INFO keras4j")).collect(Collectors.joining("\n"));
    }

    /** Sends all requests once a server has printed its port. */
    private static void ask(String out, List<Socket> clients) {
        Matcher port = PORT.matcher(out);
        if (clients.isEmpty() && port.find()) {
            try {
                for (int i = 0; i < REQUESTS; i++) {
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
                    client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    clients.add(client);
                }
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }

    /** Returns the last line of a response. */
    private static String answer(Socket client) throws IOException {
        try (client;
                var reader =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            return reader.lines().reduce("", (before, line) -> line);
        }
    }

    private static Keras open(String mode, Duration drain) {
        Settings settings =
                Settings.defaults().withOwnProcess(mode.equals("own-process")).withDrain(drain);
        return Keras.open(Backend.chosen(), settings);
    }

    private static Fitted fitted(Keras keras) {
        return keras.fit(SessionFixtures.tiny(1), SessionFixtures.x(), SessionFixtures.y());
    }

    /** Server whose requests predict without end; when it is terminated, each predicts once more and answers. */
    static final class Server {
        private static final CountDownLatch ENDING = new CountDownLatch(1);

        private Server() {}

        public static void main(String[] arguments) throws Exception {
            Keras keras = open(arguments[0], Duration.ofSeconds(20));
            Fitted fitted = fitted(keras);
            System.out.println("expected " + rounded(keras, fitted));
            AtomicInteger missing = new AtomicInteger(Integer.parseInt(arguments[1]));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> {
                if (missing.decrementAndGet() == 0) {
                    System.out.println("ready");
                }
                serve(exchange, keras, fitted);
            });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ENDING.countDown();
                server.stop(20);
            }));
            server.start();
            System.out.println("port " + server.getAddress().getPort());
        }

        private static void serve(HttpExchange exchange, Keras keras, Fitted fitted) throws IOException {
            while (ENDING.getCount() > 0) {
                keras.predict(fitted, ROW);
            }
            byte[] answer = rounded(keras, fitted).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }

        /** Returns a prediction in steps of 0.0001: merged rows may differ by 1e-6. */
        private static String rounded(Keras keras, Fitted fitted) {
            return Long.toString(Math.round(keras.predict(fitted, ROW)[0] * 1e4));
        }
    }

    /** Program that fits while it is terminated, and predicts in a shutdown hook of its own. */
    static final class Late {
        private static final Duration GRACE = Duration.ofSeconds(3);

        private Late() {}

        public static void main(String[] arguments) throws Exception {
            Keras keras = open(arguments[0], GRACE);
            Fitted fitted = fitted(keras);
            String[] running = new String[1];
            CountDownLatch ended = new CountDownLatch(1);
            CountDownLatch training = new CountDownLatch(1);
            Thread fit = new Thread(() -> {
                running[0] = outcome(() -> keras.listening(new Begun(training))
                        .fit(SessionFixtures.tiny(1).epochs(1_000_000), SessionFixtures.x(), SessionFixtures.y()));
                ended.countDown();
            });
            fit.setDaemon(true);
            fit.start();
            training.await();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> beside(keras, fitted, running, ended)));
            System.out.println("ready");
            new CountDownLatch(1).await();
        }

        private static void beside(Keras keras, Fitted fitted, String[] running, CountDownLatch ended) {
            long start = System.nanoTime();
            pause(start, Duration.ofSeconds(1));
            System.out.println("fit: " + outcome(() -> fitted(keras)));
            keras.release(fitted);
            System.out.println("early: " + outcome(() -> keras.predict(fitted, ROW)));
            try {
                ended.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            System.out.println("a fit that runs: " + running[0]);
            pause(start, GRACE.plusMillis(500));
            System.out.println("late: " + outcome(() -> keras.predict(fitted, ROW)));
        }

        private static void pause(long start, Duration until) {
            while (System.nanoTime() - start < until.toNanos()) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        private static String outcome(Runnable call) {
            try {
                call.run();
                return "answered";
            } catch (StoppedException stopped) {
                return String.valueOf(stopped.getMessage());
            }
        }
    }

    /** Listener that reports the first batch. */
    private record Begun(CountDownLatch training) implements ProgressListener {
        @Override
        public void onProgress(TrainingControl control) {
            training.countDown();
        }
    }
}
