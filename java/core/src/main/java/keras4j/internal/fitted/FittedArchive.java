package keras4j.internal.fitted;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.code.Program;
import keras4j.data.Schema;
import keras4j.expr.CustomObject;
import keras4j.internal.archive.ArchiveManifest;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.Validator;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.interval.Laplace;
import keras4j.internal.kerasfile.CheckedModel;
import keras4j.internal.kerasfile.KerasWeights;
import keras4j.internal.onnx.OnnxFile;
import keras4j.internal.workflow.DataPreparation;
import keras4j.model.Samples;
import keras4j.model.TrainingHistory;
import keras4j.plot.ModelDiagram;
import keras4j.recipe.FittedRecipe;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conversion of a {@link FittedModel} to the members of an archive, and back. */
public final class FittedArchive {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");

    private static final String MAX_LENGTH = "maxLength";

    private MemberArchive archive;

    private FittedArchive(MemberArchive archive) {
        this.archive = archive;
    }

    public static MemberArchive write(FittedModel fitted) {
        ModelOrigin origin = fitted.origin();
        FittedArchive written =
                new FittedArchive(MemberArchive.of(FittedManifest.of(fitted, KerasWeights.parameters(fitted.model())))
                        .featuring(features(fitted)));
        if (origin.spec() == null) {
            written.json(ArchiveEntry.ORIGIN, origin(origin));
        } else {
            written.json(ArchiveEntry.SPEC, origin.spec());
        }
        if (fitted.preparation().recipe() != null) {
            written.json(ArchiveEntry.RECIPE, fitted.preparation().recipe());
        }
        if (!fitted.posterior().isEmpty()) {
            written.json(ArchiveEntry.LAPLACE, fitted.posterior());
        }
        if (fitted.samples() != null) {
            written.json(ArchiveEntry.SAMPLES, SamplesJson.of(fitted.samples()));
            written.archive = written.archive.confidential();
        }
        written.json(ArchiveEntry.SCHEMA, fitted.schema());
        written.json(ArchiveEntry.PROTOTYPE, PrototypeRow.of(fitted.preparation()));
        written.json(ArchiveEntry.HISTORY, fitted.history());
        written.json(ArchiveEntry.OUTPUTS, fitted.outputs());
        written.with(ArchiveEntry.SUMMARY, fitted.description().summary().getBytes(StandardCharsets.UTF_8));
        written.json(ArchiveEntry.DIAGRAM, fitted.description().diagram());
        written.with(ArchiveEntry.PROGRAM, fitted.program().source().getBytes(StandardCharsets.UTF_8));
        written.with(ArchiveEntry.MODEL, fitted.model());
        if (fitted.onnx() != null) {
            written.with(ArchiveEntry.ONNX, fitted.onnx().bytes());
        }
        return written.archive;
    }

    private static Set<String> features(FittedModel fitted) {
        Set<String> features = new TreeSet<>();
        if (callsBlocks(fitted.origin().spec())) {
            features.add(ArchiveManifest.BLOCK_CALLS);
        }
        if (fitted.signature().varies()) {
            features.add(ArchiveManifest.VARYING_AXES);
        }
        if (fitted.signature().texts()) {
            features.add(ArchiveManifest.TEXTS);
        }
        if (fitted.onnx() != null) {
            features.add(ArchiveManifest.ONNX);
        }
        return features;
    }

    private static boolean callsBlocks(@Nullable Spec spec) {
        return spec != null
                && spec.blocks().stream()
                        .anyMatch(block ->
                                !block.call().isEmpty() || !block.outputs().isEmpty());
    }

    private void json(ArchiveEntry member, Object value) {
        with(member, FittedEntries.json(value));
    }

    /** Adds a member, unless it would be too large to be read again. */
    private void with(ArchiveEntry member, byte[] bytes) {
        if (bytes.length > member.largest()) {
            throw new IllegalStateException("Fitted " + archive.about().get("name") + ": " + member.file()
                    + " must have at most " + member.largest() + " bytes, got " + bytes.length);
        }
        archive = archive.with(member.file(), bytes);
    }

    private static ObjectNode origin(ModelOrigin origin) {
        ObjectNode node = FittedEntries.object()
                .put("name", origin.name())
                .put("seed", origin.seed())
                .put("compiled", origin.compiled());
        if (origin.maxLength() != null) {
            node.put(MAX_LENGTH, origin.maxLength());
        }
        ObjectNode customs = node.putObject("customObjects");
        origin.customObjects().forEach(custom -> customs.put(custom.name(), custom.source()));
        return node;
    }

    private static ModelOrigin origin(FittedEntries members) {
        JsonNode node = members.plainTree(ArchiveEntry.ORIGIN);
        JsonNode seed = node.path("seed");
        List<CustomObject> customs = new ArrayList<>();
        node.path("customObjects")
                .properties()
                .forEach(each -> customs.add(
                        CustomObject.foreign(each.getKey(), each.getValue().asText())));
        String name = node.path("name").asText();
        return new ModelOrigin(
                name,
                null,
                seed.isIntegralNumber() ? (Long) seed.longValue() : null,
                Program.of(members.text(ArchiveEntry.PROGRAM), name),
                node.path("compiled").asBoolean(),
                customs,
                node.path(MAX_LENGTH).canConvertToInt()
                        ? (Integer) node.path(MAX_LENGTH).intValue()
                        : null);
    }

    public static FittedModel load(Path file, ReadOptions options) {
        return read(file, MemberArchive.load(file, options), options);
    }

    /**
     * Reads a fitted model from a file's archive.
     *
     * @param file the source of the archive, for messages
     */
    public static FittedModel read(Path file, MemberArchive archive, ReadOptions options) {
        try {
            return read(archive, options);
        } catch (ArchiveException refused) {
            throw refused.in(file);
        }
    }

    public static FittedModel read(MemberArchive archive, ReadOptions options) {
        try {
            FittedModel fitted = read(FittedEntries.of(archive), archive.about());
            CheckedModel model = CheckedModel.check("Fitted", fitted.model(), fitted.customObjects());
            options.check("Fitted", model.parameters());
            FittedManifest.check(FittedManifest.of(fitted, model.parameters()), archive.about());
            ArchiveConsistency.check(fitted, model.config());
            if (fitted.onnx() != null) {
                OnnxFile.check(fitted.onnx().bytes(), fitted.onnxSignature(), Validator.of("Fitted: model.onnx"));
            }
            ArchiveConsistency.checkFeatures(archive.features(), features(fitted));
            warn(fitted);
            return fitted;
        } catch (ArchiveException refused) {
            throw refused.and(made(archive));
        } catch (IOException | RuntimeException damaged) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted: the archive must be one written by keras4j: " + damaged.getMessage() + made(archive),
                    damaged);
        }
    }

    /**
     * Returns the versions that wrote an archive if they differ from the present ones, which may be the cause of a
     * refusal.
     */
    private static String made(MemberArchive archive) {
        String there =
                versions(archive.about().get("version.keras"), archive.about().get("version.keras4j"));
        String here = versions(Catalogue.keras().version(), LibraryVersion.text());
        return there.equals(here) ? "" : "; it was made with " + there + ", this is " + here;
    }

    private static String versions(@Nullable String keras, @Nullable String library) {
        return "Keras " + keras + " and keras4j " + library;
    }

    private static FittedModel read(FittedEntries members, Map<String, String> about) throws IOException {
        ModelProvenance provenance = FittedManifest.provenance(about);
        DataPreparation preparation = preparation(members);
        List<List<Integer>> outputs = members.value(ArchiveEntry.OUTPUTS, new TypeReference<>() {});
        ArchiveConsistency.checkPrototype(members.bytes(ArchiveEntry.PROTOTYPE), preparation);
        Samples samples = members.has(ArchiveEntry.SAMPLES)
                ? members.value(ArchiveEntry.SAMPLES, SamplesJson.class).samples(preparation, outputs)
                : null;
        return new FittedModel(
                members.has(ArchiveEntry.SPEC) ? ofSpec(members, preparation.schema(), provenance) : origin(members),
                preparation,
                members.value(ArchiveEntry.HISTORY, TrainingHistory.class),
                new ModelSignature(preparation.schema().inputs(), outputs),
                new ModelDescription(
                        members.text(ArchiveEntry.SUMMARY), members.value(ArchiveEntry.DIAGRAM, ModelDiagram.class)),
                provenance,
                ModelBytes.of(members.bytes(ArchiveEntry.MODEL)),
                members.has(ArchiveEntry.LAPLACE)
                        ? members.value(ArchiveEntry.LAPLACE, new TypeReference<List<Laplace>>() {})
                        : List.of(),
                samples,
                members.has(ArchiveEntry.ONNX) ? FittedManifest.onnx(about, members.bytes(ArchiveEntry.ONNX)) : null);
    }

    /**
     * Reads the origin of a model with a spec, whose program must match; another version may generate another program.
     */
    private static ModelOrigin ofSpec(FittedEntries members, Schema schema, ModelProvenance provenance) {
        Spec spec = Spec.fromJson(members.tree(ArchiveEntry.SPEC));
        Program program = DataPreparation.program(spec, schema);
        if (LibraryVersion.text().equals(provenance.versions().get("keras4j"))
                && !program.source().equals(members.text(ArchiveEntry.PROGRAM))) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted: " + ArchiveEntry.PROGRAM.file() + " must be the program of the spec, got another");
        }
        return ModelOrigin.of(spec, program);
    }

    private static DataPreparation preparation(FittedEntries members) throws IOException {
        FittedRecipe recipe =
                members.has(ArchiveEntry.RECIPE) ? FittedRecipe.fromJson(members.tree(ArchiveEntry.RECIPE)) : null;
        return new DataPreparation(recipe, members.value(ArchiveEntry.SCHEMA, Schema.class));
    }

    private static void warn(FittedModel fitted) {
        String here = Catalogue.keras().version();
        String there = fitted.provenance().versions().get("keras");
        if (!here.equals(there)) {
            LOG.warn(
                    "Fitted {}: it was made with Keras {}, and Keras {} will restore it; keras.verify(fitted) tells whether its"
                            + " samples are predicted the same",
                    fitted.name(),
                    there,
                    here);
        }
    }
}
