package keras4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.archive.Archive;
import keras4j.archive.Limits;
import keras4j.data.Outcome;
import keras4j.text.Figures;
import keras4j.text.PlainText;
import keras4j.text.Sha256;

/** What there is to know of an archive, as lines of text. */
final class Description {
    private static final int LABEL = 12;
    private static final int MOST_LEVELS = 12;

    private final StringBuilder text = new StringBuilder();

    private Description() {}

    static String of(Path file, Archive archive) {
        Fitted fitted = FittedArchive.read(file, archive, Limits.DEFAULT);
        Description description = new Description();
        description.line("model", fitted.name() + " in " + file.getFileName());
        description.line(
                "signed", archive.signature().map(by -> by + ", not verified").orElse("no"));
        description.origin(fitted, archive.about());
        description.content(fitted, archive.about());
        for (String member : archive.names()) {
            byte[] bytes = archive.member(member);
            String size = String.format(Locale.ROOT, "%-15s %,12d bytes  SHA-256 ", member, bytes.length);
            description.line(member.equals(archive.names().get(0)) ? "members" : "", size + Sha256.of(bytes));
        }
        return description.text.toString();
    }

    private void line(String label, String value) {
        text.append(
                String.format(Locale.ROOT, "%-" + LABEL + "s%s\n", label, PlainText.line(value)));
    }

    private void origin(Fitted fitted, Map<String, String> about) {
        line("made", fitted.created() + (about.containsKey("seed") ? " with seed " + about.get("seed") : ""));
        line("versions", joined(fitted.versions()));
        line("data", about.getOrDefault("data", "not known"));
        fitted.data().ifPresent(data -> line("", "SHA-256 " + data.sha256()));
    }

    private static String joined(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void content(Fitted fitted, Map<String, String> about) {
        line("inputs", String.valueOf(about.get("inputs")));
        fitted.recipe()
                .ifPresent(recipe -> line(
                        "recipe",
                        recipe.recipe().formula() + ", " + recipe.steps().size() + " steps"));
        line("outcomes", String.valueOf(about.get("outcomes")));
        fitted.schema().outcomes().stream().filter(Outcome::classifies).forEach(each -> line("", levels(each)));
        line("parameters", String.format(Locale.ROOT, "%,d", Long.parseLong(String.valueOf(about.get("parameters")))));
        line("history", history(fitted.history()));
        line("intervals", fitted.laplace().isEmpty() ? "none" : "Laplace");
        line(
                "samples",
                fitted.samples().map(samples -> samples.rows() + " rows").orElse("none"));
        fitted.customObjects().forEach(each -> line("custom", each.name() + ", SHA-256 " + each.sha256()));
    }

    private static String levels(Outcome outcome) {
        List<String> levels = outcome.levels();
        String some = levels.stream().limit(MOST_LEVELS).collect(Collectors.joining(", "));
        return outcome.name() + ": " + some + (levels.size() > MOST_LEVELS ? ", …" : "");
    }

    private static String history(History history) {
        if (history.epochs() == 0) {
            return "none";
        }
        return history.epochs() + " epochs, last "
                + history.asMap().entrySet().stream()
                        .map(each -> each.getKey() + " "
                                + Figures.of(each.getValue().get(each.getValue().size() - 1)))
                        .collect(Collectors.joining(", "));
    }
}
