package keras4j;

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
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.Reading;
import keras4j.archive.Rule;
import keras4j.interval.Scores;

/** A {@link Conformal} as the members of an archive, and back. */
final class ConformalArchive {
    private static final String SCORES = "scores.json";
    private static final String MODEL = "model-";

    private ConformalArchive() {}

    /** Whether this is what an archive holds, and not a fitted model. */
    static boolean isIn(Archive archive) {
        return archive.names().contains(SCORES);
    }

    static Archive write(Conformal conformal) {
        Archive archive = Archive.of(about(conformal)).with(SCORES, Members.json(conformal.scores()));
        for (int model = 0; model < conformal.models().size(); model++) {
            archive = archive.with(name(model), conformal.models().get(model).toBytes());
        }
        return archive;
    }

    /** What the manifest says: it is as old as its newest model. */
    private static Map<String, String> about(Conformal conformal) {
        List<Fitted> models = conformal.models();
        Map<String, String> about = new TreeMap<>();
        about.put("name", models.get(0).name());
        about.put("created", created(conformal).toString());
        models.get(0).versions().forEach((of, version) -> about.put("version." + of, version));
        about.put("models", String.valueOf(models.size()));
        about.put("rows", String.valueOf(conformal.rows()));
        return about;
    }

    static Instant created(Conformal conformal) {
        return Collections.max(conformal.models().stream().map(Fitted::created).toList());
    }

    /** @param file where the archive comes from */
    static Conformal read(Path file, Archive archive, Reading reading) {
        try {
            return read(archive, reading);
        } catch (ArchiveException refused) {
            throw refused.in(file);
        }
    }

    static Conformal read(Archive archive, Reading reading) {
        if (!isIn(archive)) {
            throw new ArchiveException(
                    Rule.ARCHIVE_MEMBERS,
                    "Conformal: archive must be of conformal models, got one of "
                            + archive.about().get("name") + "; Fitted.load reads it");
        }
        List<Fitted> models = new ArrayList<>();
        for (int model = 0; model == 0 || archive.names().contains(name(model)); model++) {
            models.add(FittedArchive.read(Archive.read(archive.member(name(model))), reading));
        }
        try {
            Conformal conformal = new Conformal(models, scores(archive, models));
            check(conformal, archive);
            return conformal;
        } catch (ArchiveException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Conformal: the archive holds what keras4j did not write: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static List<List<Scores>> scores(Archive archive, List<Fitted> models) throws IOException {
        List<List<Scores>> scores = Members.read(archive.member(SCORES), new TypeReference<>() {});
        List<List<Integer>> due = models.get(0).schema().outcomes().stream()
                .map(outcome -> Collections.nCopies(outcome.classifies() ? 1 : outcome.width(), models.size()))
                .toList();
        List<List<Integer>> found = scores.stream()
                .map(outcome ->
                        outcome.stream().map(each -> each.byModel().size()).toList())
                .toList();
        if (!found.equals(due)) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Conformal: scores must be of so many models for each number of each outcome: " + due + ", got "
                            + found);
        }
        return scores;
    }

    private static void check(Conformal conformal, Archive archive) {
        List<String> members = new ArrayList<>(List.of(SCORES));
        IntStream.range(0, conformal.models().size()).forEach(model -> members.add(name(model)));
        require(Rule.ARCHIVE_MEMBERS, "members must be ", members, archive.names());
        require(Rule.ARCHIVE_MANIFEST, "manifest must say of the members ", about(conformal), archive.about());
    }

    private static void require(Rule rule, String accepted, Object due, Object found) {
        if (!found.equals(due)) {
            throw new ArchiveException(rule, "Conformal: " + accepted + due + ", got " + found);
        }
    }

    private static String name(int model) {
        return MODEL + (model + 1) + ".keras4j";
    }
}
