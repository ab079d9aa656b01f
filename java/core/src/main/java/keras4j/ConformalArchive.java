package keras4j;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.interval.Scores;

/** A {@link Conformal} as the members of an archive, and back. */
final class ConformalArchive {
    private static final String SCORES = "scores.json";
    private static final String MODEL = "model-";
    private static final JsonMapper JSON = new JsonMapper();

    private ConformalArchive() {}

    static Archive write(Conformal conformal) {
        Archive archive = Archive.of(conformal.models().get(0).versions());
        try {
            archive = archive.with(SCORES, JSON.writeValueAsBytes(conformal.scores()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
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
            return new Conformal(
                    models, JSON.readValue(archive.member(SCORES), new TypeReference<List<List<Scores>>>() {}));
        } catch (IOException damaged) {
            throw new ArchiveException(
                    "Conformal: the archive holds what keras4j did not write: " + damaged.getMessage());
        }
    }

    private static String name(int model) {
        return MODEL + (model + 1) + ".keras4j";
    }
}
