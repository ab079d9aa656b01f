package keras4j.archive;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * A key that says whose archives are read. The key decides the algorithm; what a file says of its signature is never asked.
 */
public final class Verifier {
    private static final int ED25519_BYTES = 64;

    private final String algorithm;
    private final Check check;
    private final Instant from;

    /** Whether a signature is one of a manifest. */
    private interface Check {
        boolean holds(byte[] manifest, byte[] signature) throws GeneralSecurityException;
    }

    private Verifier(String algorithm, Check check, Instant from) {
        this.algorithm = algorithm;
        this.check = check;
        this.from = from;
    }

    /**
     * The public half of the key that signs.
     *
     * @throws IllegalArgumentException it is not of Ed25519
     */
    public static Verifier of(PublicKey key) {
        Keys.requireEd25519("Verifier", key);
        return new Verifier(
                Keys.ED25519,
                (manifest, signature) -> {
                    // The JDK's own check does not mind bytes behind.
                    if (signature.length != ED25519_BYTES) {
                        return false;
                    }
                    Signature expected = Signature.getInstance(Keys.ED25519);
                    expected.initVerify(key);
                    expected.update(Keys.signed(manifest));
                    return expected.verify(signature);
                },
                Instant.MIN);
    }

    /**
     * The secret that signs.
     *
     * @throws IllegalArgumentException it has fewer than 32 bytes
     */
    public static Verifier of(SecretKey key) {
        Keys.requireSecret("Verifier", key);
        return new Verifier(
                Keys.HMAC,
                (manifest, signature) -> MessageDigest.isEqual(Keys.hmac(key, manifest), signature),
                Instant.MIN);
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
        return new Verifier(algorithm, check, created);
    }

    void check(byte[] manifest, Map<String, String> about, byte[] signature, Rules rules) {
        rules.require(
                Rule.ARCHIVE_SIGNATURE,
                holds(manifest, signature),
                "signature must be one of the given key, by " + algorithm,
                signature.length == 0 ? "none" : "another");
        Instant created = created(about);
        rules.require(
                Rule.ARCHIVE_SIGNATURE,
                !created.isBefore(from),
                "archive must not be made before " + from,
                created.equals(Instant.MIN) ? "one of unknown age" : created);
    }

    private boolean holds(byte[] manifest, byte[] signature) {
        try {
            return check.holds(manifest, signature);
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private static Instant created(Map<String, String> about) {
        try {
            return Instant.parse(about.getOrDefault("created", "unknown"));
        } catch (DateTimeException unknown) {
            return Instant.MIN;
        }
    }

    /** As in {@code Verifier Ed25519}; never the key. */
    @Override
    public String toString() {
        return "Verifier " + algorithm;
    }
}
