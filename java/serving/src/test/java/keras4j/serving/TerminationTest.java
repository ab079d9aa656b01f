package keras4j.serving;

import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM of a server without Python: each accepted request is answered. */
@Tag("slow")
class TerminationTest {
    @RepeatedTest(3)
    void sigterm_loses_no_accepted_request(@TempDir Path folder) throws Exception {
        ServeProcess.endUnderLoad(folder, "onnx", 200);
    }
}
