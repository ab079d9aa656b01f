package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keras4j.ChildJvm;
import keras4j.FaultyFiles;
import keras4j.ReliabilityFigure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that verbs that write files leave nothing and change nothing where the disk is full. */
class FullDiskTest {
    /** Operations that need room, by the words of {@link FaultyFiles}. */
    private static final Set<String> NEEDS_ROOM = Set.of("open", "write", "force", "create folder", "move", "link");

    private final Path folder;

    FullDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns the content of each file, and each folder. */
    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                String bytes = Files.isDirectory(each) ? "folder" : Arrays.toString(Files.readAllBytes(each));
                content.put(folder.relativize(each).toString(), bytes);
            }
        }
        return content;
    }

    /** Writes on a disk that has room for some operations, and then no more; returns whether it sufficed. */
    private boolean sufficed(SavingVerb verb, Path there, int operations) {
        AtomicInteger done = new AtomicInteger();
        FaultyFiles.Disk disk = what -> {
            if (NEEDS_ROOM.contains(what) && done.getAndIncrement() >= operations) {
                throw new IOException("No space left on device");
            }
        };
        try {
            verb.write(FaultyFiles.on(disk, there));
            return true;
        } catch (UncheckedIOException full) {
            String message = String.valueOf(full.getMessage());
            assertTrue(message.startsWith(verb.subject() + ": "), message);
            assertTrue(message.endsWith("No space left on device"), message);
            return message.contains("it is complete");
        }
    }

    @Test
    @Tag("slow")
    void a_disk_that_is_full_at_any_step_leaves_nothing_and_the_next_time_is_right() throws IOException {
        int right = 0;
        for (SavingVerb verb : SavingVerb.values()) {
            Path whole = Files.createDirectories(folder.resolve(verb + "-whole"));
            verb.prepare(whole);
            verb.write(whole);
            boolean sufficed = false;
            for (int operations = 0; !sufficed; operations++) {
                Path there = Files.createDirectories(folder.resolve(verb + "-" + operations));
                verb.prepare(there);
                Map<String, String> before = content(there);
                sufficed = sufficed(verb, there, operations);
                if (!sufficed) {
                    assertEquals(before, content(there), verb + " after " + operations);
                    verb.write(there);
                    right++;
                }
                assertEquals(content(whole), content(there), verb + " after " + operations);
            }
        }
        ReliabilityFigure.FULL_DISKS.is(right);
    }

    private List<String> child(String command, Class<?> main, Path there, List<SavingVerb> verbs) throws Exception {
        List<String> call =
                ChildJvm.after(command, ChildJvm.command(List.of("-Djava.io.tmpdir=" + folder), main, there));
        verbs.forEach(verb -> call.add(verb.toString()));
        Process process = new ProcessBuilder(call)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }

    private Path prepared(SavingVerb verb) throws IOException {
        Path there = Files.createDirectories(folder.resolve(verb.toString()));
        verb.prepare(there);
        return there;
    }

    @Test
    @Tag("slow")
    void a_limit_on_the_size_of_files_is_an_error_of_each_verb_and_nothing_is_left() throws Exception {
        List<SavingVerb> large = Stream.of(SavingVerb.values())
                .filter(verb -> verb != SavingVerb.TAG)
                .toList();
        Map<SavingVerb, Map<String, String>> before = new TreeMap<>();
        for (SavingVerb verb : large) {
            before.put(verb, content(prepared(verb)));
        }
        List<String> said = child("ulimit -f 1", Writer.class, folder, large);
        assertEquals(large.stream().map(verb -> verb + ": File too large").toList(), said);
        for (SavingVerb verb : large) {
            assertEquals(before.get(verb), content(folder.resolve(verb.toString())));
        }
    }

    /** JVM that tries verbs, each in its folder, and prints the ends of the messages. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
                System.out.println(name + ": " + tried(SavingVerb.valueOf(name), Path.of(arguments[0], name)));
            }
        }

        private static String tried(SavingVerb verb, Path there) {
            try {
                verb.write(there);
                return "written";
            } catch (UncheckedIOException refused) {
                String message = String.valueOf(refused.getMessage());
                return message.substring(message.lastIndexOf(':') + 2);
            }
        }
    }

    /** JVM that replaces a model more often than the disk could hold it, then fills the disk and tries all verbs. */
    static final class SmallDisk {
        private static final int TIMES = 100;

        private SmallDisk() {}

        public static void main(String[] arguments) throws IOException {
            Path disk = Path.of(arguments[0]);
            for (int time = 0; time < TIMES; time++) {
                Golden.fitted().replace(disk.resolve("model.keras4j"));
            }
            for (SavingVerb verb : SavingVerb.values()) {
                verb.prepare(Files.createDirectories(disk.resolve(verb.toString())));
            }
            Path filler = disk.resolve("filler");
            fill(filler);
            Map<String, String> before = content(disk);
            Writer.main(Stream.concat(
                            Stream.of(arguments), Stream.of(SavingVerb.values()).map(SavingVerb::toString))
                    .toArray(String[]::new));
            assertEquals(before, content(disk));
            Files.delete(filler);
            System.out.println(
                    ModelStore.at(disk.resolve("PUBLISH_FIRST/models")).publish(Golden.fitted()));
        }

        private static void fill(Path filler) throws IOException {
            try (OutputStream out = Files.newOutputStream(filler)) {
                while (true) {
                    out.write(new byte[1 << 10]);
                }
            } catch (IOException full) {
                assertEquals("No space left on device", full.getMessage());
            }
        }
    }

    @Test
    @Tag("full")
    void a_small_disk_holds_a_model_that_is_replaced_and_when_it_is_full_each_verb_fails_and_leaves_nothing()
            throws Exception {
        String mounted =
                "exec unshare -Urm sh -c 'mount -t tmpfs -o size=900k,nr_inodes=1k none \"$0\" && exec \"$@\"' "
                        + Files.createDirectories(folder.resolve("disk")) + " \"$@\"";
        List<String> due = Stream.concat(
                        Stream.of(SavingVerb.values()).map(verb -> verb + ": No space left on device"), Stream.of("1"))
                .toList();
        assertEquals(due, child(mounted, SmallDisk.class, folder.resolve("disk"), List.of()));
    }
}
