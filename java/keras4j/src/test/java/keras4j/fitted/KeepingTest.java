package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;
import keras4j.Refused;
import keras4j.SessionFixtures;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.LibraryVersion;
import keras4j.internal.text.Sha256Sum;
import keras4j.model.Samples;
import keras4j.model.TrainingDataFingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests of saved models without Python; {@code KeepingIT} uses them. */
class KeepingTest {
    @Test
    void it_knows_when_it_was_made_with_what_and_from_which_rows() throws IOException {
        Fitted fitted = Golden.fitted();
        assertTrue(fitted.created().isAfter(Instant.parse("2026-01-01T00:00:00Z")));
        assertEquals(fitted.created().truncatedTo(ChronoUnit.SECONDS), fitted.created());
        assertEquals(
                "TrainingDataFingerprint x (64, 3) float32, y (64, 1) float32",
                fitted.trainingData().orElseThrow().toString());
        assertEquals(
                TrainingDataFingerprint.of(keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y())),
                fitted.trainingData().orElseThrow());
        assertEquals("Samples: 3 rows", fitted.samples().orElseThrow().toString());
    }

    @Test
    void a_description_needs_no_python(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("golden.keras4j");
        Golden.fitted().save(file);
        String described = Fitted.describe(file);
        assertTrue(described.startsWith("""
                model       tiny in golden.keras4j
                signed      no
                made        %s with seed 1
                versions    backend jax, jax 0.10.2, keras 3.15.1""".formatted(Golden.fitted().created())), described);
        assertTrue(described.contains("""
                inputs      x (3) float32
                layers      input InputLayer (None, 3)
                            hidden Dense (None, 4), 16 parameters
                            output Dense (None, 1), 5 parameters
                outputs     y (1)
                outcomes    y (1)
                parameters  21
                history     2 epochs, last loss"""), described);
        assertTrue(described.contains("\nsamples     3 rows\nmembers     spec.json "), described);
        byte[] model = MemberArchive.load(file).member("model.keras");
        assertTrue(described.endsWith(Sha256Sum.of(model) + "\n"), described);
        assertEquals(
                described.replace("model       tiny in golden.keras4j\nsigned      no\n", "model       tiny\n"),
                Golden.fitted().describe());
    }

    @Test
    void a_recipe_is_described_with_its_steps_and_conformal_models_with_their_rows(@TempDir Path folder)
            throws IOException {
        Path titanic = Files.write(folder.resolve("titanic.keras4j"), Golden.bytes("titanic"));
        String described = Fitted.describe(titanic);
        assertTrue(described.contains("""
                recipe      survived ~ pclass + sex + age + fare + embarked, then imputeMedian, imputeMode, novel, other, log,\
                 yeoJohnson, mutate, dummy, zv, normalize
                """), described);
        assertTrue(described.contains("\nintervals   Laplace\nsamples     8 rows\n"), described);
        Path conformal = Files.write(folder.resolve("conformal.keras4j"), Golden.bytes("conformal"));
        String rows = Fitted.describe(conformal);
        assertTrue(rows.startsWith("""
                conformal   tiny in conformal.keras4j
                signed      HmacSHA256, not verified
                made"""), rows);
        assertTrue(rows.contains("\nmodels      2\nrows        32 to measure by\nmembers     scores.json "), rows);
        ReadOptions signed = ReadOptions.DEFAULT.signedBy(Verifier.of(Golden.SECRET));
        assertTrue(Fitted.describe(conformal, signed).contains("signed      HmacSHA256, verified\n"));
        ReadOptions other = ReadOptions.DEFAULT.signedBy(Verifier.of(new SecretKeySpec(
                "another secret of more bytes than that".getBytes(StandardCharsets.US_ASCII), "HmacSHA256")));
        refused(
                "Archive: signature must be one of the given key, by HmacSHA256, got another (in " + conformal + ")",
                () -> Fitted.describe(conformal, other));
    }

    @Test
    void a_signed_model_is_read_with_the_key_alone(@TempDir Path folder) throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path file = folder.resolve("golden.keras4j");
        Golden.fitted().sign(Signer.of(key.getPrivate())).save(file);
        ReadOptions mine = ReadOptions.DEFAULT.signedBy(Verifier.of(key.getPublic()));
        assertEquals(Golden.fitted(), Fitted.load(file, mine));
        assertEquals(Golden.fitted(), Fitted.ofBytes(MemberArchive.load(file).toBytes(), mine));
        assertTrue(Fitted.describe(file).contains("signed      Ed25519, not verified\n"), Fitted.describe(file));
        ArchiveException refused = assertThrows(ArchiveException.class, () -> Fitted.ofBytes(Golden.bytes(), mine));
        assertEquals(ValidationRule.ARCHIVE_SIGNATURE, refused.rule().orElseThrow());
    }

    @Test
    void samples_of_many_megabytes_come_back() throws IOException {
        int rows = 1_400_000;
        Samples many = new Samples(
                List.of(SessionFixtures.numbers(1, rows, SessionFixtures.COLUMNS)),
                List.of(SessionFixtures.numbers(2, rows, 1)));
        Fitted fitted = new Fitted(Golden.fitted().model().with(many));
        assertTrue(fitted.toBytes().length > 28_000_000);
        assertEquals(fitted, Fitted.ofBytes(fitted.toBytes()));
    }

    /** Record with a model, as a program may store it. */
    record Deployment(String where, Fitted model) {}

    @Test
    void jackson_keeps_it_as_text_within_other_values() throws IOException {
        JsonMapper jackson = new JsonMapper();
        Deployment deployment = new Deployment("here", Golden.fitted());
        String json = jackson.writeValueAsString(deployment);
        assertTrue(json.startsWith("{\"where\":\"here\",\"model\":\"UEsDB"), json);
        assertEquals(deployment, jackson.readValue(json, Deployment.class));
        assertArrayEquals(Golden.bytes(), jackson.convertValue(Golden.fitted(), byte[].class));
    }

    @Test
    void jackson_refuses_what_an_archive_must_not_be() throws IOException {
        byte[] bytes = Golden.bytes();
        bytes[1000] ^= 1;
        String json = new JsonMapper().writeValueAsString(bytes);
        JsonProcessingException refused =
                assertThrows(JsonProcessingException.class, () -> new JsonMapper().readValue(json, Fitted.class));
        assertTrue(refused.getCause() instanceof ArchiveException, refused.toString());
        assertThrows(JsonProcessingException.class, () -> new JsonMapper().readValue("{}", Fitted.class));
    }

    @Test
    void slimming_says_what_is_lost_and_what_it_saved() throws IOException {
        Fitted golden = Golden.fitted();
        SlimResult slimmed = golden.slim();
        assertEquals(List.of("the state of the optimizer", "the history of 2 epochs"), slimmed.lost());
        assertEquals(golden.toBytes().length - slimmed.fitted().toBytes().length, slimmed.saved());
        assertTrue(slimmed.saved() > 5_000, slimmed.toString());
        assertEquals(0, slimmed.fitted().history().epochs());
        assertEquals(golden.samples(), slimmed.fitted().samples());
        assertEquals(slimmed.fitted(), Fitted.ofBytes(slimmed.fitted().toBytes()));
        SlimResult again = slimmed.fitted().slim();
        assertEquals(slimmed.fitted(), again.fitted());
        int size = again.fitted().toBytes().length;
        assertEquals("Slimmed tiny: %,d to %,d bytes, without losing anything".formatted(size, size), again.toString());
    }

    @Test
    void a_file_or_a_model_that_is_larger_than_allowed_is_refused_before_it_is_read(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("golden.keras4j");
        Golden.fitted().save(file);
        long size = Files.size(file);
        assertEquals(Golden.fitted(), Fitted.load(file, new ReadOptions(size, 21, 1, null)));
        refused(
                "Archive: file must have at most " + (size - 1) + " bytes, got " + size + "; ReadOptions.DEFAULT.bytes("
                        + size + ") allows it (in " + file + ")",
                () -> Fitted.load(file, ReadOptions.DEFAULT.bytes(size - 1)));
        refused(
                "Fitted: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows it (in "
                        + file + ")",
                () -> Fitted.load(file, ReadOptions.DEFAULT.parameters(20)));
        assertEquals(Golden.fitted(), Fitted.ofBytes(Golden.bytes(), ReadOptions.DEFAULT.parameters(21)));
        refused(
                "Fitted: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows it",
                () -> Fitted.ofBytes(Golden.bytes(), ReadOptions.DEFAULT.parameters(20)));
        assertTrue(Fitted.describe(file, ReadOptions.DEFAULT.parameters(20)).contains("\nparameters  21\n"));
        Path keras = Files.write(folder.resolve("golden.keras"), Golden.fitted().kerasBytes());
        assertEquals(
                "tiny",
                KerasFile.read(keras, new ReadOptions(Files.size(keras), 21, 1, null))
                        .name());
        refused(
                "KerasFile golden.keras: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows"
                        + " it",
                () -> KerasFile.read(keras, ReadOptions.DEFAULT.parameters(20)));
        refused(
                "KerasFile golden.keras: file must have at most 0 bytes, got " + Files.size(keras)
                        + "; ReadOptions.DEFAULT.bytes(" + Files.size(keras) + ") allows it",
                () -> KerasFile.read(keras, ReadOptions.DEFAULT.bytes(0)));
        refused(
                "KerasFile bytes: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows it",
                () -> KerasFile.of(Golden.fitted().kerasBytes(), ReadOptions.DEFAULT.parameters(20)));
        refused(
                "KerasFile golden.keras: file must be a signed archive, got one of Keras, which has none",
                () -> KerasFile.read(keras, ReadOptions.DEFAULT.signedBy(Verifier.of(Golden.SECRET))));
    }

    @Test
    void a_store_an_mlflow_folder_and_conformal_models_have_limits_too(@TempDir Path folder) throws IOException {
        ReadOptions small = ReadOptions.DEFAULT.parameters(20);
        String message =
                "Fitted: model must have at most 20 parameters, got 21; ReadOptions.DEFAULT.parameters(21) allows it";
        ModelStore store = ModelStore.at(folder.resolve("models"));
        store.publish(Golden.fitted());
        refused(message + " (in " + store.file("tiny", 1) + ")", () -> store.reading(small)
                .load("tiny"));
        assertEquals(
                Golden.fitted(),
                store.reading(ReadOptions.DEFAULT.parameters(21)).load("tiny"));
        Path mlflow = folder.resolve("mlflow");
        MlflowModel.write(Golden.fitted(), mlflow);
        refused(message.replace("Fitted", "KerasFile model.keras"), () -> MlflowModel.read(mlflow, small));
        Path conformal = Files.write(folder.resolve("conformal.keras4j"), Golden.bytes("conformal"));
        ReadOptions less = ReadOptions.DEFAULT.parameters(16);
        refused(
                message.replace("20", "16").replace("21", "17") + " (in " + conformal + ")",
                () -> Conformal.load(conformal, less));
        refused(
                message.replace("20", "16").replace("21", "17"),
                () -> Conformal.ofBytes(Golden.bytes("conformal"), less));
    }

    @Test
    void a_refusal_of_what_another_version_made_names_both(@TempDir Path folder) throws IOException {
        MemberArchive archive = MemberArchive.read(Golden.bytes());
        Map<String, String> older = new TreeMap<>(archive.about());
        older.put("version.keras", "3.12.4");
        older.put("version.keras4j", "0.1");
        older.put("name", "other");
        refused(
                "Fitted: manifest must describe the members: name must be tiny, got other; it was made with Keras 3.12.4 and"
                        + " keras4j 0.1, this is Keras 3.15.1 and keras4j " + LibraryVersion.text(),
                () -> Fitted.ofBytes(about(archive, older).toBytes()));
    }

    @Test
    void what_is_saved_of_a_signed_model_is_unsigned() throws IOException {
        byte[] signed = Golden.fitted().sign(Signer.of(Golden.SECRET)).toBytes();
        assertTrue(MemberArchive.read(signed).signature().isPresent());
        assertArrayEquals(Golden.bytes(), Fitted.ofBytes(signed).toBytes());
    }

    @Test
    void a_file_of_many_gigabytes_is_refused_without_memory(@TempDir Path folder) throws IOException {
        Path huge = folder.resolve("huge.keras");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(40L << 30);
        }
        refused(
                "KerasFile huge.keras: file must have at most 1073741824 bytes, got 42949672960",
                () -> KerasFile.read(huge));
        Refused.refused(
                "ReadOptions: bytes must be 0 to 2147483639, got 42949672960",
                () -> ReadOptions.DEFAULT.bytes(42_949_672_960L));
        Refused.refused("ReadOptions: parameters must be 0 or more, got -1", () -> ReadOptions.DEFAULT.parameters(-1));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(ArchiveException.class, call).getMessage());
    }

    @Test
    void equal_models_may_be_made_at_different_times() throws IOException {
        Fitted golden = Golden.fitted();
        MemberArchive archive = MemberArchive.read(golden.toBytes());
        Map<String, String> later = new TreeMap<>(archive.about());
        later.put("created", "2027-01-01T00:00:00Z");
        Fitted read = Fitted.ofBytes(about(archive, later).toBytes());
        assertEquals(golden, read);
        assertEquals(Instant.parse("2027-01-01T00:00:00Z"), read.created());
        assertArrayEquals(about(archive, later).toBytes(), read.toBytes(), "the time is kept");
    }

    private static MemberArchive about(MemberArchive archive, Map<String, String> about) {
        MemberArchive other = MemberArchive.of(about);
        for (String each : archive.names()) {
            other = other.with(each, archive.member(each));
        }
        return other;
    }

    @Test
    void another_keras_is_a_warning() throws IOException {
        MemberArchive archive = MemberArchive.read(Golden.bytes());
        Map<String, String> older = new TreeMap<>(archive.about());
        older.put("version.keras", "3.12.4");
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            assertEquals(
                    "3.12.4",
                    Fitted.ofBytes(about(archive, older).toBytes()).versions().get("keras"));
            Fitted unused = Golden.fitted();
        } finally {
            System.setErr(before);
        }
        String warning = "WARN keras4j - Fitted tiny: it was made with Keras 3.12.4, and Keras 3.15.1 will restore it;"
                + " keras.verify(fitted) tells whether its samples are predicted the same";
        assertEquals(
                List.of(warning),
                heard.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.substring(line.indexOf("WARN")))
                        .toList());
    }
}
