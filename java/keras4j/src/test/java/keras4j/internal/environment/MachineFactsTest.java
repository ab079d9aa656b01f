package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineFactsTest {
    @Test
    void children_see_what_users_rely_on_but_nothing_that_leads_python_astray() {
        Map<String, String> variables = Map.of(
                "PYTHONPATH",
                "/x",
                "PYTHONHOME",
                "/y",
                "VIRTUAL_ENV",
                "/z",
                "PIP_TARGET",
                "/t",
                "PIP_INDEX_URL",
                "https://mirror",
                "HTTPS_PROXY",
                "http://proxy",
                "CC",
                "clang",
                "LC_ALL",
                "de_DE.UTF-8");
        assertEquals(
                Map.of(
                        "PIP_INDEX_URL",
                        "https://mirror",
                        "HTTPS_PROXY",
                        "http://proxy",
                        "CC",
                        "clang",
                        "LC_ALL",
                        "C.UTF-8",
                        "A",
                        "b"),
                FakePython.machine(variables, Path.of("/java"), "Linux amd64", "4.3.1")
                        .childVariables(Map.of("A", "b")));
    }
}
