package keras4j.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import keras4j.text.ProcessFiles;

/** What is written beside the place where it is to be, under a name that tells whose it is, until it is whole. */
final class Aside {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final Duration STALE = Duration.ofHours(1);

    private Aside() {}

    /** A free name beside a target; what processes that are gone left for the same target is removed. */
    static Path of(Path target) throws IOException {
        ProcessFiles others = others(target);
        others.sweep();
        return target.resolveSibling(others.own() + COUNT.incrementAndGet());
    }

    /** Removes what processes that are gone left for a target. */
    static void sweep(Path target) throws IOException {
        others(target).sweep();
    }

    private static ProcessFiles others(Path target) throws IOException {
        return new ProcessFiles(folder(target), "." + target.getFileName() + ".tmp-", STALE);
    }

    /** The folder that a target is in. */
    static Path folder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("it is not a file");
        }
        return folder;
    }

    /** Has the disk keep the names in a folder. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
