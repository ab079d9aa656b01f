package keras4j.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Incremental SHA-256 checksum. */
public final class Sha256Sum {
    private final MessageDigest digest;

    public Sha256Sum() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Returns the checksum of bytes in hexadecimal. */
    public static String of(byte[] bytes) {
        return new Sha256Sum().add(bytes).hex();
    }

    public Sha256Sum add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the bytes between the buffer's position and its limit. */
    public Sha256Sum add(ByteBuffer bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds a text in UTF-8, followed by a zero byte that separates it from the next text. */
    public Sha256Sum add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Returns the checksum in 64 hexadecimal digits, and resets it. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
