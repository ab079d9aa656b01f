package keras4j.archive;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * Keys that say whose archives are read: one, or several while one takes another's place. A key decides the algorithm; what a
 * file says of its signature is never asked.
 */
public final class Verifier {
    private static final int ED25519_BYTES = 64;

    private final List<Known> keys;

    /** Whether a signature is one of a manifest. */
    private interface Check {
        boolean holds(byte[] manifest, byte[] signature) throws GeneralSecurityException;
    }

    /** A key, and since when archives that it signed are read. */
    private record Known(String algorithm, Check check, Instant from) {
        boolean holds(byte[] manifest, byte[] signature) {
            try {
                return check.holds(manifest, signature);
            } catch (GeneralSecurityException other) {
                return false;
            }
        }
    }

    private Verifier(List<Known> keys) {
        this.keys = List.copyOf(keys);
    }

    private static Verifier of(String algorithm, Check check) {
        return new Verifier(List.of(new Known(algorithm, check, Instant.MIN)));
    }

    /** What any of these accepts: the key of yesterday with that of today, each since its own {@link #notBefore}. */
    public static Verifier anyOf(Verifier first, Verifier... others) {
        return new Verifier(Stream.concat(Stream.of(first), Stream.of(others))
                .flatMap(verifier -> verifier.keys.stream())
                .toList());
    }

    /**
     * The public half of the key that signs.
     *
     * @throws IllegalArgumentException it is not of Ed25519
     */
    public static Verifier of(PublicKey key) {
        Keys.requireEd25519("Verifier", key);
        return of(Keys.ED25519, (manifest, signature) -> {
            // The JDK's own check does not mind bytes behind.
            if (signature.length != ED25519_BYTES) {
                return false;
            }
            Signature expected = Signature.getInstance(Keys.ED25519);
            expected.initVerify(key);
            expected.update(Keys.signed(manifest));
            return expected.verify(signature);
        });
    }

    /**
     * The secret that signs.
     *
     * @throws IllegalArgumentException it has fewer than 32 bytes
     */
    public static Verifier of(SecretKey key) {
        Keys.requireSecret("Verifier", key);
        return of(Keys.HMAC, (manifest, signature) -> MessageDigest.isEqual(Keys.hmac(key, manifest), signature));
    }

    /**
     * A public key as {@code openssl pkey -pubout} writes it.
     *
     * @throws IllegalArgumentException the text is something else
     */
    public static Verifier ofPem(String pem) {
        try {
            return of(Keys.factory().generatePublic(new X509EncodedKeySpec(Keys.pem("Verifier", "PUBLIC KEY", pem))));
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(
                    "Verifier: PEM must be a key of Ed25519, got another: " + other.getMessage());
        }
    }

    /** The same, which refuses what was made before: an old archive, rightly signed, in place of its successor. */
    public Verifier notBefore(Instant created) {
        return new Verifier(keys.stream()
                .map(key -> new Known(key.algorithm, key.check, created))
                .toList());
    }

    void check(byte[] manifest, Map<String, String> about, byte[] signature, Rules rules) {
        List<Known> right =
                keys.stream().filter(key -> key.holds(manifest, signature)).toList();
        rules.require(
                Rule.ARCHIVE_SIGNATURE,
                !right.isEmpty(),
                "signature must be one of " + (keys.size() == 1 ? "the given key" : "a given key") + ", by "
                        + algorithms(),
                signature.length == 0 ? "none" : "another");
        Instant created = created(about);
        Instant from = right.stream().map(Known::from).min(Instant::compareTo).orElse(Instant.MIN);
        rules.require(
                Rule.ARCHIVE_SIGNATURE,
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

    private String algorithms() {
        return keys.stream().map(Known::algorithm).distinct().collect(Collectors.joining(" or "));
    }

    /** As in {@code Verifier Ed25519}; never the key. */
    @Override
    public String toString() {
        return "Verifier " + algorithms();
    }
}
