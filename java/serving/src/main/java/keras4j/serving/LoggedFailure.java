package keras4j.serving;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Text of an exception for the log: its message is quoted, because it may have what a client sent. */
final class LoggedFailure {
    private static final int MAX_FRAMES = 30;
    private static final int MAX_CAUSES = 5;

    private LoggedFailure() {}

    static String of(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, each -> each == null ? null : each.getCause())
                .limit(MAX_CAUSES)
                .takeWhile(each -> each != null)
                .map(each -> one(each))
                .collect(Collectors.joining("\ncaused by "));
    }

    private static String one(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        return Stream.of(failure.getStackTrace())
                .limit(MAX_FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining(
                        "",
                        failure.getClass().getName() + ": " + ServingJson.quoted(Quoted.cut(failure.getMessage())),
                        ""));
    }
}
