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
 * Journal file: a first line identifies the search, and each task is appended when it ends. A line is on the disk
 * before the search continues. A damaged last line, as after a kill during its writing, is cut off; other damage is an
 * error.
 */
final class SearchJournal implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORMAT = "1";
    private static final long MAX_BYTES = 1L << 30;

    /** Record of one task. */
    record Entry(
            @JsonProperty("task") int task,
            @JsonProperty("trials") List<Trial> trials,
            @JsonProperty("outcomes") List<TrialResult> outcomes) {}

    private final Path file;
    // No FileChannel, since an interrupt closes it.
    private final RandomAccessFile disk;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private Map<String, String> header = Map.of();

    private SearchJournal(Path file, RandomAccessFile disk) {
        this.file = file;
        this.disk = disk;
    }

    /** Opens the journal of a search, or creates it. */
    static SearchJournal open(Path file, Map<String, String> identity) {
        try {
            RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw");
            SearchJournal journal = new SearchJournal(file, disk);
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
        if (disk.length() > MAX_BYTES) {
            throw new JournalException(
                    "journal " + file + ": it must have at most 1 GiB, got " + disk.length() + " bytes");
        }
        byte[] bytes = new byte[(int) disk.length()];
        disk.readFully(bytes);
        read(new String(bytes, StandardCharsets.UTF_8));
        if (header.isEmpty()) {
            header = new LinkedHashMap<>(Map.of("keras4j journal", FORMAT));
            header.putAll(identity);
            header.putIfAbsent(JournalHeader.SEED, String.valueOf(JournalHeader.drawn()));
            append(json(header));
        }
        Map<String, String> due = new LinkedHashMap<>(Map.of("keras4j journal", FORMAT));
        due.putAll(identity);
        List<String> differences = JournalHeader.differences(header, due);
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
            // Reported below, like a lock of another process.
        }
        throw new JournalException("journal " + file + ": it must be written by one search at a time, got a second");
    }

    private void read(String text) throws IOException {
        long whole = 0;
        int number = 0;
        for (int start = 0; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            String event = end < 0 ? null : JournalLine.event(line).orElse(null);
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
        if (line == 1 && last && !JournalLine.begins(text)) {
            throw new JournalException("journal " + file
                    + ": file must be new or a journal, got another kind of file, which was not changed");
        }
        if (!last) {
            throw new JournalException("journal " + file + ": line " + line
                    + " must match its checksum, got a damaged line before the last");
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

    /** Returns the seed with which the search began. */
    long seed() {
        return Long.parseLong(header.getOrDefault(JournalHeader.SEED, "0"));
    }

    /** Returns the outcomes of a task from an earlier run; null if there are none. */
    @Nullable List<TrialResult> outcomes(Task task) {
        Entry entry = entries.remove(task.number());
        if (entry != null && !entry.trials().equals(task.trials())) {
            throw new JournalException("journal " + file + ": task " + task.number() + " must be " + task.trials()
                    + ", got " + entry.trials() + "; the search has changed since");
        }
        return entry == null ? null : entry.outcomes();
    }

    void write(Task task, List<TrialResult> outcomes) {
        try {
            append(json(new Entry(task.number(), task.trials(), new ArrayList<>(outcomes))));
        } catch (IOException e) {
            throw new JournalException("journal " + file + ": file must be writable: " + e, e);
        }
    }

    private void append(String event) throws IOException {
        disk.write(JournalLine.of(event));
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
