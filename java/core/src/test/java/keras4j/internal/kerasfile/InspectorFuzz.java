package keras4j.internal.kerasfile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.Fuzzed;
import keras4j.archive.ArchiveException;
import keras4j.fitted.KerasFile;
import keras4j.internal.archive.MemberArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzz test of {@code .keras} files: as raw bytes, and with valid checksums around one arbitrary member. */
class InspectorFuzz {
    private static final byte[] GENUINE = KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, KerasFiles.DENSE));
    private static final Map<String, byte[]> MEMBERS = KerasZip.read(GENUINE);
    private static final List<String> NAMES = MemberArchive.KERAS_MEMBERS;

    // The first read loads the catalogue.
    @BeforeAll
    static void once_before() {
        KerasFile.of(GENUINE);
    }

    static Stream<Arguments> seeds() {
        Stream<byte[]> members = IntStream.range(0, NAMES.size()).mapToObj(at -> Fuzzed.chosen(at, member(at)));
        return Stream.concat(Stream.of(Fuzzed.chosen(NAMES.size(), GENUINE)), members)
                .map(Arguments::of);
    }

    private static byte[] member(int at) {
        return Objects.requireNonNull(MEMBERS.get(NAMES.get(at)));
    }

    private static byte[] file(byte[] input) {
        int member = Fuzzed.choice(input, NAMES.size());
        byte[] bytes = Fuzzed.rest(input);
        if (member == NAMES.size()) {
            return bytes;
        }
        Map<String, byte[]> changed = new TreeMap<>(MEMBERS);
        changed.put(NAMES.get(member), bytes);
        return KerasZip.write(changed);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_file_is_read_or_refused(byte[] input) {
        byte[] file = file(input);
        Fuzzed.readOrRefused(ArchiveException.class, () -> KerasFile.of(file));
    }
}
