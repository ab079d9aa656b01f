package keras4j.internal.code;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import keras4j.expr.Literal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class PythonStringIT {
    private static final String READ_BACK =
            "import ast, json, sys; print(json.dumps([ast.literal_eval(line) for line in open(sys.argv[1])]))";

    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "\\",
            "\"\"\"",
            "'''",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\0",
            "\u0085",
            "\u2028",
            "\\N{BULLET}",
            "\\x41",
            "\\u0041",
            "#",
            "{}",
            "%s",
            "é",
            "€",
            "😀",
            "\ud800",
            "\udfff",
            "\ufeff",
            "\uffff",
            "a",
            " ",
            "import os");

    @Test
    void strings_of_any_content_are_read_back_by_python(@TempDir Path folder) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<String> texts = texts(new Random(seed));
        PythonWriter python = new PythonWriter(symbol -> 0);
        Path literals = folder.resolve("literals.txt");
        Files.write(
                literals,
                texts.stream().map(text -> python.source(new Literal(text))).toList(),
                US_ASCII);
        assertEquals(texts, readBack(literals, folder.resolve("answer.json")), "seed " + seed);
    }

    private List<String> readBack(Path literals, Path answer) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", "-I", "-c", READ_BACK, literals.toString())
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "Python must end");
        assertEquals(0, process.exitValue());
        return List.of(new ObjectMapper().readValue(answer.toFile(), String[].class));
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(PIECES);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                boolean any = random.nextInt(4) == 0;
                text.append(any ? "" + (char) random.nextInt(0x10000) : PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
