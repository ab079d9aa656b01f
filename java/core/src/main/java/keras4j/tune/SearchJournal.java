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
import keras4j.internal.files.NotRegularFileException;
import keras4j.internal.files.RegularFile;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Journal file: a first line identifies the search, and each task is appended when it ends. A line is on the disk
 * before the search continues. A damaged last line, as after a kill during its writing, is cut off; other damage is an
 * error.
 */
final class SearchJournal implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME = "keras4j journal";
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
    private long seed;
    private boolean identified;

    private SearchJournal(Path file, RandomAccessFile disk) {
        this.file = file;
        this.disk = disk;
    }

    /**
     * Opens and locks the journal of a search, or creates it.
     *
     * @param identity the settings of the search; those that are known only later are checked by {@link #identify}
     */
    static SearchJournal open(Path file, Map<String, String> identity) {
        try {
            RegularFile.replaceable(file);
            RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw");
            SearchJournal journal = new SearchJournal(file, disk);
            try {
                journal.begin(identity);
                return journal;
            } catch (IOException | RuntimeException e) {
                disk.close();
                throw e;
            }
        } catch (NotRegularFileException other) {
            throw new JournalException("journal " + Quoted.file(file) + ": file " + other.requirement());
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + Quoted.file(file) + ": file must be readable and writable: " + Quoted.file(e), e);
        }
    }

    private void begin(Map<String, String> identity) throws IOException {
        lock();
        if (disk.length() > MAX_BYTES) {
            throw new JournalException(
                    "journal " + Quoted.file(file) + ": it must have at most 1 GiB, got " + disk.length() + " bytes");
        }
        byte[] bytes = new byte[(int) disk.length()];
        disk.readFully(bytes);
        read(new String(bytes, StandardCharsets.UTF_8));
        String begun = header.isEmpty() ? identity.get(JournalHeader.SEED) : header.get(JournalHeader.SEED);
        seed = begun == null ? JournalHeader.drawn() : Long.parseLong(begun);
        if (!header.isEmpty()) {
            requireSame(identity);
        }
    }

    /** Checks all settings of the search, and writes them into a new journal; does nothing the next time. */
    void identify(Map<String, String> identity) {
        if (identified) {
            return;
        }
        if (header.isEmpty()) {
            writeHeader(identity);
        }
        requireSame(identity);
        identified = true;
    }

    private void writeHeader(Map<String, String> identity) {
        header = new LinkedHashMap<>(Map.of(NAME, FORMAT));
        header.putAll(identity);
        header.put(JournalHeader.SEED, String.valueOf(seed));
        append(json(header));
    }

    private void requireSame(Map<String, String> identity) {
        Map<String, String> due = new LinkedHashMap<>(Map.of(NAME, FORMAT));
        due.putAll(identity);
        List<String> differences = JournalHeader.differences(header, due);
        if (!differences.isEmpty()) {
            throw new JournalException("journal " + Quoted.file(file) + ": it must be of the same search, got "
                    + Quoted.cut(String.join("; ", differences))
                    + "; name another file, or delete this one to begin anew");
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
        throw new JournalException(
                "journal " + Quoted.file(file) + ": it must be written by one search at a time, got a second");
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
            throw new JournalException("journal " + Quoted.file(file)
                    + ": file must be new or a journal, got another kind of file, which was not changed");
        }
        if (!last) {
            throw new JournalException("journal " + Quoted.file(file) + ": line " + line
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
        return seed;
    }

    /** Returns the outcomes of a task from an earlier run; null if there are none. */
    @Nullable List<TrialResult> outcomes(Task task) {
        Entry entry = entries.remove(task.number());
        if (entry != null && !entry.trials().equals(task.trials())) {
            throw new JournalException("journal " + Quoted.file(file) + ": task " + task.number() + " must be "
                    + task.trials() + ", got " + Quoted.cut(entry.trials()) + "; the search has changed since");
        }
        return entry == null ? null : entry.outcomes();
    }

    void write(Task task, List<TrialResult> outcomes) {
        append(json(new Entry(task.number(), task.trials(), new ArrayList<>(outcomes))));
    }

    /** Appends a line; where the disk is full, no part of the line stays. */
    private void append(String event) {
        try {
            long end = disk.getFilePointer();
            try {
                disk.write(JournalLine.of(event));
                disk.getFD().sync();
            } catch (IOException full) {
                disk.setLength(end);
                throw full;
            }
        } catch (IOException e) {
            throw new JournalException(
                    "journal " + Quoted.file(file) + ": file must be writable: " + Quoted.file(e), e);
        }
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
            throw new JournalException(
                    "journal " + Quoted.file(file) + ": file must be writable: " + Quoted.file(e), e);
        }
    }
}
