package keras4j.internal.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import keras4j.archive.ArchiveException;
import keras4j.archive.HostileSignatures;
import keras4j.archive.ReadOptions;
import keras4j.archive.Signer;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of signatures and verifiers; {@link HostileSignatures} has the refused archives. */
class ArchiveSignatureTest {
    private static final KeyPair PAIR = pair("Ed25519");
    private static final SecretKey SECRET = secret("a secret of more than thirty-two bytes");
    private static final MemberArchive ARCHIVE =
            MemberArchive.of(Map.of("created", "2026-02-01T00:00:00Z")).with("x", new byte[] {1});

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SecretKey secret(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    }

    private static String pem(String type, Key key) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END " + type + "-----\n";
    }

    private static ReadOptions by(Verifier verifier) {
        return ReadOptions.DEFAULT.signedBy(verifier);
    }

    private static void refused(MemberArchive archive, Verifier verifier) {
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> MemberArchive.read(archive.toBytes(), by(verifier)));
        assertEquals(Optional.of(ValidationRule.ARCHIVE_SIGNATURE), refused.rule());
    }

    @Test
    void what_a_key_signed_is_read_with_its_other_half(@TempDir Path folder) {
        MemberArchive signed = ARCHIVE.signed(Signer.of(PAIR.getPrivate()));
        assertEquals(Optional.of("Ed25519"), signed.signature());
        Path file = folder.resolve("x.keras4j");
        signed.save(file);
        assertEquals(signed, MemberArchive.load(file, by(Verifier.of(PAIR.getPublic()))));
        assertEquals(signed, MemberArchive.load(file), "who asks for no signature reads it, too");
    }

    @Test
    void what_a_secret_signed_is_read_with_it() {
        MemberArchive signed = ARCHIVE.signed(Signer.of(SECRET));
        assertEquals(signed, MemberArchive.read(signed.toBytes(), by(Verifier.of(SECRET))));
        refused(signed, Verifier.of(secret("another secret of more than thirty-two bytes")));
    }

    @Test
    void keys_are_read_from_pem_as_openssl_writes_it() {
        MemberArchive signed = ARCHIVE.signed(Signer.ofPem(pem("PRIVATE KEY", PAIR.getPrivate())));
        assertEquals(
                signed, MemberArchive.read(signed.toBytes(), by(Verifier.ofPem(pem("PUBLIC KEY", PAIR.getPublic())))));
    }

    @Test
    void the_verifier_decides_the_algorithm() {
        refused(ARCHIVE.signed(Signer.of(PAIR.getPrivate())), Verifier.of(SECRET));
        refused(ARCHIVE.signed(Signer.of(SECRET)), Verifier.of(PAIR.getPublic()));
    }

    @Test
    void an_archive_that_is_older_than_asked_for_is_refused() {
        MemberArchive signed = ARCHIVE.signed(Signer.of(SECRET));
        Instant made = Instant.parse("2026-02-01T00:00:00Z");
        assertEquals(
                signed,
                MemberArchive.read(signed.toBytes(), by(Verifier.of(SECRET).notBefore(made))));
        Verifier later = Verifier.of(SECRET).notBefore(made.plusSeconds(1));
        assertEquals(
                "Archive: archive must not be made before 2026-02-01T00:00:01Z, got 2026-02-01T00:00:00Z",
                assertThrows(ArchiveException.class, () -> MemberArchive.read(signed.toBytes(), by(later)))
                        .getMessage());
    }

    @Test
    void of_several_keys_any_will_do_each_from_its_own_time() {
        Instant made = Instant.parse("2026-02-01T00:00:00Z");
        SecretKey next = secret("another secret of more than thirty-two bytes");
        Verifier old = Verifier.of(PAIR.getPublic());
        Verifier both = Verifier.anyOf(old, Verifier.of(next).notBefore(made.plusSeconds(1)));
        MemberArchive first = ARCHIVE.signed(Signer.of(PAIR.getPrivate()));
        assertEquals(first, MemberArchive.read(first.toBytes(), by(both)));
        refused(ARCHIVE.signed(Signer.of(next)), both);
        MemberArchive later =
                MemberArchive.of(Map.of("created", "2026-02-02T00:00:00Z")).signed(Signer.of(next));
        assertEquals(later, MemberArchive.read(later.toBytes(), by(both)));
        assertEquals("Verifier Ed25519 or HmacSHA256", both.toString());
        byte[] foreign = ARCHIVE.signed(Signer.of(SECRET)).toBytes();
        assertEquals(
                "Archive: signature must be one of a given key, by Ed25519 or HmacSHA256, got another",
                assertThrows(ArchiveException.class, () -> MemberArchive.read(foreign, by(both)))
                        .getMessage());
        refused(first, both.notBefore(made.plusSeconds(1)));
    }

    @Test
    void a_refusal_says_what_is_missing() {
        String rule = "Archive: signature must be one of the given key, by Ed25519, got ";
        Verifier verifier = Verifier.of(PAIR.getPublic());
        assertEquals(
                rule + "none",
                assertThrows(ArchiveException.class, () -> MemberArchive.read(ARCHIVE.toBytes(), by(verifier)))
                        .getMessage());
        byte[] other = ARCHIVE.signed(Signer.of(pair("Ed25519").getPrivate())).toBytes();
        assertEquals(
                rule + "another",
                assertThrows(ArchiveException.class, () -> MemberArchive.read(other, by(verifier)))
                        .getMessage());
    }

    @Test
    void keys_of_another_kind_are_refused() {
        RefusedData.with(
                "Signer: key must be of Ed25519, got EdDSA",
                () -> Signer.of(pair("Ed448").getPrivate()));
        RefusedData.with(
                "Verifier: key must be of Ed25519, got RSA",
                () -> Verifier.of(pair("RSA").getPublic()));
        String length = ": secret must have at least 32 bytes, got 5";
        RefusedData.with("Signer" + length, () -> Signer.of(secret("short")));
        RefusedData.with("Verifier" + length, () -> Verifier.of(secret("short")));
        RefusedData.with(
                "Verifier: PEM must be a PUBLIC KEY, got a PRIVATE KEY",
                () -> Verifier.ofPem(pem("PRIVATE KEY", PAIR.getPrivate())));
        RefusedData.with("Signer: PEM must be a PRIVATE KEY, got no PEM", () -> Signer.ofPem("secret"));
        String rsa = pem("PUBLIC KEY", pair("RSA").getPublic());
        assertThrows(IllegalArgumentException.class, () -> Verifier.ofPem(rsa));
    }

    @Test
    void a_changed_archive_is_unsigned() {
        MemberArchive signed = ARCHIVE.signed(Signer.of(SECRET));
        assertEquals(Optional.empty(), signed.with("y", new byte[0]).signature());
        assertEquals("Signer HmacSHA256", Signer.of(SECRET).toString());
        assertEquals("Verifier Ed25519", Verifier.of(PAIR.getPublic()).toString());
    }
}
