package keras4j;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.Rule;
import keras4j.interval.Scores;

/** A {@link Conformal} as the members of an archive, and back. */
final class ConformalArchive {
    private static final String SCORES = "scores.json";
    private static final String MODEL = "model-";

    private ConformalArchive() {}

    static Archive write(Conformal conformal) {
        Archive archive = Archive.of(conformal.models().get(0).versions())
                .with(SCORES, Members.json(conformal.scores()));
        for (int model = 0; model < conformal.models().size(); model++) {
            archive = archive.with(name(model), conformal.models().get(model).toBytes());
        }
        return archive;
    }

    static Conformal read(Archive archive) {
        List<Fitted> models = new ArrayList<>();
        for (int model = 0; model == 0 || archive.names().contains(name(model)); model++) {
            models.add(Fitted.ofBytes(archive.member(name(model))));
        }
        try {
            List<List<Scores>> scores = Members.read(archive.member(SCORES), new TypeReference<>() {});
            check(models, scores);
            if (!archive.about().equals(models.get(0).versions())) {
                throw new ArchiveException(
                        Rule.ARCHIVE_MANIFEST,
                        "Conformal: manifest must have the versions of the first model, "
                                + models.get(0).versions() + ", got " + archive.about());
            }
            return new Conformal(models, scores);
        } catch (ArchiveException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Conformal: the archive holds what keras4j did not write: " + damaged.getMessage(),
                    damaged);
        }
    }

    private static void check(List<Fitted> models, List<List<Scores>> scores) {
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
                    "Conformal: scores must be of so many models for each number of each outcome: "
                    + due + ", got " + found);
        }
    }

    private static String name(int model) {
        return MODEL + (model + 1) + ".keras4j";
    }
}
