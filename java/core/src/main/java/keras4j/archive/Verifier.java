package keras4j.archive;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import keras4j.internal.text.Preconditions;

/**
 * Keys whose signatures are accepted: one, or several during a key rotation. The key determines the algorithm; the
 * algorithm named in a file is ignored.
 */
public final class Verifier {
    private static final int ED25519_BYTES = 64;

    private final List<Known> keys;

    /** Signature check of a manifest. */
    private interface Check {
        boolean holds(byte[] manifest, byte[] signature) throws GeneralSecurityException;
    }

    /** Accepted key and the creation time from which its archives are accepted. */
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

    /**
     * Returns a verifier that accepts the keys of any of these, such as an old and a new key, each with its own
     * {@link #notBefore}.
     *
     * @param first the first verifier
     * @param others the other verifiers
     * @return the combined verifier
     */
    public static Verifier anyOf(Verifier first, Verifier... others) {
        Preconditions.notNull("Verifier", "first", first);
        Preconditions.array("Verifier", "others", others);
        return new Verifier(Stream.concat(Stream.of(first), Stream.of(others))
                .flatMap(verifier -> verifier.keys.stream())
                .toList());
    }

    /**
     * Returns a verifier with a public key.
     *
     * @param key the Ed25519 public key of the signer
     * @return the verifier
     * @throws IllegalArgumentException it is not an Ed25519 key
     */
    public static Verifier of(PublicKey key) {
        Preconditions.notNull("Verifier", "key", key);
        SignatureKeys.requireEd25519("Verifier", key);
        return of(SignatureKeys.ED25519, (manifest, signature) -> verifies(key, manifest, signature));
    }

    private static boolean verifies(PublicKey key, byte[] manifest, byte[] signature) throws GeneralSecurityException {
        // The JDK's own check ignores trailing bytes.
        if (signature.length != ED25519_BYTES) {
            return false;
        }
        Signature expected = Signature.getInstance(SignatureKeys.ED25519);
        expected.initVerify(key);
        expected.update(SignatureKeys.signed(manifest));
        return expected.verify(signature);
    }

    /**
     * Returns a verifier with the secret of the signer.
     *
     * @param key the secret for HMAC-SHA-256, at least 32 bytes
     * @return the verifier
     * @throws IllegalArgumentException it has fewer than 32 bytes
     */
    public static Verifier of(SecretKey key) {
        Preconditions.notNull("Verifier", "key", key);
        SignatureKeys.requireSecret("Verifier", key);
        return of(
                SignatureKeys.HMAC,
                (manifest, signature) -> MessageDigest.isEqual(SignatureKeys.hmac(key, manifest), signature));
    }

    /**
     * Returns a verifier with a public key in PEM format.
     *
     * @param pem the key as {@code openssl pkey -pubout} writes it
     * @return the verifier
     * @throws IllegalArgumentException the text is something else
     */
    public static Verifier ofPem(String pem) {
        Preconditions.notNull("Verifier", "pem", pem);
        try {
            return of(SignatureKeys.factory()
                    .generatePublic(new X509EncodedKeySpec(SignatureKeys.pem("Verifier", "PUBLIC KEY", pem))));
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(
                    "Verifier: PEM must be a key of Ed25519, got another: " + other.getMessage());
        }
    }

    /**
     * Returns a copy that refuses older archives, so that an outdated archive, though correctly signed, cannot replace
     * its successor.
     *
     * @param created the earliest accepted creation time
     * @return the copy
     */
    public Verifier notBefore(Instant created) {
        Preconditions.notNull("Verifier", "created", created);
        return new Verifier(keys.stream()
                .map(key -> new Known(key.algorithm, key.check, created))
                .toList());
    }

    /**
     * Returns the earliest time from which an archive with this signature may be.
     *
     * @param manifest the bytes of the archive's manifest
     * @param signature the bytes of its signature
     * @return {@link Instant#MIN} where there is no bound; empty if no key made the signature
     */
    public Optional<Instant> earliest(byte[] manifest, byte[] signature) {
        Preconditions.notNull("Verifier", "signature", signature);
        Preconditions.notNull("Verifier", "manifest", manifest);
        return keys.stream()
                .filter(key -> key.holds(manifest, signature))
                .map(Known::from)
                .min(Instant::compareTo);
    }

    /**
     * Returns the accepted keys in words.
     *
     * @return as in {@code the given key, by Ed25519}
     */
    public String accepted() {
        return (keys.size() == 1 ? "the given key" : "a given key") + ", by " + algorithms();
    }

    private String algorithms() {
        return keys.stream().map(Known::algorithm).distinct().collect(Collectors.joining(" or "));
    }

    /** Returns the algorithms, as in {@code Verifier Ed25519}; never the key. */
    @Override
    public String toString() {
        return "Verifier " + algorithms();
    }
}
