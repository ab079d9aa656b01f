package keras4j;

import java.util.Objects;
import keras4j.data.Schema;
import keras4j.recipe.Formula;
import keras4j.spec.Spec;
import org.dflib.DataFrame;

/** What is learned from which columns of a frame, and by which spec. */
public final class Workflow {
    private final Formula formula;
    private final Spec spec;

    private Workflow(Formula formula, Spec spec) {
        this.formula = formula;
        this.spec = spec;
    }

    /** A formula such as {@code y ~ x} and the spec that learns it. */
    static Workflow of(Formula formula, Spec spec) {
        return new Workflow(formula, spec);
    }

    /** Outcome and predictors. */
    public Formula formula() {
        return formula;
    }

    /** The network. */
    public Spec spec() {
        return spec;
    }

    /** What the frame's columns are to this workflow. */
    Schema schema(DataFrame frame) {
        return Columns.of(spec, formula).schema(frame);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Workflow that && formula.equals(that.formula) && spec.equals(that.spec);
    }

    @Override
    public int hashCode() {
        return Objects.hash(formula, spec);
    }

    @Override
    public String toString() {
        return "Workflow " + formula + " by " + spec.name();
    }
}
