package keras4j.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.interfaces.EdECKey;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import keras4j.internal.text.Quoted;

/** Shared parts of signing and verifying: the accepted keys and the signed bytes. */
final class SignatureKeys {
    static final String ED25519 = "Ed25519";
    static final String HMAC = "HmacSHA256";
    private static final int MIN_SECRET_BYTES = 32;
    /** Prefix that makes a signature of an archive invalid in any other context. */
    private static final byte[] CONTEXT = "keras4j archive\n".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private SignatureKeys() {}

    /** Returns the bytes to sign for an archive with this manifest. */
    static byte[] signed(byte[] manifest) {
        byte[] signed = new byte[CONTEXT.length + manifest.length];
        System.arraycopy(CONTEXT, 0, signed, 0, CONTEXT.length);
        System.arraycopy(manifest, 0, signed, CONTEXT.length, manifest.length);
        return signed;
    }

    static <K extends Key> K requireEd25519(String subject, K key) {
        boolean good = key instanceof EdECKey curve
                && curve.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
        if (!good) {
            throw new IllegalArgumentException(
                    subject + ": key must be of " + ED25519 + ", got " + Quoted.cut(key.getAlgorithm()));
        }
        return key;
    }

    static SecretKey requireSecret(String subject, SecretKey key) {
        byte[] bytes = key.getEncoded();
        if (bytes != null && bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    subject + ": secret must have at least " + MIN_SECRET_BYTES + " bytes, got " + bytes.length);
        }
        return key;
    }

    static byte[] hmac(SecretKey key, byte[] manifest) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(signed(manifest));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** Returns the bytes of the only object in a PEM text. */
    static byte[] pem(String subject, String type, String text) {
        Matcher matcher = PEM.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equals(type)) {
            throw new IllegalArgumentException(subject + ": PEM must be a " + type + ", got "
                    + Quoted.cut(matcher.matches() ? "a " + matcher.group(1) : "no PEM"));
        }
        return Base64.getMimeDecoder().decode(matcher.group(2));
    }

    static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance(ED25519);
    }
}
