package keras4j.internal.fitted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.Quoted;
import keras4j.internal.workflow.DataPreparation;
import keras4j.plot.DiagramNode;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.FittedStep;
import keras4j.recipe.Step;
import org.jspecify.annotations.Nullable;

/** Consistency check between the members of an archive and its model. */
final class ArchiveConsistency {
    private static final int MAX_NAME_LENGTH = 200;

    private ArchiveConsistency() {}

    /**
     * Checks that the members describe the model.
     *
     * @throws ArchiveException if they describe another
     */
    static void check(FittedModel fitted, KerasConfig model) {
        Map<String, List<Integer>> inputs = model.inputShapes();
        same(
                "inputs must be those of the model",
                List.copyOf(inputs.values()),
                said(fitted.schema().inputs(), inputs));
        outcomes(fitted);
        SpecCheck.check(fitted, model);
        recipe(fitted);
        requireLines(fitted);
        DescriptionCheck.check(fitted, model);
    }

    /** Checks that each output gives what is needed for its outcome, and that intervals are those of such outcomes. */
    private static void outcomes(FittedModel fitted) {
        List<Outcome> outcomes = fitted.schema().outcomes();
        same(
                "outputs must be as many as outcomes",
                outcomes.size(),
                fitted.outputs().size());
        Integer maxLength = fitted.origin().maxLength();
        require(
                fitted.signature().varies() == (maxLength != null) && (maxLength == null || maxLength > 0),
                "axes that vary must have a maximum length",
                String.valueOf(maxLength));
        require(
                fitted.posterior().isEmpty() || fitted.posterior().size() == outcomes.size(),
                "intervals must be as many as outcomes, " + outcomes.size(),
                fitted.posterior().size());
        for (int at = 0; at < outcomes.size(); at++) {
            Outcome outcome = outcomes.get(at);
            List<Integer> shape = fitted.outputs().get(at);
            List<Integer> output = shape.isEmpty() ? List.of(1) : shape;
            boolean sigmoid = outcome.levels().size() == 2 && output.equals(List.of(1));
            List<Integer> due = outcome.classifies() ? List.of(outcome.levels().size()) : outcome.shape();
            require(
                    sigmoid || output.equals(due),
                    "output of " + outcome.name() + " must have the shape " + due,
                    output);
            if (!fitted.posterior().isEmpty()) {
                int units = fitted.posterior().get(at).noise().size();
                same(
                        "noise of " + outcome.name() + " must be of its numbers",
                        outcome.classifies() ? 0 : outcome.width(),
                        units);
            }
        }
    }

    /** Checks that a recipe makes the columns of the schema, with the steps that it describes. */
    private static void recipe(FittedModel fitted) {
        FittedRecipe recipe = fitted.preparation().recipe();
        if (recipe == null) {
            return;
        }
        List<String> described =
                recipe.recipe().steps().stream().map(Step::name).toList();
        List<String> learned = recipe.steps().stream().map(FittedStep::name).toList();
        int added = Math.max(0, learned.size() - described.size());
        same("steps of the recipe must be those that it describes", described, learned.subList(added, learned.size()));
        Set<String> predictors = Set.copyOf(recipe.predictors());
        List<String> columns = fitted.schema().inputs().stream()
                .flatMap(input -> input.columns().stream())
                .filter(name -> !predictors.contains(name))
                .toList();
        require(columns.isEmpty(), "columns of the schema must be predictors of the recipe", columns);
        for (Outcome outcome : fitted.schema().outcomes()) {
            require(
                    recipe.outcomes().containsAll(outcome.columns()),
                    "outcomes of the schema must be among those of the recipe, " + recipe.outcomes(),
                    outcome.columns());
            List<String> levels = recipe.output(outcome.columns().get(0)).levels();
            require(
                    levels.isEmpty() || !outcome.classifies() || levels.equals(outcome.levels()),
                    "levels of " + outcome.name() + " must be those of the recipe, " + levels,
                    outcome.levels());
        }
    }

    /** Checks that an archive lists the features of its model. */
    static void checkFeatures(Set<String> listed, Set<String> features) {
        same("features must be those of the model", features, listed);
    }

    /** Returns the declared input shapes: Keras takes one input whatever its name, and several by their names. */
    private static List<List<Integer>> said(List<Input> inputs, Map<String, List<Integer>> model) {
        if (inputs.size() == 1) {
            return List.of(inputs.get(0).shape());
        }
        Map<String, List<Integer>> named = new LinkedHashMap<>();
        inputs.forEach(input -> named.put(input.name(), input.shape()));
        return named.keySet().equals(model.keySet())
                ? model.keySet().stream().map(named::get).toList()
                : List.of();
    }

    /** Checks text that appears unchanged in logs and tables. */
    private static void requireLines(FittedModel fitted) {
        List<String> names = new ArrayList<>(fitted.history().names());
        names.add(fitted.name());
        for (DiagramNode node : fitted.description().diagram().nodes()) {
            names.addAll(List.of(node.name(), node.kind(), node.shape()));
        }
        for (String name : names) {
            boolean line = PlainText.isLine(name) && !name.isEmpty() && name.length() <= MAX_NAME_LENGTH;
            require(line, "names must be 1 to " + MAX_NAME_LENGTH + " plain characters", name);
        }
    }

    /** Checks that the prototype row is the one derived from the schema. */
    static void checkPrototype(byte[] found, DataPreparation preparation) {
        JsonNode row = PrototypeRow.of(preparation);
        boolean same = Arrays.equals(found, FittedEntries.json(row));
        require(same, ArchiveEntry.PROTOTYPE.file() + " must be the row of the schema, " + row, "another");
    }

    private static void same(String accepted, Object expected, Object found) {
        require(expected.equals(found), accepted + ", " + expected, found);
    }

    static void require(boolean kept, String accepted, @Nullable Object found) {
        if (!kept) {
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT, "Fitted: " + accepted + ", got " + Quoted.cut(found));
        }
    }
}
