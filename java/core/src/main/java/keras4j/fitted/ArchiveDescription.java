package keras4j.fitted;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.archive.ReadOptions;
import keras4j.data.Outcome;
import keras4j.internal.archive.MemberArchive;
import keras4j.internal.fitted.ConformalArchive;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.FittedArchive;
import keras4j.internal.fitted.FittedManifest;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.ProgressNumbers;
import keras4j.internal.text.Sha256Sum;
import keras4j.model.TrainingHistory;
import keras4j.plot.DiagramNode;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;

/** Description of an archive as lines of text. */
final class ArchiveDescription {
    private static final int LABEL = 12;
    private static final int MAX_LEVELS = 12;

    private final StringBuilder text = new StringBuilder();

    private ArchiveDescription() {}

    static String of(Path file, ReadOptions options) {
        MemberArchive archive = MemberArchive.load(file, options);
        ReadOptions any = options.anyParameters();
        ArchiveDescription description = new ArchiveDescription();
        if (ConformalArchive.isIn(archive)) {
            description.conformal(ConformalArchive.read(file, archive, any), file, signed(archive, options));
        } else {
            description.fitted(
                    new Fitted(FittedArchive.read(file, archive, any)), archive, file, signed(archive, options));
        }
        description.members(archive);
        return description.text.toString();
    }

    /** Describes a model as it would be saved. */
    static String of(Fitted fitted) {
        MemberArchive archive = FittedArchive.write(fitted.model());
        ArchiveDescription description = new ArchiveDescription();
        description.line("model", fitted.name());
        description.content(fitted, archive.about());
        description.members(archive);
        return description.text.toString();
    }

    private static String signed(MemberArchive archive, ReadOptions options) {
        String how = options.verifier() == null ? ", not verified" : ", verified";
        return archive.signature().map(by -> by + how).orElse("no");
    }

    private void conformal(ConformalModel conformal, Path file, String signed) {
        line("conformal", conformal.models().get(0).name() + " in " + file.getFileName());
        line("signed", signed);
        line("made", ConformalArchive.created(conformal).toString());
        line("versions", joined(conformal.models().get(0).provenance().versions()));
        line("models", String.valueOf(conformal.models().size()));
        line("rows", conformal.rows() + " to measure by");
    }

    private void fitted(Fitted fitted, MemberArchive archive, Path file, String signed) {
        Map<String, String> about = archive.about();
        line("model", fitted.name() + " in " + file.getFileName());
        line("signed", signed);
        if (about.containsKey(FittedManifest.PUBLISHED)) {
            line("published", String.valueOf(about.get(FittedManifest.PUBLISHED)));
        }
        content(fitted, about);
    }

    private void content(Fitted fitted, Map<String, String> about) {
        line("made", fitted.created() + (about.containsKey("seed") ? " with seed " + about.get("seed") : ""));
        line("versions", joined(fitted.versions()));
        line("data", about.getOrDefault("data", "not known"));
        fitted.trainingData().ifPresent(data -> line("", "SHA-256 " + data.sha256()));
        line("inputs", String.valueOf(about.get("inputs")));
        if (fitted.model().origin().maxLength() != null) {
            line("", "any length up to " + fitted.model().origin().maxLength());
        }
        fitted.recipe().ifPresent(recipe -> line("recipe", said(recipe)));
        network(fitted, about);
    }

    private static String said(FittedRecipe recipe) {
        String steps = recipe.steps().stream().map(FittedStep::name).collect(Collectors.joining(", "));
        return recipe.recipe().formula() + (steps.isEmpty() ? "" : ", then " + steps);
    }

    private void network(Fitted fitted, Map<String, String> about) {
        lines(
                "layers",
                fitted.diagram().nodes().stream().map(ArchiveDescription::said).toList());
        line("outputs", outputs(fitted));
        line("outcomes", String.valueOf(about.get("outcomes")));
        fitted.schema().outcomes().stream().filter(Outcome::classifies).forEach(each -> line("", levels(each)));
        line("parameters", String.format(Locale.ROOT, "%,d", Long.parseLong(String.valueOf(about.get("parameters")))));
        line("history", history(fitted.history()));
        if (!fitted.model().origin().compiled()) {
            line("compiled", "no; a FineTuning with a loss trains it further");
        }
        line("intervals", fitted.model().posterior().isEmpty() ? "none" : "Laplace");
        line(
                "samples",
                fitted.samples().map(samples -> samples.rows() + " rows").orElse("none"));
        fitted.customObjects().forEach(each -> line("custom", each.name() + ", SHA-256 " + each.sha256()));
    }

    private static String said(DiagramNode layer) {
        String weights =
                layer.parameters() == 0 ? "" : String.format(Locale.ROOT, ", %,d parameters", layer.parameters());
        return layer.name() + " " + layer.kind() + " " + layer.shape() + weights;
    }

    private static String outputs(Fitted fitted) {
        List<Outcome> outcomes = fitted.schema().outcomes();
        return IntStream.range(0, outcomes.size())
                .mapToObj(at -> outcomes.get(at).name() + " "
                        + fitted.outputs()
                                .get(at)
                                .toString()
                                .replace('[', '(')
                                .replace(']', ')')
                                .replace("-1", "any"))
                .collect(Collectors.joining(", "));
    }

    private static String levels(Outcome outcome) {
        List<String> levels = outcome.levels();
        String some = levels.stream().limit(MAX_LEVELS).collect(Collectors.joining(", "));
        return outcome.name() + ": " + some + (levels.size() > MAX_LEVELS ? ", …" : "");
    }

    private static String history(TrainingHistory history) {
        if (history.epochs() == 0) {
            return "none";
        }
        return history.epochs() + " epochs, last "
                + history.asMap().entrySet().stream()
                        .map(each -> each.getKey() + " "
                                + ProgressNumbers.of(
                                        each.getValue().get(each.getValue().size() - 1)))
                        .collect(Collectors.joining(", "));
    }

    private static String joined(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void members(MemberArchive archive) {
        lines(
                "members",
                archive.names().stream()
                        .map(member -> String.format(
                                Locale.ROOT,
                                "%-15s %,12d bytes  SHA-256 %s",
                                member,
                                archive.member(member).length,
                                Sha256Sum.of(archive.member(member))))
                        .toList());
    }

    private void lines(String label, List<String> values) {
        for (int at = 0; at < values.size(); at++) {
            line(at == 0 ? label : "", values.get(at));
        }
    }

    // Text from a file must not control the terminal.
    private void line(String label, String value) {
        text.append(String.format(Locale.ROOT, "%-" + LABEL + "s", label))
                .append(PlainText.line(value))
                .append('\n');
    }
}
