package keras4j.archive;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.SecretKey;
import keras4j.internal.text.Preconditions;

/** Signing key for archives: an Ed25519 private key, or a secret for HMAC-SHA-256. */
public final class Signer {
    private final String algorithm;
    private final Signing signing;

    /** Signature algorithm with its key. */
    private interface Signing {
        byte[] sign(byte[] manifest) throws GeneralSecurityException;
    }

    private Signer(String algorithm, Signing signing) {
        this.algorithm = algorithm;
        this.signing = signing;
    }

    /**
     * Returns a signer with a private key.
     *
     * @param key an Ed25519 key, such as {@code KeyPairGenerator.getInstance("Ed25519")} generates
     * @return the signer
     * @throws IllegalArgumentException it is of another algorithm
     */
    public static Signer of(PrivateKey key) {
        Preconditions.notNull("Signer", "key", key);
        SignatureKeys.requireEd25519("Signer", key);
        return new Signer(SignatureKeys.ED25519, manifest -> {
            Signature signature = Signature.getInstance(SignatureKeys.ED25519);
            signature.initSign(key);
            signature.update(SignatureKeys.signed(manifest));
            return signature.sign();
        });
    }

    /**
     * Returns a signer with a secret that is shared with all verifiers.
     *
     * @param key the secret for HMAC-SHA-256, at least 32 bytes
     * @return the signer
     * @throws IllegalArgumentException it has fewer than 32 bytes
     */
    public static Signer of(SecretKey key) {
        Preconditions.notNull("Signer", "key", key);
        SignatureKeys.requireSecret("Signer", key);
        return new Signer(SignatureKeys.HMAC, manifest -> SignatureKeys.hmac(key, manifest));
    }

    /**
     * Returns a signer with a private key in PEM format.
     *
     * @param pem the key as {@code openssl genpkey -algorithm ed25519} writes it
     * @return the signer
     * @throws IllegalArgumentException the text is something else
     */
    public static Signer ofPem(String pem) {
        Preconditions.notNull("Signer", "pem", pem);
        try {
            return of(SignatureKeys.factory()
                    .generatePrivate(new PKCS8EncodedKeySpec(SignatureKeys.pem("Signer", "PRIVATE KEY", pem))));
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(
                    "Signer: PEM must be a key of Ed25519, got another: " + other.getMessage());
        }
    }

    /** {@return the name of the signature algorithm} */
    public String algorithm() {
        return algorithm;
    }

    /**
     * Signs a manifest.
     *
     * @param manifest the bytes to sign
     * @return the signature
     */
    public byte[] sign(byte[] manifest) {
        Preconditions.notNull("Signer", "manifest", manifest);
        try {
            return signing.sign(manifest);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** Returns the algorithm, as in {@code Signer Ed25519}; never the key. */
    @Override
    public String toString() {
        return "Signer " + algorithm;
    }
}
