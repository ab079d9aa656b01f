package keras4j;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.data.Schema;
import keras4j.recipe.Formula;
import keras4j.spec.Block;
import keras4j.spec.Mode;
import keras4j.spec.Spec;
import keras4j.text.Nearest;
import org.dflib.DataFrame;

/** Which columns of a frame go into which input of a spec, and come out of which output. */
final class Columns {
    private final Spec spec;
    private final Formula formula;

    private Columns(Spec spec, Formula formula) {
        this.spec = spec;
        this.formula = formula;
    }

    static Columns of(Spec spec, Formula formula) {
        return new Columns(spec, formula);
    }

    Schema schema(DataFrame frame) {
        return Schema.of(frame, inputs(formula.predictors(frame)), outcomes());
    }

    /** An input takes the columns that it names, else all predictors if it is the only one, else the one of its name. */
    private Map<String, List<String>> inputs(List<String> predictors) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        Set<String> unused = new LinkedHashSet<>(predictors);
        for (Block input : spec.inputs()) {
            List<String> columns = columns(input, predictors);
            for (String column : columns) {
                requirePredictor(input, column, predictors);
                unused.remove(column);
            }
            inputs.put(input.name(), columns);
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(spec.name() + ": predictors of " + formula
                    + " must each go into an input, got " + String.join(", ", unused)
                    + ", which none takes; name it in columns(...) or take it out of the formula");
        }
        return inputs;
    }

    private List<String> columns(Block input, List<String> predictors) {
        if (!input.columns().isEmpty()) {
            return input.columns();
        }
        return spec.inputs().size() == 1 ? predictors : List.of(input.name());
    }

    private void requirePredictor(Block input, String column, List<String> predictors) {
        if (!predictors.contains(column)) {
            throw new IllegalArgumentException(spec.name() + ": input " + input.name() + " must take predictors of "
                    + formula + ", got " + column + Nearest.hint(column, predictors));
        }
    }

    /** One output gives all outcomes, several give the one of their name each. */
    private Map<List<String>, Boolean> outcomes() {
        List<Block> outputs = spec.outputs();
        if (outputs.size() == 1) {
            return Map.of(formula.outcomes(), classes(outputs.get(0)));
        }
        for (String outcome : formula.outcomes()) {
            if (!spec.outputNames().contains(outcome)) {
                throw new IllegalArgumentException(spec.name() + ": outcomes of " + formula
                        + " must each have an output of their name, got " + outcome
                        + Nearest.hint(outcome, spec.outputNames()));
            }
        }
        Map<List<String>, Boolean> outcomes = new LinkedHashMap<>();
        for (Block output : outputs) {
            if (!formula.outcomes().contains(output.name())) {
                throw new IllegalArgumentException(spec.name() + ": outputs must each have an outcome of their name in "
                        + formula + ", got none for " + output.name());
            }
            outcomes.put(List.of(output.name()), spec.mode(output) == Mode.CLASSIFIER);
        }
        return outcomes;
    }

    private boolean classes(Block output) {
        boolean classes = spec.mode(output) == Mode.CLASSIFIER;
        if (classes && formula.outcomes().size() > 1) {
            throw new IllegalArgumentException(spec.name() + ": outcomes of " + formula
                    + " must be numbers to come out of one output, got a classifier; give each an output of its name");
        }
        return classes;
    }
}
