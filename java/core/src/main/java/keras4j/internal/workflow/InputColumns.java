package keras4j.internal.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.internal.prediction.PredictionNames;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import keras4j.recipe.FittedRecipe;
import keras4j.recipe.Formula;
import keras4j.recipe.Kind;
import keras4j.recipe.RecipeVariable;
import keras4j.recipe.Role;
import keras4j.spec.Block;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.dflib.DataFrame;

/** Assignment of prepared columns to the inputs and outputs of a spec. */
final class InputColumns {
    private final Spec spec;
    private final FittedRecipe recipe;
    private final Formula formula;
    private final Set<String> predictors;

    /** The columns before the first step. */
    private final Set<String> given;

    /** Input columns that each prepared column is computed from. */
    private final Map<String, List<String>> sources;

    private InputColumns(Spec spec, FittedRecipe recipe) {
        this.spec = spec;
        this.recipe = recipe;
        this.formula = recipe.recipe().formula();
        this.predictors = new LinkedHashSet<>(recipe.predictors());
        this.given = recipe.inputs().stream().map(RecipeVariable::name).collect(Collectors.toSet());
        this.sources = recipe.sources();
    }

    static InputColumns of(Spec spec, FittedRecipe recipe) {
        return new InputColumns(spec, recipe);
    }

    /** Returns the columns that inputs of texts may take; a single input that names none may take all. */
    static Set<String> texts(Spec spec, DataFrame training) {
        Set<String> texts = new LinkedHashSet<>();
        for (Block input : spec.inputs()) {
            boolean any = input.columns().isEmpty() && spec.inputs().size() == 1;
            if (input.takesTexts()) {
                texts.addAll(any ? List.of(training.getColumnsIndex().toArray()) : names(input));
            }
        }
        return texts;
    }

    private static List<String> names(Block input) {
        return input.columns().isEmpty() ? List.of(input.name()) : input.columns();
    }

    /** Returns the schema of the prepared training rows. */
    Schema schema(DataFrame prepared) {
        requireNumbers();
        Schema schema = Schema.of(prepared, inputs(), spec.varyingShapes(), outcomes(prepared));
        PredictionNames.requireDistinct(schema.outcomes());
        return schema;
    }

    private void requireNumbers() {
        if (predictors.isEmpty()) {
            throw new IllegalArgumentException(
                    "Workflow " + formula + ": predictors must be at least one after the last step, got none");
        }
        recipe.outputs().stream().filter(each -> each.role() == Role.PREDICTOR).forEach(this::requireNumbers);
    }

    private void requireNumbers(RecipeVariable predictor) {
        if (predictor.kind() == Kind.NOMINAL) {
            throw mustBeNumbers(predictor, "labels " + shown(predictor.levels()), "dummy, oneHot or zeroBasedCodes");
        }
        if (predictor.kind() == Kind.DATE) {
            throw mustBeNumbers(predictor, "dates", "dateFeatures");
        }
    }

    private static String shown(List<String> levels) {
        String some = levels.stream().limit(5).map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return levels.size() > 5 ? some + ", …" : some;
    }

    private IllegalArgumentException mustBeNumbers(RecipeVariable predictor, String got, String steps) {
        return new IllegalArgumentException("Workflow " + formula + ": predictor '" + Quoted.cut(predictor.name())
                + "' must be numbers, got " + Quoted.cut(got) + "; make them numbers with " + steps + " in a recipe");
    }

    /**
     * Returns the columns of each input: those that it names, else all predictors if it is the only one, else those of
     * its name.
     */
    private Map<String, List<String>> inputs() {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        Set<String> unused = new LinkedHashSet<>(predictors);
        for (Block input : spec.inputs()) {
            List<String> columns = columns(input);
            columns.forEach(unused::remove);
            inputs.put(input.name(), columns);
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(spec.name() + ": predictors of " + formula
                    + " must each go into an input, got " + Quoted.cut(String.join(", ", unused))
                    + ", which none takes; name it in columns(...) or take it out of the formula");
        }
        return inputs;
    }

    private List<String> columns(Block input) {
        if (input.columns().isEmpty() && spec.inputs().size() == 1) {
            return List.copyOf(predictors);
        }
        Set<String> names = new LinkedHashSet<>(names(input));
        Map<String, List<String>> made = madeOf(names);
        Set<String> columns = new LinkedHashSet<>();
        names.forEach(name -> columns.addAll(columns(input, name, made)));
        return List.copyOf(columns);
    }

    /** Returns the prepared column of a name, or those that steps computed from the input column of this name. */
    private List<String> columns(Block input, String name, Map<String, List<String>> made) {
        if (predictors.contains(name) && (!given.contains(name) || from(name).contains(name))) {
            return List.of(name);
        }
        List<String> columns = made.get(name);
        if (columns == null) {
            throw new IllegalArgumentException(spec.name() + ": input " + input.name() + " must take predictors of "
                    + formula + ", got " + Quoted.cut(name) + NearestName.hint(name, predictors));
        }
        return columns;
    }

    private List<String> from(String prepared) {
        return Objects.requireNonNull(sources.get(prepared));
    }

    /** Returns the prepared columns that steps computed from each of these columns, and from no others. */
    private Map<String, List<String>> madeOf(Set<String> names) {
        Map<String, List<String>> made = new HashMap<>();
        for (String predictor : predictors) {
            List<String> from = from(predictor);
            if (names.containsAll(from)) {
                from.forEach(source ->
                        made.computeIfAbsent(source, each -> new ArrayList<>()).add(predictor));
            }
        }
        return made;
    }

    /** Returns the outcomes: one output gives all of them, several outputs give one each, by name. */
    private List<Outcome> outcomes(DataFrame prepared) {
        List<String> names = recipe.outcomes();
        List<Block> outputs = spec.outputs();
        if (outputs.size() == 1) {
            return List.of(outcome(prepared, outputs.get(0), names));
        }
        for (String outcome : names) {
            if (!spec.outputNames().contains(outcome)) {
                throw new IllegalArgumentException(spec.name() + ": outcomes of " + formula
                        + " must each have an output of their name, got " + Quoted.cut(outcome)
                        + NearestName.hint(outcome, spec.outputNames()));
            }
        }
        return outputs.stream()
                .map(output -> outcome(prepared, output, named(names, output.name())))
                .toList();
    }

    private List<String> named(List<String> outcomes, String output) {
        if (!outcomes.contains(output)) {
            throw new IllegalArgumentException(spec.name() + ": outputs must each have an outcome of their name in "
                    + formula + ", got none for " + output);
        }
        return List.of(output);
    }

    private void requireNumbers(String outcome) {
        List<String> levels = recipe.output(outcome).levels();
        if (!levels.isEmpty()) {
            throw new IllegalArgumentException(spec.name() + ": outcome '" + Quoted.cut(outcome)
                    + "' must be numbers for a regressor, got labels " + shown(levels));
        }
    }

    private Outcome outcome(DataFrame prepared, Block output, List<String> columns) {
        if (spec.mode(output) == ModelMode.REGRESSOR) {
            columns.forEach(this::requireNumbers);
            return Outcome.numbers(prepared, columns);
        }
        if (columns.size() > 1) {
            throw new IllegalArgumentException(spec.name() + ": outcomes of " + formula
                    + " must be numbers to come out of one output, got a classifier; give each an output of its name");
        }
        List<String> levels = recipe.output(columns.get(0)).levels();
        return levels.isEmpty() ? Outcome.classes(prepared, columns.get(0)) : new Outcome(columns, levels, List.of());
    }
}
