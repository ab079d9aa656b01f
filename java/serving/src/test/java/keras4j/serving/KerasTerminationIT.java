package keras4j.serving;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM of a server with Keras: its answers are those of the ONNX form, and each accepted request is answered. */
@Tag("once")
class KerasTerminationIT {
    @Test
    void sigterm_loses_no_accepted_request_of_keras(@TempDir Path folder) throws Exception {
        ServeProcess.endUnderLoad(folder, "keras", 200);
    }
}
