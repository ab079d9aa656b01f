package keras4j.internal.fitted;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.internal.onnx.OnnxForm;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.Quoted;
import keras4j.model.TrainingDataFingerprint;
import org.jspecify.annotations.Nullable;

/** Manifest entries of a fitted model. */
public final class FittedManifest {
    private static final String VERSION = "version.";
    private static final String DATA = "data";
    private static final String SUM = "data.sha256";
    private static final String CREATED = "created";
    /** Name and version under which a signing store published the model; the members do not contain them. */
    public static final String PUBLISHED = "published";

    private static final String BACKEND = "backend";
    private static final List<String> BACKENDS = List.of("jax", "tensorflow");
    private static final Pattern A_VERSION = Pattern.compile("[0-9A-Za-z.+_-]{1,40}");
    private static final Pattern AN_INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
    private static final Pattern SHAPES = Pattern.compile(".+ \\([0-9]+(, [0-9]+)*\\) (float32|int32|uint8)");
    private static final String EXPORTER = "onnx.exporter";
    private static final String OPSET = "onnx.opset";
    private static final String DIFFERENCE = "onnx.difference";
    private static final Pattern AN_EXPORTER = Pattern.compile("[a-z0-9]{1,20} [0-9A-Za-z.+_-]{1,40}");
    private static final Pattern AN_OPSET = Pattern.compile("[1-9][0-9]?");
    private static final Pattern A_DIFFERENCE = Pattern.compile("[0-9.]{1,30}(E-?[0-9]{1,2})?");
    private static final Pattern A_SUM = Pattern.compile("[0-9a-f]{64}");

    private FittedManifest() {}

    /**
     * Returns the entries of a model.
     *
     * @param parameters the number of parameters of the model
     */
    static SortedMap<String, String> of(FittedModel fitted, long parameters) {
        SortedMap<String, String> about = new TreeMap<>();
        ModelProvenance provenance = fitted.provenance();
        about.put("name", fitted.name());
        about.put(CREATED, provenance.created().toString());
        provenance.versions().forEach((of, version) -> about.put(VERSION + of, version));
        if (provenance.data() != null) {
            about.put(DATA, provenance.data().shapes());
            about.put(SUM, provenance.data().sha256());
        }
        if (fitted.origin().seed() != null) {
            about.put("seed", fitted.origin().seed().toString());
        }
        about.put(
                "inputs",
                fitted.schema().inputs().stream().map(FittedManifest::said).collect(Collectors.joining(", ")));
        about.put(
                "outcomes",
                fitted.schema().outcomes().stream().map(FittedManifest::said).collect(Collectors.joining(", ")));
        about.put("parameters", String.valueOf(parameters));
        if (fitted.onnx() != null) {
            about.putAll(entries(fitted.onnx(), fitted.key()));
        }
        // Column names may contain any character.
        about.replaceAll((key, value) -> PlainText.line(value));
        return about;
    }

    private static String said(Input input) {
        return input.name() + " " + shape(input.shape()) + " " + input.dtype();
    }

    private static String said(Outcome outcome) {
        return outcome.name() + " "
                + (outcome.classifies() ? outcome.levels().size() + " classes" : shape(outcome.shape()));
    }

    private static String shape(List<Integer> shape) {
        return shape.stream()
                .map(length -> length == Input.VARYING ? "any" : String.valueOf(length))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * Reads the entries that no member repeats. Versions are validated, because they become requirements for an
     * installer.
     */
    static ModelProvenance provenance(Map<String, String> about) {
        about.forEach((key, value) -> require(PlainText.isLine(value), key, "plain text", value));
        SortedMap<String, String> versions = new TreeMap<>();
        String backend = Objects.requireNonNullElse(about.get(VERSION + BACKEND), "none");
        require(BACKENDS.contains(backend), VERSION + BACKEND, "one of " + String.join(", ", BACKENDS), backend);
        for (String each : List.of(BACKEND, "keras4j", "keras", "python", "numpy", backend)) {
            String version = Objects.requireNonNullElse(about.get(VERSION + each), "");
            require(A_VERSION.matcher(version).matches(), VERSION + each, "a version", version);
            versions.put(each, version);
        }
        return new ModelProvenance(created(about), versions, data(about));
    }

    private static Instant created(Map<String, String> about) {
        String created = Objects.requireNonNullElse(about.get(CREATED), "none");
        require(AN_INSTANT.matcher(created).matches(), CREATED, "a time in whole seconds", created);
        return Instant.parse(created);
    }

    private static @Nullable TrainingDataFingerprint data(Map<String, String> about) {
        String shapes = about.get(DATA);
        String sum = about.get(SUM);
        if (shapes == null || sum == null) {
            return null;
        }
        require(SHAPES.matcher(shapes).matches(), DATA, "names, shapes and types", shapes);
        require(A_SUM.matcher(sum).matches(), SUM, "a SHA-256", sum);
        return new TrainingDataFingerprint(sum, shapes);
    }

    private static Map<String, String> entries(OnnxForm form, String model) {
        return Map.of(
                EXPORTER,
                form.exporter(),
                OPSET,
                String.valueOf(form.opset()),
                DIFFERENCE,
                String.valueOf(form.difference()),
                "onnx.tolerance",
                OnnxForm.ABSOLUTE_TOLERANCE + " + " + OnnxForm.RELATIVE_TOLERANCE + " |y|",
                "onnx.model",
                model);
    }

    /** Reads the entries of a form without Python. */
    static OnnxForm onnx(Map<String, String> about, byte[] bytes) {
        String exporter = about.getOrDefault(EXPORTER, "none");
        String opset = about.getOrDefault(OPSET, "none");
        String difference = about.getOrDefault(DIFFERENCE, "none");
        require(AN_EXPORTER.matcher(exporter).matches(), EXPORTER, "a name and a version", exporter);
        require(AN_OPSET.matcher(opset).matches(), OPSET, "a number", opset);
        require(A_DIFFERENCE.matcher(difference).matches(), DIFFERENCE, "a small number", difference);
        return new OnnxForm(bytes, exporter, Integer.parseInt(opset), Double.parseDouble(difference));
    }

    private static void require(boolean kept, String key, String accepted, String got) {
        if (!kept) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_MANIFEST,
                    "Fitted: manifest must have " + accepted + " as " + key + ", got " + Quoted.cut(got));
        }
    }

    /** Checks that a manifest agrees with the members. */
    static void check(SortedMap<String, String> held, Map<String, String> about) {
        SortedSet<String> keys = new TreeSet<>(held.keySet());
        keys.addAll(about.keySet());
        keys.remove(PUBLISHED);
        for (String key : keys) {
            requireEqual(key, held.get(key), about.get(key));
        }
    }

    private static void requireEqual(String key, @Nullable String held, @Nullable String about) {
        if (!Objects.equals(held, about)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_MANIFEST,
                    "Fitted: manifest must describe the members: " + key + " must be " + held + ", got " + about);
        }
    }
}
