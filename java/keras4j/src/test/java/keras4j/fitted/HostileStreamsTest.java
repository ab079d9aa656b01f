package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
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
import java.util.Set;
import java.util.TreeMap;
import keras4j.JavaStream;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of object streams that do not hold fitted models, or were not written by keras4j. */
class HostileStreamsTest {
    private static Object read(byte[] stream) throws IOException, ClassNotFoundException {
        return read(stream, Fitted.serialFilter());
    }

    private static Object read(byte[] stream, ObjectInputFilter filter) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        }
    }

    @Test
    void a_fitted_model_passes_its_filter() throws Exception {
        assertEquals(Golden.fitted(), read(JavaStream.of(Golden.fitted())));
    }

    @Test
    void nothing_else_passes_the_filter() throws Exception {
        Set<Object> nested = new HashSet<>();
        for (int depth = 0; depth < 100; depth++) {
            nested = new HashSet<>(Set.of(nested, "t" + depth));
        }
        Comparable<String> own = (Comparable<String> & Serializable) other -> 0;
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
                HostileStreamsTest.class.getClassLoader(), new Class<?>[] {Comparable.class}, new Handler());
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
                ValidationRule.ZIP_END,
                Thread.State.NEW,
                new ArchiveException("x"),
                new java.io.File("/etc/passwd"),
                java.net.URI.create("http://example.org"),
                new java.util.concurrent.atomic.AtomicLong(),
                List.of(Golden.fitted()),
                String.class);
        for (Object other : others) {
            byte[] stream = JavaStream.of(other);
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
        byte[] stream = JavaStream.of(new byte[4]);
        ByteBuffer.wrap(stream).putInt(stream.length - 8, 1_900_000_000);
        assertThrows(InvalidClassException.class, () -> read(stream));
    }

    /** A class's own fields, where its proxy should be. */
    private static byte[] direct(Class<?> type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(type.getName());
        out.writeLong(ObjectStreamClass.lookup(type).getSerialVersionUID());
        out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(classes = {Fitted.class, Conformal.class})
    void a_class_that_stands_for_itself_is_refused(Class<?> type) throws Exception {
        byte[] stream = direct(type);
        InvalidObjectException refused = assertThrows(InvalidObjectException.class, () -> read(stream));
        assertEquals(type.getSimpleName() + ": only its serialized form is read from a stream", refused.getMessage());
    }

    /** Proxies of nothing, each in the one before it. */
    private static byte[] nested(int depth) throws IOException {
        byte[] one = JavaStream.of(new SerializedForm(false, new byte[0]));
        byte[] head = Arrays.copyOf(one, one.length - 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head);
        byte[] content = Arrays.copyOfRange(one, content(one, 9) - 2, one.length - 1);
        for (int each = 0; each < depth; each++) {
            bytes.write(ObjectStreamConstants.TC_OBJECT);
            bytes.write(ObjectStreamConstants.TC_REFERENCE);
            bytes.writeBytes(ByteBuffer.allocate(4)
                    .putInt(ObjectStreamConstants.baseWireHandle)
                    .array());
            bytes.write(content);
        }
        return bytes.toByteArray();
    }

    private static int content(byte[] stream, int bytes) {
        return stream.length - 1 - bytes;
    }

    @Test
    void models_in_models_are_refused_with_the_filter_and_without() throws Exception {
        byte[] stream = nested(100_000);
        assertThrows(InvalidClassException.class, () -> read(stream));
        for (ObjectInputFilter filter : List.<ObjectInputFilter>of(
                Fitted.serialFilter(String.class), info -> ObjectInputFilter.Status.ALLOWED)) {
            InvalidObjectException refused = assertThrows(InvalidObjectException.class, () -> read(stream, filter));
            assertEquals("Fitted: the stream must not nest models, got one within another", refused.getMessage());
        }
        assertEquals(Golden.fitted(), read(JavaStream.of(Golden.fitted())));
    }

    @Test
    void an_object_behind_the_bytes_of_a_model_is_refused() throws Exception {
        byte[] stream = JavaStream.of(Golden.fitted());
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.write(stream, 0, stream.length - 1);
        byte[] other = JavaStream.of(new ArrayList<>(List.of("x")));
        more.write(other, 4, other.length - 4);
        more.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
        assertThrows(InvalidClassException.class, () -> read(more.toByteArray()));
    }

    private record Deployment(String place, Fitted model) implements Serializable {}

    @Test
    void what_holds_a_model_passes_a_filter_that_names_it() throws Exception {
        Deployment deployment = new Deployment("here", Golden.fitted());
        byte[] stream = JavaStream.of(deployment);
        assertThrows(InvalidClassException.class, () -> read(stream));
        assertEquals(deployment, read(stream, Fitted.serialFilter(Deployment.class)));
        byte[] list = JavaStream.of(new Object[] {deployment, deployment, Golden.fitted()});
        assertThrows(InvalidClassException.class, () -> read(list, Fitted.serialFilter(Deployment.class)));
        assertEquals(3, ((Object[]) read(list, Fitted.serialFilter(Deployment.class, Object[].class))).length);
    }

    @ParameterizedTest
    @CsvSource({"17, 1, 1, 1", "1, 1001, 1, 1", "1, 1, 2147483649, 1", "1, 1, 1, 65537"})
    void the_filter_has_bounds_that_hold_whatever_is_asked(long depth, long references, long bytes, long length) {
        assertEquals(ObjectInputFilter.Status.REJECTED, asked(depth, references, bytes, length));
        assertEquals(ObjectInputFilter.Status.UNDECIDED, asked(1, 1, 1, 1));
    }

    private static ObjectInputFilter.Status asked(long depth, long references, long bytes, long length) {
        return Fitted.serialFilter(String.class).checkInput(new ObjectInputFilter.FilterInfo() {
            @Override
            public @Nullable Class<?> serialClass() {
                return null;
            }

            @Override
            public long arrayLength() {
                return length;
            }

            @Override
            public long depth() {
                return depth;
            }

            @Override
            public long references() {
                return references;
            }

            @Override
            public long streamBytes() {
                return bytes;
            }
        });
    }

    /**
     * Returns the position of the version in a stream of the golden model; a mark, the length and the archive follow.
     */
    private static int content(byte[] stream) throws IOException {
        return new String(stream, StandardCharsets.ISO_8859_1)
                        .indexOf(new String(Golden.bytes(), 0, 64, StandardCharsets.ISO_8859_1))
                - 9;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
    void a_stream_of_another_version_is_refused(int version) throws Exception {
        byte[] stream = JavaStream.of(Golden.fitted());
        ByteBuffer.wrap(stream).putInt(content(stream), version);
        assertThrows(InvalidObjectException.class, () -> read(stream));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, 100, Integer.MAX_VALUE, 1_900_000_000, 1_000_000_000})
    void a_stream_of_another_length_is_refused(int length) throws Exception {
        byte[] stream = JavaStream.of(Golden.fitted());
        ByteBuffer.wrap(stream).putInt(content(stream) + 5, length);
        assertThrows(IOException.class, () -> read(stream));
    }

    @Test
    @Tag("slow")
    void every_truncation_of_a_stream_is_refused() throws Exception {
        byte[] stream = JavaStream.of(Golden.fitted());
        for (int length = 0; length < stream.length - 1; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThrows(IOException.class, () -> read(cut), "the first " + length + " bytes");
        }
    }

    @Test
    @Tag("slow")
    void every_changed_byte_of_a_stream_is_refused_or_changes_nothing() throws Exception {
        byte[] stream = JavaStream.of(Golden.fitted());
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
