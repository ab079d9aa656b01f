package keras4j.tune;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import keras4j.ChildJvm;
import keras4j.tune.TrialResult.CriterionScore;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private final Path folder;
    private final Path file;
    private final AtomicInteger judged = new AtomicInteger();

    JournalTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("search.journal");
    }

    private Study study() {
        return KnownOptimumSearch.study()
                .subject(Map.of("data", "100 x 5", "workflow", "mlp"))
                .search(Search.annealing(6).initial(Search.random(2)))
                .together(new BatchingRule(Set.of("x"), 2))
                .journal(file);
    }

    private TrialResult judge(Trial trial) {
        judged.incrementAndGet();
        if (trial.fold() == 1 && trial.point().number("y") == 3) {
            return TrialResult.failed("a \"reason\"\nin two lines, über alles 🙂");
        }
        if (trial.fold() == 2 && trial.point().number("y") == 2) {
            CriterionScore undefined = new CriterionScore("rmse", "standard", Double.NaN);
            return new TrialResult(List.of(undefined), List.of("no truth"), null, Map.of());
        }
        TrialResult outcome = KnownOptimumSearch.judge(trial);
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        columns.put(".pred", Arrays.asList(0.1f, 1.0 / 3, null, Double.NaN));
        columns.put(".row", List.of(1, 2, 3, 4));
        return outcome.predictions(columns);
    }

    private Tuned run(Study study) {
        return study.run(Runner.of(this::judge));
    }

    @Test
    void an_open_study_keeps_a_second_one_out_and_leaves_damage_as_it_is() throws IOException {
        try (Study.OpenStudy open = study().open()) {
            assertEquals(
                    "journal " + file + ": it must be written by one search at a time, got a second",
                    assertThrows(JournalException.class, study()::open).getMessage());
            assertEquals(
                    StopReason.FINISHED,
                    open.run(study(), Runner.of(this::judge), progress -> {}).ending());
        }
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(file, damaged);
        assertThrows(JournalException.class, study()::open);
        assertArrayEquals(damaged, Files.readAllBytes(file));
    }

    @Test
    void a_search_that_is_interrupted_before_its_first_task_may_go_on_in_other_batches() throws IOException {
        Thread.currentThread().interrupt();
        assertEquals(StopReason.CANCELLED, run(study()).ending());
        assertTrue(Thread.interrupted());
        assertEquals(0, Files.size(file));
        Study other = study().together(new BatchingRule(Set.of("x"), 4));
        assertEquals(StopReason.FINISHED, run(other).ending());
    }

    @Test
    @Tag("slow")
    void a_search_that_was_killed_at_any_byte_ends_with_the_same_table() throws IOException {
        Tuned whole = run(study());
        byte[] bytes = Files.readAllBytes(file);
        int trials = judged.get();
        Random random = new Random(1);
        for (int kept = 0; kept <= bytes.length; kept += 1 + random.nextInt(97)) {
            judged.set(0);
            Files.write(file, Arrays.copyOf(bytes, kept));
            assertEquals(whole, run(study()), "killed at byte " + kept);
            assertTrue(judged.get() <= trials);
            assertEquals(bytes.length, Files.size(file), "killed at byte " + kept);
        }
        judged.set(0);
        assertEquals(whole, run(study()));
        assertEquals(0, judged.get());
    }

    /** JVM whose files may have 2 KiB, as on a disk that becomes full. */
    static final class Limited {
        private Limited() {}

        public static void main(String[] arguments) {
            JournalTest test = new JournalTest(Path.of(arguments[0]));
            System.out.print(assertThrows(JournalException.class, () -> test.run(test.study()))
                    .getMessage());
        }
    }

    @Test
    @Tag("slow")
    void a_search_whose_disk_is_full_keeps_whole_lines_and_is_continued_when_there_is_room() throws Exception {
        Process process = new ProcessBuilder(ChildJvm.after("ulimit -f 2", ChildJvm.command(Limited.class, folder)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("journal " + file + ": file must be writable: java.io.IOException: File too large", said);
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.size() > 1 && Files.readString(file).endsWith("}\n"), "only whole lines");
        Tuned continued = run(study());
        int judgedAfter = judged.get();
        Files.delete(file);
        judged.set(0);
        assertEquals(run(study()), continued);
        assertTrue(judgedAfter < judged.get(), "what was written before is not done again");
    }

    @Test
    void a_pipe_and_a_link_are_no_journals() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        assertEquals(
                "journal " + file + ": file must be a regular file, got a device, a pipe or a socket at " + file,
                assertThrows(JournalException.class, () -> run(study())).getMessage());
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("other"));
        assertEquals(
                "journal " + file + ": file must be a regular file, got a symbolic link at " + file
                        + "; name the file that it leads to, " + folder.resolve("other"),
                assertThrows(JournalException.class, () -> run(study())).getMessage());
        assertTrue(Files.notExists(folder.resolve("other")));
    }

    @Test
    void a_search_that_was_killed_at_any_line_does_only_the_rest() throws IOException {
        Tuned whole = run(study());
        int trials = judged.get();
        List<String> lines = Files.readAllLines(file);
        for (int kept = 1; kept <= lines.size(); kept++) {
            judged.set(0);
            Files.writeString(file, String.join("\n", lines.subList(0, kept)) + "\n");
            int due = trials
                    - lines.subList(1, kept).stream()
                            .mapToInt(JournalTest::trials)
                            .sum();
            assertEquals(whole, run(study()));
            assertEquals(due, judged.get());
        }
    }

    private static int trials(String line) {
        return line.split("\"fold\":", -1).length - 1;
    }

    @Test
    void a_damaged_last_line_is_dropped() throws IOException {
        Tuned whole = run(study());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        assertEquals(whole, run(study()));
    }

    @Test
    void damage_before_the_last_line_is_an_error_that_names_it() throws IOException {
        run(study());
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {3, bytes.length / 2}) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            int line = 1
                    + (int) new String(bytes, 0, at, StandardCharsets.UTF_8)
                            .chars()
                            .filter(each -> each == '\n')
                            .count();
            refused("line " + line + " must match its checksum, got a damaged line before the last", study());
            assertEquals(bytes.length, Files.size(file));
        }
    }

    private void refused(String message, Study study) {
        String got = assertThrows(JournalException.class, () -> run(study)).getMessage();
        assertEquals("journal " + file + ": " + message, got);
    }

    @Test
    void a_journal_of_another_search_is_refused_with_what_differs() {
        run(study());
        refused(
                "it must be of the same search, got search grid of 3 levels here, annealing from random 2, 6 iterations,"
                        + " restart 8, cooling_coef 0.02 there; seed 8 here, 7 there; name another file, or delete this one to begin anew",
                study().search(Search.grid(3)).seed(8));
        refused(
                "it must be of the same search, got data 101 x 5 here, 100 x 5 there; name another file, or delete this one to begin"
                        + " anew",
                study().subject(Map.of("data", "101 x 5", "workflow", "mlp")));
    }

    @Test
    void a_file_of_something_else_is_refused_and_left_as_it_is() throws IOException {
        Files.writeString(file, "dear diary");
        refused("file must be new or a journal, got another kind of file, which was not changed", study());
        assertEquals("dear diary", Files.readString(file));
    }

    @Test
    void a_second_writer_is_refused() {
        Study study = study();
        Tuned tuned = study.run(Runner.of(trial -> {
            refused("it must be written by one search at a time, got a second", study);
            return KnownOptimumSearch.judge(trial);
        }));
        assertEquals(0, tuned.collectNotes().height(), tuned::toString);
    }

    @Test
    void a_seed_that_was_drawn_is_kept() {
        Study unseeded = new Study(
                new TreeMap<>(),
                KnownOptimumSearch.SPACE,
                KnownOptimumSearch.FOLDS,
                List.of(KnownOptimumSearch.RMSE),
                Search.random(5),
                null,
                BatchingRule.ALONE,
                Budget.NONE,
                file);
        Tuned first = run(unseeded);
        judged.set(0);
        assertEquals(first, run(unseeded));
        assertEquals(0, judged.get());
        assertEquals(first.seed(), run(unseeded.seed(first.seed())).seed());
    }

    @Test
    void an_interrupted_search_goes_on_where_it_was() {
        Tuned whole = KnownOptimumSearch.study().run(Runner.of(KnownOptimumSearch::judge));
        Study journalled = KnownOptimumSearch.study().journal(file);
        Tuned part = journalled.run(Runner.of(trial -> {
            if (judged.incrementAndGet() == 11) {
                Thread.currentThread().interrupt();
            }
            return KnownOptimumSearch.judge(trial);
        }));
        assertTrue(Thread.interrupted());
        assertEquals(StopReason.CANCELLED, part.ending());
        assertEquals(11, part.collectFoldMetrics().height());
        judged.set(0);
        Tuned rest = journalled.run(Runner.of(trial -> {
            judged.incrementAndGet();
            return KnownOptimumSearch.judge(trial);
        }));
        assertEquals(whole, rest);
        assertEquals(16, judged.get());
    }

    @Test
    void a_budget_may_grow_from_one_run_to_the_next() {
        Study journalled = KnownOptimumSearch.study().journal(file);
        assertEquals(
                2, run(journalled.budget(Budget.NONE.points(2))).candidates().size());
        judged.set(0);
        assertEquals(9, run(journalled).candidates().size());
        assertEquals(21, judged.get());
    }

    @Test
    void a_folder_that_is_not_there_is_an_error() {
        Path nowhere = folder.resolve("none/search.journal");
        String got = String.valueOf(assertThrows(JournalException.class, () -> run(study().journal(nowhere)))
                .getMessage());
        assertTrue(got.startsWith("journal " + nowhere + ": file must be readable and writable: "), got);
    }

    @Test
    void what_was_predicted_is_kept_too() {
        run(study());
        judged.set(0);
        Tuned again = run(study());
        assertEquals(0, judged.get());
        List<String> rows = KnownOptimumSearch.rows(again.collectPredictions());
        assertTrue(rows.get(0).startsWith("Fold1|0.1|1|"), rows.get(0));
        assertTrue(rows.get(3).startsWith("Fold1|null|4|"), rows.get(3));
    }
}
