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

/** What signing and verifying have in common: which keys are good, and what is signed. */
final class Keys {
    static final String ED25519 = "Ed25519";
    static final String HMAC = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;
    /** So that a signature of an archive is one of nothing else. */
    private static final byte[] CONTEXT = "keras4j archive\n".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    private Keys() {}

    /** What is signed of an archive with such a manifest. */
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
            throw new IllegalArgumentException(subject + ": key must be of " + ED25519 + ", got " + key.getAlgorithm());
        }
        return key;
    }

    static SecretKey requireSecret(String subject, SecretKey key) {
        byte[] bytes = key.getEncoded();
        if (bytes != null && bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    subject + ": secret must have at least " + SHORTEST_SECRET + " bytes, got " + bytes.length);
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

    /** The bytes of the only thing in a PEM text. */
    static byte[] pem(String subject, String type, String text) {
        Matcher matcher = PEM.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equals(type)) {
            throw new IllegalArgumentException(subject + ": PEM must be a " + type + ", got "
                    + (matcher.matches() ? "a " + matcher.group(1) : "no PEM"));
        }
        return Base64.getMimeDecoder().decode(matcher.group(2));
    }

    static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance(ED25519);
    }
}
