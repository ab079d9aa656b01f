package keras4j.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * The last member of a signed archive: the signature of its manifest.
 *
 * @param algorithm for readers of the file; nobody believes it
 * @param signature in base64
 */
record SignatureMember(String algorithm, String signature) {
    static final String NAME = "signature.json";

    SignatureMember {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(signature);
    }

    static SignatureMember of(String algorithm, byte[] signature) {
        return new SignatureMember(algorithm, Base64.getEncoder().encodeToString(signature));
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(signature);
    }

    byte[] toBytes() {
        try {
            return Manifest.JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static SignatureMember read(byte[] json, Rules rules) {
        SignatureMember read = of("", new byte[0]);
        try {
            read = Objects.requireNonNullElse(Manifest.JSON.readValue(json, SignatureMember.class), read);
            read = of(read.algorithm, read.bytes());
        } catch (IOException | IllegalArgumentException other) {
            rules.require(Rule.ARCHIVE_SIGNATURE, false, NAME + " must be JSON of a signature", "something else");
        }
        boolean canonical = Arrays.equals(read.toBytes(), json);
        rules.require(Rule.ARCHIVE_SIGNATURE, canonical, NAME + " must be canonical JSON", "another form");
        return read;
    }
}
