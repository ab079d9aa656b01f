package keras4j;

import java.nio.file.Path;
import java.util.List;

/** Mistakes with files. */
final class MistakesInKeeping {
    private MistakesInKeeping() {}

    static List<Mistake> of(MistakeScene scene) {
        Path none = Path.of("/none/model.keras4j");
        return List.of(
                new Mistake(
                        "a file that is not there",
                        "Archive: /none/model.keras4j cannot be read: java.nio.file.NoSuchFileException: /none/model.keras4j",
                        () -> Fitted.load(none)),
                new Mistake(
                        "a folder that is not there",
                        "Archive: /none/model.keras4j cannot be written: java.nio.file.NoSuchFileException: /none",
                        () -> scene.fitted.save(none)),
                new Mistake(
                        "a folder as a file",
                        "Archive: / cannot be read: java.io.IOException: Is a directory",
                        () -> Fitted.load(Path.of("/"))),
                new Mistake(
                        "no bytes",
                        "Archive: bytes must be a whole ZIP without a comment, got 0 bytes that end otherwise",
                        () -> Fitted.ofBytes(new byte[0])),
                new Mistake(
                        "bytes of something else",
                        "Archive: bytes must be a whole ZIP without a comment, got 14 bytes that end otherwise",
                        () -> Fitted.ofBytes("something else".getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
                new Mistake(
                        "half an archive",
                        "Archive: bytes must be a whole ZIP without a comment, got 1000 bytes that end otherwise",
                        () -> Fitted.ofBytes(java.util.Arrays.copyOf(scene.fitted.toBytes(), 1000))),
                new Mistake(
                        "a model of Keras that is not there",
                        "KerasFile: /none/model.keras must be readable: java.nio.file.NoSuchFileException: /none/model.keras",
                        () -> scene.keras.load(Path.of("/none/model.keras"))));
    }
}
