package keras4j.archive;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.SecretKey;

/** A key that signs archives: an Ed25519 private key, or a secret for HMAC-SHA-256. */
public final class Signer {
    private final String algorithm;
    private final Signing signing;

    /** Signs a manifest. */
    private interface Signing {
        byte[] sign(byte[] manifest) throws GeneralSecurityException;
    }

    private Signer(String algorithm, Signing signing) {
        this.algorithm = algorithm;
        this.signing = signing;
    }

    /**
     * A private key, as {@code KeyPairGenerator.getInstance("Ed25519")} makes it.
     *
     * @throws IllegalArgumentException it is of another algorithm
     */
    public static Signer of(PrivateKey key) {
        Keys.requireEd25519("Signer", key);
        return new Signer(Keys.ED25519, manifest -> {
            Signature signature = Signature.getInstance(Keys.ED25519);
            signature.initSign(key);
            signature.update(Keys.signed(manifest));
            return signature.sign();
        });
    }

    /**
     * A secret that whoever verifies has, too.
     *
     * @throws IllegalArgumentException it has fewer than 32 bytes
     */
    public static Signer of(SecretKey key) {
        Keys.requireSecret("Signer", key);
        return new Signer(Keys.HMAC, manifest -> Keys.hmac(key, manifest));
    }

    /**
     * A private key as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws IllegalArgumentException the text is something else
     */
    public static Signer ofPem(String pem) {
        try {
            return of(Keys.factory().generatePrivate(new PKCS8EncodedKeySpec(Keys.pem("Signer", "PRIVATE KEY", pem))));
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException(
                    "Signer: PEM must be a key of Ed25519, got another: " + other.getMessage());
        }
    }

    String algorithm() {
        return algorithm;
    }

    byte[] sign(byte[] manifest) {
        try {
            return signing.sign(manifest);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** As in {@code Signer Ed25519}; never the key. */
    @Override
    public String toString() {
        return "Signer " + algorithm;
    }
}
