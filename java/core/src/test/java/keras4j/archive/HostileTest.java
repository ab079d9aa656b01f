package keras4j.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import keras4j.text.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile file is refused by the rule that is meant for it, at once and for little memory. */
class HostileTest {
    private static final int MODELS_MADE = 590;
    private static final int ARCHIVES_MADE = 104;
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
        refused(hostile, () -> ForeignModel.read("hostile", hostile.bytes(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void a_hostile_archive_is_refused_by_its_rule(Hostile hostile) {
        refused(hostile, () -> read(hostile, Rules.of("Archive")));
    }

    /** Whose signature is missing or wrong would be read by somebody who asks for none. */
    private static void read(Hostile hostile, Rules rules) {
        Verifier verifier = hostile.rule() == Rule.ARCHIVE_SIGNATURE ? HostileSignatures.VERIFIER : null;
        Archive.read(hostile.bytes(), verifier, Formats.KNOWN, rules);
    }

    private static void refused(Hostile hostile, Executable reading) {
        ArchiveException refused = Refusal.of(reading);
        assertEquals(hostile.rule(), refused.rule().orElseThrow(), refused.getMessage());
    }

    /** What can't be read without these rules either: an address behind the end, numbers of no type. */
    private static final Map<Rule, Class<? extends RuntimeException>> UNREADABLE = Map.of(
            Rule.H5_EXTENT, IndexOutOfBoundsException.class,
            Rule.H5_TYPE, NoSuchElementException.class);

    /** Rules of more than one file, of what its reader asks for, and of what Keras alone knows; other tests have their cases. */
    private static final String ELSEWHERE = "ARCHIVE_CONTENT|ARCHIVE_LIMIT|SIZE_OUTPUT";

    /** Read from end to end, or broken as expected. */
    private static boolean passes(Rule rule, Executable reading) throws Throwable {
        try {
            reading.execute();
            return true;
        } catch (ArchiveException refused) {
            return false;
        } catch (RuntimeException broken) {
            return broken.getClass() == UNREADABLE.get(rule);
        } catch (OutOfMemoryError boundless) { // Without a rule a length may be anything.
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ELSEWHERE)
    void without_a_rule_something_hostile_gets_in(Rule rule) throws Throwable {
        Rules fewer = Rules.of("hostile").without(rule);
        boolean archive = rule.name().startsWith("ARCHIVE");
        for (Hostile hostile : archive ? HostileArchives.all() : MODELS) {
            Executable reading = () -> {
                if (archive) {
                    read(hostile, fewer);
                } else {
                    ForeignModel.read(hostile.bytes(), List.of(), fewer);
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
                        .map(hostile -> Sha256.of(hostile.bytes()))
                        .distinct()
                        .count());
        byte[] base = KerasFiles.file(KerasFiles.model(KerasFiles.INPUT, KerasFiles.DENSE));
        assertEquals("net", ForeignModel.read("base", base, List.of()).config().name());
        byte[] joined = KerasFiles.file(HostileGraphs.joined());
        assertEquals(
                "net", ForeignModel.read("joined", joined, List.of()).config().name());
    }
}
