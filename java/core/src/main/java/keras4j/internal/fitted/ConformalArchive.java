package keras4j.internal.fitted;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.data.Outcome;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.interval.ConformityScores;
import keras4j.internal.text.Quoted;

/** Conversion of a {@link ConformalModel} to the members of an archive, and back. */
public final class ConformalArchive {
    private static final String SCORES = "scores.json";
    private static final String MODEL = "model-";

    private ConformalArchive() {}

    /** Returns whether an archive holds a conformal model rather than a fitted one. */
    public static boolean isIn(MemberArchive archive) {
        return archive.names().contains(SCORES);
    }

    public static MemberArchive write(ConformalModel conformal) {
        MemberArchive archive = MemberArchive.of(about(conformal)).with(SCORES, FittedEntries.json(conformal.scores()));
        for (int model = 0; model < conformal.models().size(); model++) {
            archive = archive.with(
                    name(model),
                    FittedArchive.write(conformal.models().get(model)).toBytes());
        }
        boolean samples = conformal.models().stream().anyMatch(model -> model.samples() != null);
        return samples ? archive.confidential() : archive;
    }

    /** Returns the entries of the manifest: the archive is as old as its newest model. */
    private static Map<String, String> about(ConformalModel conformal) {
        List<FittedModel> models = conformal.models();
        Map<String, String> about = new TreeMap<>();
        about.put("name", models.get(0).name());
        about.put("created", created(conformal).toString());
        models.get(0).provenance().versions().forEach((of, version) -> about.put("version." + of, version));
        about.put("models", String.valueOf(models.size()));
        about.put("rows", String.valueOf(conformal.rows()));
        return about;
    }

    public static Instant created(ConformalModel conformal) {
        return Collections.max(conformal.models().stream()
                .map(each -> each.provenance().created())
                .toList());
    }

    /**
     * Reads a conformal model from a file's archive.
     *
     * @param file the source of the archive, for messages
     */
    public static ConformalModel read(Path file, MemberArchive archive, ReadOptions options) {
        try {
            return read(archive, options);
        } catch (ArchiveException refused) {
            throw refused.in(file);
        }
    }

    public static ConformalModel read(MemberArchive archive, ReadOptions options) {
        if (!isIn(archive)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_MEMBERS,
                    "Conformal: archive must be of conformal models, got one of "
                            + archive.about().get("name") + "; Fitted.load reads it");
        }
        List<FittedModel> models = new ArrayList<>();
        for (int model = 0; model == 0 || archive.names().contains(name(model)); model++) {
            models.add(FittedArchive.read(MemberArchive.read(archive.member(name(model))), options));
        }
        requireOneOutcome(models);
        try {
            ConformalModel conformal = new ConformalModel(models, scores(archive, models));
            check(conformal, archive);
            return conformal;
        } catch (ArchiveException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Conformal: the archive must be one written by keras4j: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static void requireOneOutcome(List<FittedModel> models) {
        List<Outcome> first = models.get(0).schema().outcomes();
        for (FittedModel model : models) {
            require(
                    ValidationRule.ARCHIVE_CONTENT,
                    "outcomes of all models must be ",
                    first,
                    model.schema().outcomes());
        }
    }

    private static List<List<ConformityScores>> scores(MemberArchive archive, List<FittedModel> models)
            throws IOException {
        List<List<ConformityScores>> scores = FittedEntries.read(archive.member(SCORES), new TypeReference<>() {});
        List<List<Integer>> due = models.get(0).schema().outcomes().stream()
                .map(outcome -> Collections.nCopies(outcome.classifies() ? 1 : outcome.width(), models.size()))
                .toList();
        List<List<Integer>> found = scores.stream()
                .map(outcome ->
                        outcome.stream().map(each -> each.byModel().size()).toList())
                .toList();
        if (!found.equals(due)) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Conformal: scores must be of so many models for each number of each outcome: " + due + ", got "
                            + Quoted.cut(found));
        }
        return scores;
    }

    private static void check(ConformalModel conformal, MemberArchive archive) {
        List<String> members = new ArrayList<>(List.of(SCORES));
        IntStream.range(0, conformal.models().size()).forEach(model -> members.add(name(model)));
        require(ValidationRule.ARCHIVE_MEMBERS, "members must be ", members, archive.names());
        require(
                ValidationRule.ARCHIVE_MANIFEST,
                "manifest must describe the members as ",
                about(conformal),
                archive.about());
    }

    private static void require(ValidationRule rule, String accepted, Object due, Object found) {
        if (!found.equals(due)) {
            throw new ArchiveException(rule, "Conformal: " + accepted + due + ", got " + Quoted.cut(found));
        }
    }

    private static String name(int model) {
        return MODEL + (model + 1) + ".keras4j";
    }
}
