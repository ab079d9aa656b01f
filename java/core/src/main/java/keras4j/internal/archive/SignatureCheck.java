package keras4j.internal.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;

/** The check that an archive was signed by an accepted key, and is not older than the key allows. */
final class SignatureCheck {
    private SignatureCheck() {}

    static void check(
            Verifier verifier, byte[] manifest, Map<String, String> about, byte[] signature, Validator rules) {
        Optional<Instant> earliest = verifier.earliest(manifest, signature);
        rules.require(
                ValidationRule.ARCHIVE_SIGNATURE,
                earliest.isPresent(),
                "signature must be one of " + verifier.accepted(),
                signature.length == 0 ? "none" : "another");
        Instant created = created(about);
        Instant from = earliest.orElse(Instant.MIN);
        rules.require(
                ValidationRule.ARCHIVE_SIGNATURE,
                !created.isBefore(from),
                "archive must not be made before " + from,
                created.equals(Instant.MIN) ? "one of unknown age" : created);
    }

    private static Instant created(Map<String, String> about) {
        try {
            return Instant.parse(about.getOrDefault("created", "unknown"));
        } catch (DateTimeException unknown) {
            return Instant.MIN;
        }
    }
}
