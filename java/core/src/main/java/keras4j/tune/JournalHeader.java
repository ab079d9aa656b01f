package keras4j.tune;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import keras4j.internal.text.Sha256Sum;

/** Identity of a search in its journal. */
final class JournalHeader {
    static final String SEED = "seed";
    private static final String TOGETHER = "together";

    private JournalHeader() {}

    /**
     * Returns by name the settings that must be equal to resume a search; without a seed if it is still to be drawn.
     */
    static Map<String, String> of(Study study) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.putAll(study.subject());
        // The name of the hyperparameters in journals that exist.
        identity.put("open values", study.space().toString());
        identity.put(
                "folds",
                study.folds().size() + ", SHA-256 "
                        + Sha256Sum.of(SearchJournal.json(study.folds()).getBytes(StandardCharsets.UTF_8)));
        identity.put("criteria", study.criteria().toString());
        identity.put("search", study.search().toString());
        identity.put(
                TOGETHER,
                new TreeSet<>(study.together().free()) + ", " + study.together().most());
        if (study.seed() != null) {
            identity.put(SEED, study.seed().toString());
        }
        return identity;
    }

    /** Returns the settings without the batching rule, which depends on the size of the networks. */
    static Map<String, String> withoutBatching(Study study) {
        Map<String, String> identity = of(study);
        identity.remove(TOGETHER);
        return identity;
    }

    /** Returns the differences of two identities in words; none if they are equal. */
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
