package keras4j.internal.kerasfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import keras4j.archive.ArchiveException;
import keras4j.archive.HostileSignatures;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.archive.FormatMigrations;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.archive.Validator;
import keras4j.internal.text.Sha256Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Test that the intended rule refuses each hostile file, at once and with little memory. */
class HostileTest {
    private static final int MODELS_MADE = 629;
    private static final int ARCHIVES_MADE = 110;
    private static final List<Hostile> MODELS = Hostile.models();

    static Stream<Hostile> models() {
        return MODELS.stream();
    }

    static Stream<Hostile> archives() {
        return HostileArchives.all().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_hostile_model_is_refused_by_its_rule(Hostile hostile) {
        refused(hostile, () -> CheckedModel.read("hostile", hostile.bytes(), List.of()));
    }

    @Test
    void a_file_with_the_vocabulary_of_its_layer_is_written_anew() {
        CheckedModel model = CheckedModel.read("right", HostileAssets.right(), List.of());
        assertArrayEquals(
                HostileAssets.WORDS.getBytes(StandardCharsets.UTF_8),
                KerasZip.read(model.bytes()).get(HostileAssets.PLACE));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_hostile_archive_is_refused_by_its_rule(Hostile hostile) {
        refused(hostile, () -> read(hostile, Validator.of("Archive")));
    }

    /** Reads a hostile file. One with a missing or wrong signature is read without a verifier. */
    private static void read(Hostile hostile, Validator rules) {
        Verifier verifier = hostile.rule() == ValidationRule.ARCHIVE_SIGNATURE ? HostileSignatures.VERIFIER : null;
        MemberArchive.read(hostile.bytes(), verifier, FormatMigrations.KNOWN, rules);
    }

    private static void refused(Hostile hostile, Executable reading) {
        ArchiveException refused = Refusal.of(reading);
        assertEquals(hostile.rule(), refused.rule().orElseThrow(), refused.getMessage());
    }

    /** Rules without which some files can't be read at all: an address beyond the end, numbers of an unknown type. */
    private static final Map<ValidationRule, Class<? extends RuntimeException>> UNREADABLE = Map.of(
            ValidationRule.H5_EXTENT, IndexOutOfBoundsException.class,
            ValidationRule.H5_TYPE, NoSuchElementException.class);

    /**
     * Rules about several files, the reader's options, facts that only Keras knows, or ONNX forms; other tests have their
     * cases.
     */
    private static final String ELSEWHERE = "ARCHIVE_CONTENT|ARCHIVE_LIMIT|SIZE_OUTPUT|ONNX_.*";

    /** Reads a file completely and returns true, or returns false if it fails as expected. */
    private static boolean passes(ValidationRule rule, Executable reading) throws Throwable {
        try {
            reading.execute();
            return true;
        } catch (ArchiveException refused) {
            return false;
        } catch (RuntimeException broken) {
            return broken.getClass() == UNREADABLE.get(rule);
        } catch (OutOfMemoryError boundless) { // Without the rule, lengths are unlimited.
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ELSEWHERE)
    void without_a_rule_something_hostile_gets_in(ValidationRule rule) throws Throwable {
        Validator fewer = Validator.of("hostile").without(rule);
        boolean archive = rule.name().startsWith("ARCHIVE");
        for (Hostile hostile : archive ? HostileArchives.all() : MODELS) {
            Executable reading = () -> {
                if (archive) {
                    read(hostile, fewer);
                } else {
                    CheckedModel.read(hostile.bytes(), List.of(), fewer);
                }
            };
            if (hostile.rule() == rule && passes(rule, reading)) {
                return;
            }
        }
        fail(rule + " may as well not be there");
    }

    @Test
    void the_corpus_is_whole() {
        assertEquals(
                ARCHIVES_MADE,
                HostileArchives.all().stream().map(Hostile::toString).distinct().count());
        assertEquals(MODELS_MADE, MODELS.size());
        assertEquals(
                MODELS_MADE, MODELS.stream().map(Hostile::toString).distinct().count());
        assertEquals(
                MODELS_MADE,
                MODELS.stream()
                        .map(hostile -> Sha256Sum.of(hostile.bytes()))
                        .distinct()
                        .count());
        byte[] base = KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, KerasFiles.DENSE));
        assertEquals("net", CheckedModel.read("base", base, List.of()).config().name());
        byte[] joined = KerasFiles.file(HostileGraphs.joined());
        assertEquals(
                "net", CheckedModel.read("joined", joined, List.of()).config().name());
    }
}
