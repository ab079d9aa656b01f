package keras4j.fitted;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.Fuzzed;
import keras4j.archive.ArchiveException;
import keras4j.internal.archive.MemberArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzz targets for archives: as raw bytes, and with correct checksums around one arbitrary member. */
class BundleFuzz {
    /** Of every member one that is right. */
    private static final List<MemberArchive> GOLDEN = golden();

    private static List<MemberArchive> golden() {
        try {
            return List.of(
                    MemberArchive.read(Golden.bytes()),
                    MemberArchive.read(Golden.bytes("titanic")),
                    MemberArchive.read(Golden.bytes("own")),
                    MemberArchive.read(Golden.bytes("conformal")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // What is read the first time loads the catalogue.
    @BeforeAll
    static void once_before() {
        GOLDEN.forEach(archive -> read(archive.toBytes()));
    }

    private static void read(byte[] bundle) {
        boolean conformal = MemberArchive.read(bundle).names().contains("scores.json");
        Function<byte[], Object> reader = conformal ? Conformal::ofBytes : Fitted::ofBytes;
        Objects.requireNonNull(reader.apply(bundle));
    }

    static Stream<Arguments> seeds() {
        return IntStream.range(0, GOLDEN.size())
                .boxed()
                .flatMap(BundleFuzz::seeds)
                .map(Arguments::of);
    }

    /** The archive, and each of its members. */
    private static Stream<byte[]> seeds(int archive) {
        MemberArchive golden = GOLDEN.get(archive);
        List<String> names = golden.names();
        return Stream.concat(
                Stream.of(Fuzzed.chosen(archive, Fuzzed.chosen(names.size(), golden.toBytes()))),
                IntStream.range(0, names.size())
                        .mapToObj(at -> Fuzzed.chosen(archive, Fuzzed.chosen(at, golden.member(names.get(at))))));
    }

    private static byte[] bundle(byte[] input) {
        MemberArchive golden = GOLDEN.get(Fuzzed.choice(input, GOLDEN.size() - 1));
        List<String> names = golden.names();
        byte[] rest = Fuzzed.rest(input);
        int member = Fuzzed.choice(rest, names.size());
        byte[] bytes = Fuzzed.rest(rest);
        if (member == names.size()) {
            return bytes;
        }
        MemberArchive changed = MemberArchive.of(golden.about());
        for (int at = 0; at < names.size(); at++) {
            changed = changed.with(names.get(at), at == member ? bytes : golden.member(names.get(at)));
        }
        return changed.toBytes();
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_bundle_is_read_or_refused(byte[] input) {
        byte[] bundle = bundle(input);
        Fuzzed.readOrRefused(ArchiveException.class, () -> read(bundle));
    }
}
