package keras4j.benchmarks;

import java.util.List;

/** Report of all contenders as Markdown: one table per mode. */
final class ContenderTable {
    private final List<ContenderResults> results;

    ContenderTable(List<ContenderResults> results) {
        this.results = results;
    }

    String markdown(String machine) {
        StringBuilder text = new StringBuilder(machine).append('\n');
        for (ContenderMode mode : ContenderMode.values()) {
            List<ContenderResults> measured =
                    results.stream().filter(result -> result.mode() == mode).toList();
            if (!measured.isEmpty()) {
                text.append("\n## ").append(mode.id()).append("\n\n");
                text.append("| figure | contender | min | median | median / reference | measurements |\n");
                text.append("| --- | --- | --- | --- | --- | --- |\n");
                mode.figures().forEach(figure -> measured.forEach(result -> text.append(row(figure, result))));
            }
        }
        return text.toString();
    }

    private String row(ContenderMode.Figure figure, ContenderResults result) {
        String name = result.competitor().name();
        if (result.isEmpty()) {
            return line(figure.description(), name, "-", "-", "-", result.remarks());
        }
        Quantiles spread = result.quantiles(figure);
        return line(
                figure.description(),
                name,
                Quantiles.text(spread.min()),
                Quantiles.text(spread.median()),
                ratio(figure, result, spread.median()),
                result.remarks());
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String ratio(ContenderMode.Figure figure, ContenderResults result, double median) {
        String reference = result.competitor().reference();
        return results.stream()
                .filter(other -> other.mode() == result.mode() && !other.isEmpty())
                .filter(other -> other.competitor().name().equals(reference))
                .findFirst()
                .map(other -> Quantiles.text(median / other.quantiles(figure).median()) + " × " + reference)
                .orElse("-");
    }
}
