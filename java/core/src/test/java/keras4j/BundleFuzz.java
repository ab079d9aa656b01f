package keras4j;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.archive.Archive;
import keras4j.archive.ArchiveException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles: as bytes, and with right sums around one member that holds anything. */
class BundleFuzz {
    private static final Archive GOLDEN = golden();
    private static final List<String> NAMES = GOLDEN.names();

    private static Archive golden() {
        try {
            return Archive.read(Golden.bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // What is read the first time loads the catalogue.
    @BeforeAll
    static void once_before() {
        Fitted.ofBytes(GOLDEN.toBytes());
    }

    static Stream<Arguments> seeds() {
        Stream<byte[]> members =
                IntStream.range(0, NAMES.size()).mapToObj(at -> Fuzzed.chosen(at, GOLDEN.member(NAMES.get(at))));
        return Stream.concat(Stream.of(Fuzzed.chosen(NAMES.size(), GOLDEN.toBytes())), members)
                .map(Arguments::of);
    }

    private static byte[] bundle(byte[] input) {
        int member = Fuzzed.choice(input, NAMES.size());
        byte[] bytes = Fuzzed.rest(input);
        if (member == NAMES.size()) {
            return bytes;
        }
        Archive changed = Archive.of(GOLDEN.about());
        for (int at = 0; at < NAMES.size(); at++) {
            changed = changed.with(NAMES.get(at), at == member ? bytes : GOLDEN.member(NAMES.get(at)));
        }
        return changed.toBytes();
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_bundle_is_read_or_refused(byte[] input) {
        byte[] bundle = bundle(input);
        Fuzzed.readOrRefused(ArchiveException.class, () -> Fitted.ofBytes(bundle));
    }
}
