package keras4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.archive.Archive;
import keras4j.archive.Reading;
import keras4j.data.Outcome;
import keras4j.plot.Node;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.text.Figures;
import keras4j.text.PlainText;
import keras4j.text.Sha256;

/** What there is to know of an archive, as lines of text. */
final class Description {
    private static final int LABEL = 12;
    private static final int MOST_LEVELS = 12;

    private final StringBuilder text = new StringBuilder();

    private Description() {}

    static String of(Path file, Reading reading) {
        Archive archive = Archive.load(file, reading);
        Reading any = reading.anyParameters();
        Description description = new Description();
        if (ConformalArchive.isIn(archive)) {
            description.conformal(ConformalArchive.read(file, archive, any), file, signed(archive, reading));
        } else {
            description.fitted(FittedArchive.read(file, archive, any), archive, file, signed(archive, reading));
        }
        description.members(archive);
        return description.text.toString();
    }

    private static String signed(Archive archive, Reading reading) {
        String how = reading.verifier() == null ? ", not verified" : ", verified";
        return archive.signature().map(by -> by + how).orElse("no");
    }

    private void conformal(Conformal conformal, Path file, String signed) {
        line("conformal", conformal.models().get(0).name() + " in " + file.getFileName());
        line("signed", signed);
        line("made", ConformalArchive.created(conformal).toString());
        line("versions", joined(conformal.models().get(0).versions()));
        line("models", String.valueOf(conformal.models().size()));
        line("rows", conformal.rows() + " to measure by");
    }

    private void fitted(Fitted fitted, Archive archive, Path file, String signed) {
        Map<String, String> about = archive.about();
        line("model", fitted.name() + " in " + file.getFileName());
        line("signed", signed);
        if (about.containsKey(Manifested.PUBLISHED)) {
            line("published", String.valueOf(about.get(Manifested.PUBLISHED)));
        }
        line("made", fitted.created() + (about.containsKey("seed") ? " with seed " + about.get("seed") : ""));
        line("versions", joined(fitted.versions()));
        line("data", about.getOrDefault("data", "not known"));
        fitted.data().ifPresent(data -> line("", "SHA-256 " + data.sha256()));
        line("inputs", String.valueOf(about.get("inputs")));
        fitted.recipe().ifPresent(recipe -> line("recipe", said(recipe)));
        content(fitted, about);
    }

    private static String said(FittedRecipe recipe) {
        String steps = recipe.steps().stream().map(FittedStep::name).collect(Collectors.joining(", "));
        return recipe.recipe().formula() + (steps.isEmpty() ? "" : ", then " + steps);
    }

    private void content(Fitted fitted, Map<String, String> about) {
        lines("layers", fitted.diagram().nodes().stream().map(Description::said).toList());
        line("outputs", outputs(fitted));
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

    private static String said(Node layer) {
        String weights =
                layer.parameters() == 0 ? "" : String.format(Locale.ROOT, ", %,d parameters", layer.parameters());
        return layer.name() + " " + layer.kind() + " " + layer.shape() + weights;
    }

    private static String outputs(Fitted fitted) {
        List<Outcome> outcomes = fitted.schema().outcomes();
        return IntStream.range(0, outcomes.size())
                .mapToObj(at -> outcomes.get(at).name() + " "
                        + fitted.outputs().get(at).toString().replace('[', '(').replace(']', ')'))
                .collect(Collectors.joining(", "));
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

    private static String joined(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void members(Archive archive) {
        lines(
                "members",
                archive.names().stream()
                        .map(member -> String.format(
                                Locale.ROOT,
                                "%-15s %,12d bytes  SHA-256 %s",
                                member,
                                archive.member(member).length,
                                Sha256.of(archive.member(member))))
                        .toList());
    }

    private void lines(String label, List<String> values) {
        for (int at = 0; at < values.size(); at++) {
            line(at == 0 ? label : "", values.get(at));
        }
    }

    // What a file says must not steer the terminal.
    private void line(String label, String value) {
        text.append(String.format(Locale.ROOT, "%-" + LABEL + "s", label))
                .append(PlainText.line(value))
                .append('\n');
    }
}
