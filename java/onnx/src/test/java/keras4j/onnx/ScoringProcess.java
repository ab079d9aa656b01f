package keras4j.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;

/** Programs for a JVM without Keras: one predicts and prints, another ends while models are opened and used. */
final class ScoringProcess {
    private ScoringProcess() {}

    public static void main(String[] arguments) throws Exception {
        Fitted fitted = Fitted.load(Path.of(arguments[1]));
        if (arguments[0].equals("predict")) {
            predict(fitted);
        } else {
            end(fitted, Integer.parseInt(arguments[2]));
        }
    }

    private static void predict(Fitted fitted) throws Exception {
        try (OnnxScorer scorer = OnnxScorer.open()) {
            var rows = Datasets.titanic().head(20);
            System.out.println(
                    Arrays.toString(scorer.predict(fitted, rows).tensor().toFloats()));
            System.out.println(scorer.predict(fitted, rows).labels());
            System.out.println("python: "
                    + Files.readString(Path.of("/proc/self/maps"))
                            .lines()
                            .filter(line -> line.contains("python"))
                            .count());
            System.out.println("path: " + System.getenv("PATH"));
            System.out.println("keras: " + ScoringProcess.class.getClassLoader().getResource("keras4j/Keras.class"));
            System.out.println("jep: " + ScoringProcess.class.getClassLoader().getResource("jep/Jep.class"));
        }
    }

    /** Opens, uses and closes models on several threads, and ends the JVM in the midst of it. */
    private static void end(Fitted fitted, int seed) throws InterruptedException {
        OnnxScorer shared = OnnxScorer.open();
        var x = Datasets.titanic().head(5);
        shared.predict(fitted, x);
        for (int at = 0; at < 4; at++) {
            boolean opens = at % 2 == 0;
            Thread user = new Thread(() -> {
                while (true) {
                    if (opens) {
                        try (OnnxScorer own = OnnxScorer.open()) {
                            own.predict(fitted, x);
                        }
                    } else {
                        shared.predict(fitted, x);
                    }
                }
            });
            user.setUncaughtExceptionHandler((thread, thrown) -> {});
            user.setDaemon(true);
            user.start();
        }
        Thread.sleep(20 + new java.util.Random(seed).nextInt(200));
        System.out.println("ends " + ThreadLocalRandom.current().nextInt(10));
        System.exit(0);
    }
}
