package keras4j.internal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import keras4j.archive.ValidationRule;

/**
 * Last member of a signed archive: the signature of its manifest.
 *
 * @param algorithm informational only; verification ignores it
 * @param signature in base64
 */
public record SignatureMember(String algorithm, String signature) {
    public static final String NAME = "signature.json";

    public SignatureMember {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(signature);
    }

    public static SignatureMember of(String algorithm, byte[] signature) {
        return new SignatureMember(algorithm, Base64.getEncoder().encodeToString(signature));
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(signature);
    }

    public byte[] toBytes() {
        try {
            return ArchiveManifest.JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static SignatureMember read(byte[] json, Validator rules) {
        SignatureMember read = of("", new byte[0]);
        try {
            read = Objects.requireNonNullElse(ArchiveManifest.JSON.readValue(json, SignatureMember.class), read);
            read = of(read.algorithm, read.bytes());
        } catch (IOException | IllegalArgumentException other) {
            rules.require(
                    ValidationRule.ARCHIVE_SIGNATURE, false, NAME + " must be JSON of a signature", "something else");
        }
        boolean canonical = Arrays.equals(read.toBytes(), json);
        rules.require(ValidationRule.ARCHIVE_SIGNATURE, canonical, NAME + " must be canonical JSON", "another form");
        return read;
    }
}
