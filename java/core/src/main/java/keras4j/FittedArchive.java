package keras4j;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.ForeignModel;
import keras4j.archive.KerasWeights;
import keras4j.archive.Reading;
import keras4j.archive.Rule;
import keras4j.catalogue.Catalogue;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.interval.Laplace;
import keras4j.plot.ModelDiagram;
import keras4j.recipe.FittedRecipe;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Fitted} as the members of an archive, and back. */
final class FittedArchive {
    private static final Logger LOG = LoggerFactory.getLogger(Fitted.class);
    private static final String SPEC = "spec.json";
    /** In place of the spec, where there is none. */
    private static final String ORIGIN = "origin.json";

    private static final String SCHEMA = "schema.json";
    /** Only where a frame was fitted. */
    private static final String RECIPE = "recipe.json";

    private static final String HISTORY = "history.json";
    private static final String OUTPUTS = "outputs.json";
    private static final String SUMMARY = "summary.txt";
    private static final String PROTOTYPE = "prototype.json";
    /** Only where samples were taken in. */
    private static final String SAMPLES = "samples.json";

    private static final String DIAGRAM = "diagram.json";
    private static final String PROGRAM = "program.py";
    /** Only where the fit was asked for it. */
    private static final String LAPLACE = "laplace.json";

    private static final String MODEL = "model.keras";
    static final List<String> MEMBERS = List.of(
            SPEC, ORIGIN, RECIPE, LAPLACE, SAMPLES, SCHEMA, PROTOTYPE, HISTORY, OUTPUTS, SUMMARY, DIAGRAM, PROGRAM,
            MODEL);
    /** Samples may be long text. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FittedArchive() {}

    static Archive write(Fitted fitted) {
        Origin origin = fitted.origin();
        Archive archive = Archive.of(Manifested.of(fitted, KerasWeights.parameters(fitted.model())));
        Archive begun = origin.spec() == null
                ? archive.with(ORIGIN, json(origin(origin)))
                : archive.with(SPEC, json(origin.spec()));
        Archive prepared =
                fitted.recipe().map(recipe -> begun.with(RECIPE, json(recipe))).orElse(begun);
        Archive known = fitted.laplace().isEmpty() ? prepared : prepared.with(LAPLACE, json(fitted.laplace()));
        Archive sampled = fitted.samples()
                .map(samples -> known.with(SAMPLES, json(SamplesJson.of(samples))))
                .orElse(known);
        return sampled.with(SCHEMA, json(fitted.schema()))
                .with(PROTOTYPE, json(Prototype.of(fitted.preparation())))
                .with(HISTORY, json(fitted.history()))
                .with(OUTPUTS, json(fitted.outputs()))
                .with(SUMMARY, fitted.summary().getBytes(StandardCharsets.UTF_8))
                .with(DIAGRAM, json(fitted.diagram()))
                .with(PROGRAM, fitted.python().getBytes(StandardCharsets.UTF_8))
                .with(MODEL, fitted.model());
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", origin.name())
                .put("seed", origin.seed())
                .put("compiled", origin.compiled());
        ObjectNode customs = node.putObject("customObjects");
        origin.customObjects().forEach(custom -> customs.put(custom.name(), custom.source()));
        return node;
    }

    private static Origin origin(Archive archive) {
        String python = text(archive, PROGRAM);
        if (archive.names().contains(SPEC)) {
            return Origin.of(Spec.fromJson(tree(archive, SPEC)), python);
        }
        JsonNode node = tree(archive, ORIGIN);
        JsonNode seed = node.path("seed");
        List<CustomObject> customs = new ArrayList<>();
        node.path("customObjects")
                .properties()
                .forEach(each -> customs.add(
                        CustomObject.foreign(each.getKey(), each.getValue().asText())));
        return new Origin(
                node.path("name").asText(),
                null,
                seed.isIntegralNumber() ? (Long) seed.longValue() : null,
                python,
                node.path("compiled").asBoolean(),
                customs);
    }

    static Fitted read(Archive archive, Reading reading) {
        try {
            Preparation preparation = preparation(archive);
            List<List<Integer>> outputs =
                    JSON.convertValue(tree(archive, OUTPUTS), new TypeReference<List<List<Integer>>>() {});
            Fitted fitted = new Fitted(
                    origin(archive),
                    preparation,
                    Objects.requireNonNull(JSON.treeToValue(tree(archive, HISTORY), History.class)),
                    outputs,
                    new Described(text(archive, SUMMARY), JSON.treeToValue(tree(archive, DIAGRAM), ModelDiagram.class)),
                    Manifested.provenance(archive.about()),
                    archive.member(MODEL),
                    null,
                    laplace(archive),
                    archive.names().contains(SAMPLES)
                            ? SamplesJson.read(tree(archive, SAMPLES), preparation, outputs)
                            : null);
            long parameters = ForeignModel.check("Fitted", fitted.model(), fitted.customObjects());
            reading.check("Fitted", parameters);
            Manifested.check(Manifested.of(fitted, parameters), archive.about());
            check(fitted, archive);
            warn(fitted);
            return fitted;
        } catch (ArchiveException refused) {
            throw refused.and(made(archive));
        } catch (JsonProcessingException | RuntimeException damaged) {
            throw new ArchiveException(
                    "Fitted: the archive holds what keras4j did not write: " + damaged.getMessage() + made(archive));
        }
    }

    /** With what an archive was made, if it was made with something else than is here: that may be why it is refused. */
    private static String made(Archive archive) {
        String there =
                versions(archive.about().get("version.keras"), archive.about().get("version.keras4j"));
        String here = versions(Catalogue.keras().version(), Version.text());
        return there.equals(here) ? "" : "; it was made with " + there + ", this is " + here;
    }

    private static String versions(@Nullable String keras, @Nullable String library) {
        return "Keras " + keras + " and keras4j " + library;
    }

    private static void warn(Fitted fitted) {
        String here = Catalogue.keras().version();
        String there = fitted.versions().get("keras");
        if (!here.equals(there)) {
            LOG.warn(
                    "Fitted {}: it was made with Keras {}, and Keras {} will restore it; keras.verify(fitted) tells whether its"
                            + " samples are predicted the same",
                    fitted.name(),
                    there,
                    here);
        }
    }

    private static void check(Fitted fitted, Archive archive) {
        JsonNode prototype = Prototype.of(fitted.preparation());
        if (!tree(archive, PROTOTYPE).equals(prototype)) {
            throw new ArchiveException("Fitted: " + PROTOTYPE + " must be the row of the schema, " + prototype
                    + ", got " + text(archive, PROTOTYPE));
        }
        List<String> strangers = new ArrayList<>(archive.names());
        strangers.removeAll(MEMBERS);
        if (!strangers.isEmpty()) {
            throw new ArchiveException(
                    Rule.ARCHIVE_MEMBERS, "Fitted: members must be among " + MEMBERS + ", got " + strangers);
        }
    }

    private static List<Laplace> laplace(Archive archive) {
        return archive.names().contains(LAPLACE)
                ? JSON.convertValue(tree(archive, LAPLACE), new TypeReference<List<Laplace>>() {})
                : List.of();
    }

    private static Preparation preparation(Archive archive) throws JsonProcessingException {
        FittedRecipe recipe = archive.names().contains(RECIPE) ? FittedRecipe.fromJson(tree(archive, RECIPE)) : null;
        return new Preparation(recipe, Objects.requireNonNull(JSON.treeToValue(tree(archive, SCHEMA), Schema.class)));
    }

    private static JsonNode tree(Archive archive, String name) {
        try {
            return JSON.readTree(archive.member(name));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static String text(Archive archive, String name) {
        return new String(archive.member(name), StandardCharsets.UTF_8);
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
