package keras4j.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import keras4j.internal.archive.ArchiveManifest;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.SignatureMember;
import keras4j.internal.archive.StoredZip;
import keras4j.internal.archive.Validator;
import keras4j.internal.archive.ZipReader;
import keras4j.internal.kerasfile.Hostile;

/** Archives without a valid signature of a certain key. */
public final class HostileSignatures {
    private static final KeyPair KEY = pair();
    private static final KeyPair OTHER = pair();

    /** Verifier that accepts only archives that one key signed this year. */
    public static final Verifier VERIFIER =
            Verifier.of(KEY.getPublic()).notBefore(Instant.parse("2026-01-01T00:00:00Z"));

    private static final MemberArchive BASE = made("2026-02-01T00:00:00Z", "hi");

    private final List<Hostile> all = new ArrayList<>();

    public static List<Hostile> all() {
        HostileSignatures signatures = new HostileSignatures();
        signatures.keys();
        signatures.swapped();
        signatures.old();
        signatures.forms();
        return signatures.all;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemberArchive made(String created, String spec) {
        return MemberArchive.of(Map.of("created", created)).with("spec.json", bytes(spec));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(String name, byte[] archive) {
        all.add(new Hostile(name, ValidationRule.ARCHIVE_SIGNATURE, archive));
    }

    /** Adds the archive with other bytes as its signature. */
    private void signature(String name, MemberArchive archive, byte[] member) {
        Map<String, byte[]> members = new LinkedHashMap<>(ZipReader.read(archive.toBytes(), Validator.of("base")));
        members.put(SignatureMember.NAME, member);
        add(name, StoredZip.write(members));
    }

    private static byte[] member(String algorithm, byte[] signature) {
        return SignatureMember.of(algorithm, signature).toBytes();
    }

    private static byte[] manifest(MemberArchive archive) {
        return Objects.requireNonNull(
                ZipReader.read(archive.toBytes(), Validator.of("base")).get(ArchiveManifest.NAME));
    }

    private static byte[] signed(MemberArchive archive) {
        return Signer.of(KEY.getPrivate()).sign(manifest(archive));
    }

    private void keys() {
        add("no signature", BASE.toBytes());
        add("another key", BASE.signed(Signer.of(OTHER.getPrivate())).toBytes());
        byte[] another = Signer.of(OTHER.getPrivate()).sign(manifest(BASE));
        for (String algorithm : List.of("none", "None", "", "HmacSHA256", "Ed448", "RSA")) {
            signature("nothing by '" + algorithm + "'", BASE, member(algorithm, new byte[0]));
            signature("another key by '" + algorithm + "'", BASE, member(algorithm, another));
        }
        // The public key as an HMAC secret: a verifier that accepts it would trust any signer.
        SecretKeySpec published = new SecretKeySpec(KEY.getPublic().getEncoded(), "HmacSHA256");
        add("a public key as a secret", BASE.signed(Signer.of(published)).toBytes());
        signature(
                "a public key as a secret by 'Ed25519'",
                BASE,
                member("Ed25519", SignatureKeys.hmac(published, manifest(BASE))));
        signature("64 zeros", BASE, member("Ed25519", new byte[64]));
    }

    private void swapped() {
        byte[] good = signed(BASE);
        signature("the signature of another archive", made("2026-02-01T00:00:00Z", "ho"), member("Ed25519", good));
        signature("the signature of another date", made("2027-02-01T00:00:00Z", "hi"), member("Ed25519", good));
        signature("a part of a signature", BASE, member("Ed25519", Arrays.copyOf(good, 63)));
        signature("a longer signature", BASE, member("Ed25519", Arrays.copyOf(good, 65)));
        byte[] flipped = good.clone();
        flipped[20] ^= 1;
        signature("a changed bit", BASE, member("Ed25519", flipped));
        signature("a signature of the bare manifest", BASE, member("Ed25519", bare(manifest(BASE))));
        signature("a signature of a member", BASE, member("Ed25519", bare(bytes("hi"))));
    }

    private static byte[] bare(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void old() {
        for (String created : List.of("2025-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "2026-02-01", "soon", "")) {
            add(
                    "made '" + created + "'",
                    made(created, "hi").signed(Signer.of(KEY.getPrivate())).toBytes());
        }
        MemberArchive ageless = MemberArchive.of(Map.of()).with("spec.json", bytes("hi"));
        add("of no age", ageless.signed(Signer.of(KEY.getPrivate())).toBytes());
    }

    private void forms() {
        String good = new String(member("Ed25519", signed(BASE)), StandardCharsets.UTF_8);
        String text = Base64.getEncoder().encodeToString(signed(BASE));
        for (String odd :
                List.of("", "{", "null", "[]", "\"" + text + "\"", "{}", good + " ", good + "{}", "[".repeat(5000))) {
            signature("the signature " + odd.substring(0, Math.min(odd.length(), 12)) + odd.length(), BASE, bytes(odd));
        }
        Map<String, String> changes = Map.of(
                "{\"a",
                "{ \"a",
                "{\"alg",
                "{\"more\":1,\"alg",
                "\"Ed25519\"",
                "null",
                "{",
                "{\"algorithm\":\"none\",",
                text.substring(0, 10),
                "*".repeat(10),
                text,
                text.substring(0, 40) + "\\n" + text.substring(40),
                "\"" + text + "\"",
                "null");
        changes.forEach((from, to) ->
                signature("'" + to.substring(0, Math.min(to.length(), 20)) + "'", BASE, bytes(good.replace(from, to))));
    }
}
