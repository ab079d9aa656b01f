package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import keras4j.archive.Hostile;
import keras4j.archive.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles and streams that keras4j did not write, however right their sums are. */
class HostileFittedTest {
    private static final List<String> JSON =
            List.of("spec.json", "schema.json", "history.json", "outputs.json", "prototype.json", "samples.json");
    private static final int MODELS = 582;
    private static final List<String> ODD = List.of(
            "",
            "{",
            "[]",
            "{}",
            "null",
            "1",
            "\"x\"",
            "[[[]]]",
            "{\"a\":[1e999]}",
            "[".repeat(3000),
            "{\"a\":[],\"a\":[]}",
            "{} {}");

    /** A history without epochs. */
    private static final Set<String> HARMLESS = Set.of("history.json{}", "history.json{\"a\":[1e999]}");

    private static Archive changed(String name, byte[] content) throws IOException {
        Archive golden = Archive.read(Golden.bytes());
        Archive changed = Archive.of(golden.about());
        for (String each : golden.names()) {
            changed = changed.with(each, each.equals(name) ? content : golden.member(each));
        }
        return changed;
    }

    private static ArchiveException refused(Archive archive) {
        return assertThrows(ArchiveException.class, () -> Fitted.ofBytes(archive.toBytes()));
    }

    @Test
    void every_hostile_model_is_refused_in_a_bundle_too() throws IOException {
        int refused = 0;
        for (Hostile hostile : Hostile.models()) {
            // A network that diverged may be kept.
            if (hostile.rule() != Rule.H5_FINITE && hostile.bytes().length < 1 << 20) {
                assertEquals(
                        hostile.rule(),
                        refused(changed("model.keras", hostile.bytes())).rule().orElseThrow());
                refused++;
            }
        }
        assertEquals(MODELS, refused);
    }

    @Test
    void members_that_hold_something_else_are_refused() throws IOException {
        for (String name : JSON) {
            for (String odd : ODD) {
                Archive archive = changed(name, odd.getBytes(StandardCharsets.UTF_8));
                if (HARMLESS.contains(name + odd)) {
                    assertEquals(
                            Golden.fitted().schema(),
                            Fitted.ofBytes(archive.toBytes()).schema());
                } else {
                    assertTrue(String.valueOf(refused(archive).getMessage()).startsWith("Fitted: "), name + " " + odd);
                }
            }
        }
    }

    /** The golden archive with something else in its manifest. */
    private static ArchiveException lying(String key, String value) throws IOException {
        Archive golden = Archive.read(Golden.bytes());
        Map<String, String> about = new TreeMap<>(golden.about());
        about.put(key, value);
        Archive lying = Archive.of(about);
        for (String each : golden.names()) {
            lying = lying.with(each, golden.member(each));
        }
        return refused(lying);
    }

    @Test
    void a_manifest_that_says_something_else_than_the_members_hold_is_refused() throws IOException {
        Map<String, String> lies = Map.of(
                "name", "other",
                "seed", "2",
                "inputs", "x (4) float32",
                "outcomes", "y 2 classes",
                "parameters", "22",
                "more", "code",
                "created", "2026-01-01T00:00:00.5Z");
        assertEquals(7, lies.size());
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            ArchiveException refused = lying(lie.getKey(), lie.getValue());
            assertEquals(Rule.ARCHIVE_MANIFEST, refused.rule().orElseThrow());
        }
        assertEquals(
                "Fitted: manifest must say of the members that seed is 1, got 2",
                lying("seed", "2").getMessage());
        assertTrue(String.valueOf(lying("created", "soon").getMessage()).startsWith("Fitted: "));
    }

    @Test
    void a_member_that_no_bundle_has_is_refused() throws IOException {
        Archive more = Archive.read(Golden.bytes()).with("code.py", new byte[0]);
        assertEquals(Rule.ARCHIVE_MEMBERS, refused(more).rule().orElseThrow());
    }

    @Test
    void samples_that_the_model_can_not_have_are_refused() throws IOException {
        String good = new String(Archive.read(Golden.bytes()).member("samples.json"), StandardCharsets.UTF_8);
        List<String> odd = List.of(
                good.replaceFirst("\\[3,3\\]", "[3,4]"),
                good.replaceFirst("\\[3,3\\]", "[-3,-3]"),
                good.replaceFirst("\\[3,3\\]", "[9]"),
                good.replaceFirst("\\[3,3\\]", "[]"),
                good.replaceFirst("\\[3,3\\]", "[2147483647,2147483647]"),
                good.replaceFirst("\\[3,1\\]", "[1,3]"),
                good.replaceFirst("float32", "int32"),
                good.replaceFirst("float32", "object"),
                good.replaceFirst("\"values\":\"", "\"values\":\"*"),
                good.replaceFirst("\"values\":\"[^\"]*\"", "\"values\":null"),
                good.replaceFirst("\"values\":\"[^\"]*\"", "\"values\":\"\""),
                good.replaceFirst("\"predicted\":\\[.*\\]", "\"predicted\":[]"),
                good.replaceFirst("\"x\":\\[\\{[^}]*\\}\\]", "\"x\":[]"),
                good.replaceFirst("\"x\"", "\"z\""));
        for (String each : odd) {
            Archive archive = changed("samples.json", each.getBytes(StandardCharsets.UTF_8));
            assertTrue(!each.equals(good) && refused(archive).getMessage() != null, each);
        }
        assertEquals(14, odd.size());
    }

    @Test
    void a_bundle_without_a_member_is_refused() throws IOException {
        Archive golden = Archive.read(Golden.bytes());
        for (String less : golden.names()) {
            Archive fewer = Archive.of(golden.about());
            for (String each : golden.names()) {
                fewer = each.equals(less) ? fewer : fewer.with(each, golden.member(each));
            }
            if (less.equals("samples.json")) {
                assertEquals(Optional.empty(), Fitted.ofBytes(fewer.toBytes()).samples());
            } else {
                refused(fewer);
            }
        }
    }

    @Test
    void every_truncation_of_a_bundle_is_refused() throws IOException {
        byte[] bytes = Golden.bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(ArchiveException.class, () -> Fitted.ofBytes(cut), "the first " + length + " bytes");
        }
    }

    @Test
    void every_changed_bit_of_a_bundle_is_noticed() throws IOException {
        byte[] bytes = Golden.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(ArchiveException.class, () -> Fitted.ofBytes(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertArrayEquals(Golden.bytes(), bytes);
    }

    private static byte[] stream(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] stream) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            in.setObjectInputFilter(Fitted.serialFilter());
            return in.readObject();
        }
    }

    @Test
    void a_fitted_model_passes_its_filter() throws Exception {
        assertEquals(Golden.fitted(), read(stream(Golden.fitted())));
    }

    @Test
    void nothing_else_passes_the_filter() throws Exception {
        Set<Object> nested = new HashSet<>();
        for (int depth = 0; depth < 100; depth++) {
            nested = new HashSet<>(Set.of(nested, "t" + depth));
        }
        Comparable<String> own = (Comparable<String> & Serializable) other -> 0;
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
                HostileFittedTest.class.getClassLoader(), new Class<?>[] {Comparable.class}, new Handler());
        List<Object> others = List.of(
                new ArrayList<>(List.of("x")),
                new HashMap<>(Map.of("x", "y")),
                new TreeMap<>(Map.of("x", "y")),
                nested,
                own,
                proxy,
                new byte[0],
                new byte[1 << 20],
                new int[][] {{1}},
                new Object[] {new Object[0]},
                java.time.Instant.EPOCH,
                BigInteger.TEN,
                1,
                Rule.ZIP_END,
                Thread.State.NEW,
                new ArchiveException("x"),
                new java.io.File("/etc/passwd"),
                java.net.URI.create("http://example.org"),
                new java.util.concurrent.atomic.AtomicLong(),
                List.of(Golden.fitted()),
                String.class);
        for (Object other : others) {
            byte[] stream = stream(other);
            assertThrows(InvalidClassException.class, () -> read(stream), String.valueOf(other.getClass()));
        }
        assertEquals(21, others.size());
    }

    private static final class Handler implements java.lang.reflect.InvocationHandler, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return 0;
        }
    }

    @Test
    void an_array_that_claims_all_memory_is_refused_before_it_is_made() throws Exception {
        byte[] stream = stream(new byte[4]);
        ByteBuffer.wrap(stream).putInt(stream.length - 8, 1_900_000_000);
        assertThrows(InvalidClassException.class, () -> read(stream));
    }

    @Test
    void a_class_that_stands_for_itself_is_refused() throws Exception {
        byte[] stream = new String(stream(new ArchiveException("x")), StandardCharsets.ISO_8859_1)
                .replace("keras4j.archive.ArchiveException", "keras4j.Fitted" + "_".repeat(18))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(Exception.class, () -> read(stream));
    }

    /** Where the version stands in a stream of the golden model; a mark, the length and the archive follow. */
    private static int content(byte[] stream) throws IOException {
        return new String(stream, StandardCharsets.ISO_8859_1)
                        .indexOf(new String(Golden.bytes(), 0, 64, StandardCharsets.ISO_8859_1))
                - 9;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
    void a_stream_of_another_version_is_refused(int version) throws Exception {
        byte[] stream = stream(Golden.fitted());
        ByteBuffer.wrap(stream).putInt(content(stream), version);
        assertThrows(InvalidObjectException.class, () -> read(stream));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, 100, Integer.MAX_VALUE, 1_900_000_000})
    void a_stream_of_another_length_is_refused(int length) throws Exception {
        byte[] stream = stream(Golden.fitted());
        ByteBuffer.wrap(stream).putInt(content(stream) + 5, length);
        assertThrows(IOException.class, () -> read(stream));
    }

    @Test
    void every_truncation_of_a_stream_is_refused() throws Exception {
        byte[] stream = stream(Golden.fitted());
        for (int length = 0; length < stream.length - 1; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThrows(IOException.class, () -> read(cut), "the first " + length + " bytes");
        }
    }

    @Test
    void every_changed_byte_of_a_stream_is_refused_or_changes_nothing() throws Exception {
        byte[] stream = stream(Golden.fitted());
        Fitted golden = Golden.fitted();
        for (int at = 0; at < stream.length; at++) {
            stream[at] ^= 0x11;
            try {
                assertEquals(golden, read(stream), "byte " + at);
            } catch (IOException | ClassNotFoundException refused) {
                // as it should
            }
            stream[at] ^= 0x11;
        }
    }
}
