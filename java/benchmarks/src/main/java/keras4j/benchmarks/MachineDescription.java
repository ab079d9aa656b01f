package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Description of the machine, for reports. */
final class MachineDescription {
    private MachineDescription() {}

    /** Returns processor, instruction sets, number of processors, memory and JDK in one line. */
    static String text() throws IOException {
        List<String> processor = Files.readAllLines(Path.of("/proc/cpuinfo"));
        List<String> flags = List.of(value(processor, "flags").split(" "));
        String sets = Stream.of("avx2", "avx512f", "avx512_vnni", "amx_tile")
                .filter(flags::contains)
                .collect(Collectors.joining(", "));
        String kilobytes =
                value(Files.readAllLines(Path.of("/proc/meminfo")), "MemTotal").replaceAll("\\D", "");
        return String.format(
                Locale.ROOT,
                "%s (family %s, model %s; %s), %d processors, %.0f GB, %s %s, JDK %s.",
                value(processor, "model name"),
                value(processor, "cpu family"),
                value(processor, "model"),
                sets,
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(kilobytes) / 1e6,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.matches(key + "\\s*:.*"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
