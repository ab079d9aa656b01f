package keras4j;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.ForeignModel;
import keras4j.archive.KerasWeights;
import keras4j.archive.Reading;
import keras4j.archive.Rule;
import keras4j.catalogue.Catalogue;
import keras4j.code.Program;
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

    private Archive archive;

    private FittedArchive(Archive archive) {
        this.archive = archive;
    }

    static Archive write(Fitted fitted) {
        Origin origin = fitted.origin();
        FittedArchive written =
                new FittedArchive(Archive.of(Manifested.of(fitted, KerasWeights.parameters(fitted.model()))));
        if (origin.spec() == null) {
            written.json(Member.ORIGIN, origin(origin));
        } else {
            written.json(Member.SPEC, origin.spec());
        }
        fitted.recipe().ifPresent(recipe -> written.json(Member.RECIPE, recipe));
        if (!fitted.laplace().isEmpty()) {
            written.json(Member.LAPLACE, fitted.laplace());
        }
        fitted.samples().ifPresent(samples -> written.json(Member.SAMPLES, SamplesJson.of(samples)));
        written.json(Member.SCHEMA, fitted.schema());
        written.json(Member.PROTOTYPE, Prototype.of(fitted.preparation()));
        written.json(Member.HISTORY, fitted.history());
        written.json(Member.OUTPUTS, fitted.outputs());
        written.with(Member.SUMMARY, fitted.summary().getBytes(StandardCharsets.UTF_8));
        written.json(Member.DIAGRAM, fitted.diagram());
        written.with(Member.PROGRAM, fitted.python().getBytes(StandardCharsets.UTF_8));
        written.with(Member.MODEL, fitted.model());
        return written.archive;
    }

    private void json(Member member, Object value) {
        with(member, Members.json(value));
    }

    /** What could not be read again is not written. */
    private void with(Member member, byte[] bytes) {
        if (bytes.length > member.largest()) {
            throw new IllegalStateException("Fitted " + archive.about().get("name") + ": " + member.file()
                    + " must have at most " + member.largest() + " bytes, got " + bytes.length);
        }
        archive = archive.with(member.file(), bytes);
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode node = Members.object()
                .put("name", origin.name())
                .put("seed", origin.seed())
                .put("compiled", origin.compiled());
        ObjectNode customs = node.putObject("customObjects");
        origin.customObjects().forEach(custom -> customs.put(custom.name(), custom.source()));
        return node;
    }

    private static Origin origin(Members members) {
        JsonNode node = members.plainTree(Member.ORIGIN);
        JsonNode seed = node.path("seed");
        List<CustomObject> customs = new ArrayList<>();
        node.path("customObjects")
                .properties()
                .forEach(each -> customs.add(
                        CustomObject.foreign(each.getKey(), each.getValue().asText())));
        String name = node.path("name").asText();
        return new Origin(
                name,
                null,
                seed.isIntegralNumber() ? (Long) seed.longValue() : null,
                Program.of(members.text(Member.PROGRAM), name),
                node.path("compiled").asBoolean(),
                customs);
    }

    static Fitted load(Path file, Reading reading) {
        return read(file, Archive.load(file, reading), reading);
    }

    /** @param file where the archive comes from */
    static Fitted read(Path file, Archive archive, Reading reading) {
        try {
            return read(archive, reading);
        } catch (ArchiveException refused) {
            throw refused.in(file);
        }
    }

    static Fitted read(Archive archive, Reading reading) {
        try {
            Fitted fitted = read(Members.of(archive), Manifested.provenance(archive.about()));
            ForeignModel model = ForeignModel.check("Fitted", fitted.model(), fitted.customObjects());
            reading.check("Fitted", model.parameters());
            Manifested.check(Manifested.of(fitted, model.parameters()), archive.about());
            Agreement.check(fitted, model.config());
            warn(fitted);
            return fitted;
        } catch (ArchiveException refused) {
            throw refused.and(made(archive));
        } catch (IOException | RuntimeException damaged) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Fitted: the archive holds what keras4j did not write: " + damaged.getMessage() + made(archive),
                    damaged);
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

    private static Fitted read(Members members, Provenance provenance) throws IOException {
        Preparation preparation = preparation(members);
        List<List<Integer>> outputs = members.value(Member.OUTPUTS, new TypeReference<>() {});
        Agreement.checkPrototype(members.bytes(Member.PROTOTYPE), preparation);
        Samples samples = members.has(Member.SAMPLES)
                ? members.value(Member.SAMPLES, SamplesJson.class).samples(preparation, outputs)
                : null;
        return new Fitted(
                members.has(Member.SPEC) ? ofSpec(members, preparation.schema(), provenance) : origin(members),
                preparation,
                members.value(Member.HISTORY, History.class),
                outputs,
                new Described(members.text(Member.SUMMARY), members.value(Member.DIAGRAM, ModelDiagram.class)),
                provenance,
                members.bytes(Member.MODEL),
                null,
                members.has(Member.LAPLACE)
                        ? members.value(Member.LAPLACE, new TypeReference<List<Laplace>>() {})
                        : List.of(),
                samples);
    }

    /** The program is what the spec makes; another version may have made another. */
    private static Origin ofSpec(Members members, Schema schema, Provenance provenance) {
        Spec spec = Spec.fromJson(members.tree(Member.SPEC));
        Program program = FitCall.program(spec, schema);
        if (Version.text().equals(provenance.versions().get("keras4j"))
                && !program.source().equals(members.text(Member.PROGRAM))) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Fitted: " + Member.PROGRAM.file() + " must be the program of the spec, got another");
        }
        return Origin.of(spec, program);
    }

    private static Preparation preparation(Members members) throws IOException {
        FittedRecipe recipe = members.has(Member.RECIPE) ? FittedRecipe.fromJson(members.tree(Member.RECIPE)) : null;
        return new Preparation(recipe, members.value(Member.SCHEMA, Schema.class));
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
}
