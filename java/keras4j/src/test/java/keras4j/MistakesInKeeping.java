package keras4j;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.Verifier;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.fitted.MlflowModel;
import keras4j.fitted.ModelStore;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.ModelBytes;
import keras4j.internal.fitted.PublicFaces;

/** Mistakes with files, stores, keys and samples. */
final class MistakesInKeeping {
    private static final String NAME = " must be 1 to 64 letters, digits, dots, - and _, no dot first, got '../x'";

    private MistakesInKeeping() {}

    static List<Mistake> of(MistakeScene scene) {
        return Stream.of(withFiles(scene), withOtherFiles(scene), withStores(scene), withKeys(scene), withModels(scene))
                .flatMap(List::stream)
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Mistake> withFiles(MistakeScene scene) {
        Path none = Path.of("/none/model.keras4j");
        return List.of(
                new Mistake(
                        "a file that is not there",
                        "Archive: /none/model.keras4j cannot be read: java.nio.file.NoSuchFileException: /none/model.keras4j",
                        () -> Fitted.load(none)),
                new Mistake(
                        "a folder that is not there",
                        "Archive: /none/model.keras4j cannot be written: java.nio.file.NoSuchFileException: /none",
                        () -> scene.fitted.save(none)),
                new Mistake(
                        "a folder as a file",
                        "Archive: file must be one file, got a folder (in /)",
                        () -> Fitted.load(Path.of("/"))),
                new Mistake(
                        "a file that is there already",
                        "Archive: file must not exist yet, got " + scene.file + "; replace(file) overwrites it",
                        () -> scene.fitted.save(scene.file)),
                new Mistake(
                        "no bytes",
                        "Archive: bytes must be a complete ZIP without a comment, got 0 bytes without a ZIP end record",
                        () -> Fitted.ofBytes(new byte[0])),
                new Mistake(
                        "bytes of something else",
                        "Archive: bytes must be a complete ZIP without a comment, got 14 bytes without a ZIP end record",
                        () -> Fitted.ofBytes(ascii("something else"))),
                new Mistake(
                        "half an archive",
                        "Archive: bytes must be a complete ZIP without a comment, got 1000 bytes without a ZIP end record",
                        () -> Fitted.ofBytes(Arrays.copyOf(scene.fitted.toBytes(), 1000))),
                new Mistake(
                        "a model of Keras that is not there",
                        "KerasFile: /none/model.keras must be readable: java.nio.file.NoSuchFileException: /none/model.keras",
                        () -> scene.keras.load(Path.of("/none/model.keras"))));
    }

    private static List<Mistake> withOtherFiles(MistakeScene scene) {
        Path folder = Objects.requireNonNull(scene.file.getParent());
        return List.of(
                new Mistake(
                        "a .keras file as an archive",
                        "Archive: bytes must be those that keras4j writes, got a .keras file; keras.load reads it",
                        () -> Fitted.ofBytes(scene.fitted.kerasBytes())),
                new Mistake(
                        "a fitted model as a conformal one",
                        "Conformal: archive must be of conformal models, got one of tiny; Fitted.load reads it (in "
                                + scene.file + ")",
                        () -> Conformal.load(scene.file)),
                new Mistake(
                        "an HDF5 file as a .keras file",
                        "KerasFile bytes: bytes must be a complete ZIP without a comment, got an HDF5 file (.h5), which is never"
                                + " read; in Python: import keras; model = keras.models.load_model('model.h5', compile=False);"
                                + " model.save('model.keras')",
                        () -> KerasFile.of(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'})),
                new Mistake(
                        "a folder that MLflow did not make",
                        "MlflowModel: folder must have MLmodel and data/model.keras, got " + folder
                                + " without MLmodel",
                        () -> MlflowModel.read(folder)),
                new Mistake(
                        "a folder for MLflow that is there already",
                        "MlflowModel: folder must not exist yet, got " + folder,
                        () -> MlflowModel.write(scene.fitted, folder)),
                new Mistake(
                        "a folder for MLflow in none",
                        "MlflowModel: /none/model cannot be written: java.nio.file.NoSuchFileException: /none",
                        () -> MlflowModel.write(scene.fitted, Path.of("/none/model"))));
    }

    private static List<Mistake> withStores(MistakeScene scene) {
        ModelStore store = scene.store;
        return List.of(
                new Mistake(
                        "a name in a store that is a path",
                        "ModelStore: name" + NAME,
                        () -> store.publish("../x", scene.fitted)),
                new Mistake("a tag that is a path", "ModelStore: tag" + NAME, () -> store.tag("tiny", "../x", 1)),
                new Mistake(
                        "a name that no store has",
                        "ModelStore: name must be one of [tiny], got tinny; did you mean tiny?",
                        () -> store.load("tinny")),
                new Mistake(
                        "a version that there is not",
                        "ModelStore: version of tiny must be one of [1], got 2",
                        () -> store.load("tiny", 2)),
                new Mistake(
                        "a tag that there is not",
                        "ModelStore: tag of tiny must be one of [production], got prodution; did you mean production?",
                        () -> store.load("tiny", "prodution")),
                new Mistake(
                        "a tag for a version that there is not",
                        "ModelStore: version of tiny must be one of [1], got 7",
                        () -> store.tag("tiny", "production", 7)));
    }

    private static List<Mistake> withKeys(MistakeScene scene) {
        SecretKeySpec secret = new SecretKeySpec(ascii("a secret of thirty-two bytes ..."), "HmacSHA256");
        SecretKeySpec other = new SecretKeySpec(ascii("another secret of enough bytes .."), "HmacSHA256");
        ReadOptions signed = ReadOptions.DEFAULT.signedBy(Verifier.of(secret));
        String rule = "Archive: signature must be one of the given key, by HmacSHA256, got ";
        return List.of(
                new Mistake(
                        "a model that nobody signed",
                        rule + "none",
                        () -> Fitted.ofBytes(scene.fitted.toBytes(), signed)),
                new Mistake(
                        "a model that somebody else signed",
                        rule + "another",
                        () -> Fitted.ofBytes(scene.fitted.sign(Signer.of(other)).toBytes(), signed)),
                new Mistake(
                        "a store that nobody signed",
                        rule + "none (in " + scene.store.file("tiny", 1) + ")",
                        () -> scene.store.reading(signed).load("tiny")),
                new Mistake(
                        "a secret that is short",
                        "Verifier: secret must have at least 32 bytes, got 5",
                        () -> Verifier.of(new SecretKeySpec(ascii("short"), "HmacSHA256"))),
                new Mistake(
                        "a key that is no PEM",
                        "Signer: PEM must be a PRIVATE KEY, got no PEM",
                        () -> Signer.ofPem("MC4CAQAwBQYDK2VwBCIEI")),
                new Mistake(
                        "a file of fewer bytes than none",
                        "ReadOptions: bytes must be 0 to 2147483639, got -1",
                        () -> ReadOptions.DEFAULT.bytes(-1)),
                new Mistake(
                        "a model that is larger than allowed",
                        "Fitted: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows it",
                        () -> Fitted.ofBytes(scene.fitted.toBytes(), ReadOptions.DEFAULT.parameters(20))));
    }

    private static List<Mistake> withModels(MistakeScene scene) {
        Fitted fitted = scene.fitted;
        FittedModel model = PublicFaces.open(fitted, FittedModel.class);
        Fitted unkept = PublicFaces.close(
                Fitted.class,
                new FittedModel(
                        model.origin(),
                        model.preparation(),
                        model.history(),
                        model.signature(),
                        model.description(),
                        model.provenance(),
                        ModelBytes.unserializable("a lambda"),
                        List.of(),
                        null,
                        null));
        String noBytes =
                "Fitted tiny: there are no bytes of the model, because Keras could not serialise it (a lambda)";
        return List.of(
                new Mistake("slimming a model without bytes", noBytes, unkept::slim),
                new Mistake("publishing a model without bytes", noBytes, () -> scene.store.publish(unkept)),
                new Mistake(
                        "a model without bytes for MLflow",
                        noBytes,
                        () -> MlflowModel.write(unkept, scene.file.resolveSibling("mlflow"))),
                new Mistake(
                        "verifying without samples",
                        "Keras.verify: tiny must have samples, got none; keras.withSamples(fitted, rows) adds some",
                        () -> scene.keras.verify(fitted)),
                new Mistake(
                        "samples without rows",
                        "Samples: rows must be at least one, got none",
                        () -> scene.keras.withSamples(scene.ofCars, scene.cars.head(0))),
                new Mistake(
                        "a tolerance that is no number",
                        "Keras.verify: tolerance must be 0 or more, got NaN",
                        () -> scene.keras.verify(scene.sampled, Double.NaN)));
    }
}
