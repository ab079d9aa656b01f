package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file to which each task is appended as it ends, after a first line that says of what search it is. What is written is on the
 * disk before the search goes on. A last line that is damaged, as by a kill in its middle, is cut off; any other is an error.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORMAT = "1";
    private static final long MOST = 1L << 30;

    /** What is written of a task. */
    record Entry(
            @JsonProperty("task") int task,
            @JsonProperty("trials") List<Trial> trials,
            @JsonProperty("outcomes") List<Outcome> outcomes) {}

    private final Path file;
    // Not a channel, which an interrupt would close.
    private final RandomAccessFile disk;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private Map<String, String> header = Map.of();

    private Journal(Path file, RandomAccessFile disk) {
        this.file = file;
        this.disk = disk;
    }

    /** Opens the journal of a search, or begins it. */
    static Journal open(Path file, Map<String, String> identity) {
        try {
            RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw");
            Journal journal = new Journal(file, disk);
            try {
                journal.begin(identity);
                return journal;
            } catch (IOException | RuntimeException e) {
                disk.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException("journal " + file + ": file must be readable and writable: " + e, e);
        }
    }

    private void begin(Map<String, String> identity) throws IOException {
        lock();
        if (disk.length() > MOST) {
            throw new JournalException(
                    "journal " + file + ": it must have at most 1 GiB, got " + disk.length() + " bytes");
        }
        byte[] bytes = new byte[(int) disk.length()];
        disk.readFully(bytes);
        read(new String(bytes, StandardCharsets.UTF_8));
        if (header.isEmpty()) {
            header = new LinkedHashMap<>(Map.of("keras4j journal", FORMAT));
            header.putAll(identity);
            header.putIfAbsent(Identity.SEED, String.valueOf(Identity.drawn()));
            append(json(header));
        }
        Map<String, String> due = new LinkedHashMap<>(Map.of("keras4j journal", FORMAT));
        due.putAll(identity);
        List<String> differences = Identity.differences(header, due);
        if (!differences.isEmpty()) {
            throw new JournalException("journal " + file + ": it must be of the same search, got "
                    + String.join("; ", differences) + "; name another file, or delete this one to begin anew");
        }
    }

    private void lock() throws IOException {
        try {
            if (disk.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // Said below, as for another process.
        }
        throw new JournalException("journal " + file + ": it must be written by one search at a time, got a second");
    }

    private void read(String text) throws IOException {
        long whole = 0;
        int number = 0;
        for (int start = 0; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            String event = end < 0 ? null : Line.event(line).orElse(null);
            if (event == null) {
                int next = end < 0 ? text.length() : end + 1;
                damaged(number + 1, line, next >= text.length());
                break;
            }
            event(number, event);
            whole += line.getBytes(StandardCharsets.UTF_8).length + 1L;
            start = end + 1;
        }
        disk.setLength(whole);
        disk.seek(whole);
    }

    private void damaged(int line, String text, boolean last) {
        if (line == 1 && last && !Line.begins(text)) {
            throw new JournalException(
                    "journal " + file + ": file must be new, or a journal, got something else, which is left as it is");
        }
        if (!last) {
            throw new JournalException("journal " + file + ": line " + line
                    + " must have the sum that was written with it, got a damaged line with others after it");
        }
    }

    private void event(int number, String event) throws JsonProcessingException {
        if (number == 0) {
            Map<String, String> read = new LinkedHashMap<>();
            MAPPER.readTree(event)
                    .properties()
                    .forEach(each -> read.put(each.getKey(), each.getValue().asText()));
            header = read;
        } else {
            Entry entry = MAPPER.readValue(event, Entry.class);
            entries.put(entry.task(), entry);
        }
    }

    /** The seed that the search began with. */
    long seed() {
        return Long.parseLong(header.getOrDefault(Identity.SEED, "0"));
    }

    /** What came of a task when it was run before; null if it was not. */
    @Nullable List<Outcome> outcomes(Task task) {
        Entry entry = entries.remove(task.number());
        if (entry != null && !entry.trials().equals(task.trials())) {
            throw new JournalException("journal " + file + ": task " + task.number() + " must be " + task.trials()
                    + ", got " + entry.trials() + "; the search has changed since");
        }
        return entry == null ? null : entry.outcomes();
    }

    void write(Task task, List<Outcome> outcomes) {
        try {
            append(json(new Entry(task.number(), task.trials(), new ArrayList<>(outcomes))));
        } catch (IOException e) {
            throw new JournalException("journal " + file + ": file must be writable: " + e, e);
        }
    }

    private void append(String event) throws IOException {
        disk.write(Line.of(event));
        disk.getFD().sync();
    }

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            disk.close();
        } catch (IOException e) {
            throw new JournalException("journal " + file + ": file must be writable: " + e, e);
        }
    }
}
