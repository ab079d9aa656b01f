package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.*;
import static keras4j.recipe.Selectors.allPredictors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import keras4j.Keras;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.Verifier;
import keras4j.data.Datasets;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;

/**
 * Saving a fitted model in every supported way, and loading each in a second JVM, as in kerasnip's guide to saving and
 * reloading.
 */
public final class SavingModels {
    private SavingModels() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            Path folder = Files.createTempDirectory("keras4j");
            String key = keep(folder);
            System.out.print(another(folder.toString(), key));
        } else {
            takeUp(Path.of(args[0]), args[1]);
        }
    }

    private static String keep(Path folder) throws Exception {
        var cars = Datasets.mtcars();
        var hidden = block("hidden", dense(arg("units", 32)).activation(RELU));
        var spec = regressor("my_mlp", input(), hidden, output()).epochs(10).seed(1);
        var flow = workflow(recipe("mpg ~ .").normalize(allPredictors()), spec);
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.withSamples(keras.fit(flow, cars), cars.head(3));
            show("fitted", keras, fitted);

            // As a plain value.
            try (var out = new ObjectOutputStream(Files.newOutputStream(folder.resolve("my_mlp.ser")))) {
                out.writeObject(fitted);
            }
            new JsonMapper().writeValue(folder.resolve("my_mlp.json").toFile(), fitted);
            insert(folder, fitted);

            // As one file, signed, and in a store.
            fitted.sign(Signer.of(key.getPrivate())).save(folder.resolve("my_mlp.keras4j"));
            ModelStore.at(folder.resolve("models")).publish(fitted);
        }
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    private static void takeUp(Path folder, String key) throws Exception {
        Path file = folder.resolve("my_mlp.keras4j");
        System.out.println("Before Python starts:");
        Fitted.describe(file).lines().limit(4).forEach(System.out::println);
        try (Keras keras = Keras.open()) {
            try (var in = new ObjectInputStream(Files.newInputStream(folder.resolve("my_mlp.ser")))) {
                in.setObjectInputFilter(Fitted.serialFilter());
                show("serialised", keras, (Fitted) in.readObject());
            }
            show(
                    "JSON",
                    keras,
                    new JsonMapper().readValue(folder.resolve("my_mlp.json").toFile(), Fitted.class));
            show("database", keras, select(folder));
            var signer = Verifier.ofPem("-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----");
            Fitted bundle = Fitted.load(file, ReadOptions.DEFAULT.signedBy(signer));
            show("bundle", keras, bundle);
            show("store", keras, ModelStore.at(folder.resolve("models")).load("my_mlp"));
            System.out.println("Samples differ by at most " + keras.verify(bundle));
            System.out.println(bundle.slim());
            System.out.println(keras);
        }
    }

    private static void show(String way, Keras keras, Fitted fitted) {
        var cars = Datasets.mtcars().head(3);
        System.out.printf(
                "%-12s%s%n", way, Arrays.toString(keras.predict(fitted, cars).floats()));
    }

    private static Connection database(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + folder.resolve("models-database"));
    }

    private static void insert(Path folder, Fitted fitted) throws SQLException {
        try (Connection database = database(folder)) {
            database.createStatement().execute("create table models (name varchar primary key, model blob)");
            PreparedStatement insert = database.prepareStatement("insert into models values (?, ?)");
            insert.setString(1, fitted.name());
            insert.setBytes(2, fitted.toBytes());
            insert.execute();
        }
    }

    private static Fitted select(Path folder) throws SQLException {
        try (Connection database = database(folder);
                ResultSet row =
                        database.createStatement().executeQuery("select model from models where name = 'my_mlp'")) {
            row.next();
            return Fitted.ofBytes(row.getBytes(1));
        }
    }

    /** Runs this example in a second JVM and returns its output. */
    private static String another(String... arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String backend = System.getProperty("keras4j.backend", "jax");
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Dkeras4j.backend=" + backend,
                "-cp",
                System.getProperty("java.class.path"),
                SavingModels.class.getName());
        builder.command().addAll(Arrays.asList(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the second JVM ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }
}
