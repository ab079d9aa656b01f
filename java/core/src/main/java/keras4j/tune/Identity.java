package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import keras4j.text.Sha256;

/** What a journal is of. */
final class Identity {
    static final String SEED = "seed";

    private Identity() {}

    /** By name, what must be the same for a search to be resumed; without a seed where one is to be drawn. */
    static Map<String, String> of(Study study) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.putAll(study.subject());
        identity.put("open values", study.space().toString());
        identity.put(
                "folds",
                study.folds().size() + ", SHA-256 "
                        + Sha256.of(Journal.json(study.folds()).getBytes(StandardCharsets.UTF_8)));
        identity.put("criteria", study.criteria().toString());
        identity.put("search", study.search().toString());
        identity.put(
                "together",
                new TreeSet<>(study.together().free()) + ", " + study.together().most());
        if (study.seed() != null) {
            identity.put(SEED, study.seed().toString());
        }
        return identity;
    }

    /** How two differ, in words; nothing if they don't. */
    static List<String> differences(Map<String, String> journal, Map<String, String> study) {
        List<String> differences = new ArrayList<>();
        study.forEach((name, due) -> {
            String got = journal.getOrDefault(name, "none");
            if (!got.equals(due)) {
                differences.add(name + " " + due + " here, " + got + " there");
            }
        });
        return differences;
    }

    static long drawn() {
        return new SecureRandom().nextLong() & 0xffffffffL;
    }
}
