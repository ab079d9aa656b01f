package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.*;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.serving.ServeCommand;

/**
 * Serving over HTTP: a model of the Titanic's passengers is fitted and kept. A second JVM serves the file until it is
 * terminated; a client predicts a passenger, and is told of a mistake in a row.
 */
public final class HttpServing {
    private static final String PASSENGER = """
            [{"pclass": "1", "sex": "female", "age": 29, "fare": 211.3, "embarked": "S"}]""";

    private HttpServing() {}

    public static void main(String[] args) throws Exception {
        Path file = Files.createTempDirectory("keras4j").resolve("survival.keras4j");
        fit().save(file);
        Process process = serve(file);
        try (BufferedReader output = process.inputReader()) {
            String ready = String.valueOf(output.readLine());
            URI server = URI.create(ready.substring(ready.indexOf("http")));
            System.out.println(post(server.resolve("predict"), PASSENGER));
            System.out.println(post(server.resolve("predict"), PASSENGER.replace("29", "\"young\"")));
        } finally {
            process.destroy();
        }
        System.out.println("The server ended with " + process.waitFor());
    }

    private static Fitted fit() {
        var recipe = recipe("survived ~ pclass + sex + age + fare + embarked")
                .factor("pclass", "1", "2", "3")
                .imputeMedian(numericPredictors())
                .unknown(columns("embarked"))
                .dummy(nominalPredictors())
                .normalize(columns("age", "fare"));
        var hidden = block("hidden", dense(arg("units", 32)).activation(RELU), dropout(0.2));
        var spec = classifier("survival", input(), hidden, output()).epochs(30).seed(1);
        try (Keras keras = Keras.open()) {
            return keras.fit(workflow(recipe, spec), Datasets.titanic());
        }
    }

    private static Process serve(Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServeCommand.class.getName(),
                        file.toString(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String post(URI path, String rows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(rows))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
