package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Class weights in Keras' form, by the number of the class. */
final class ClassWeights {
    private final String spec;
    private final int classes;
    private final List<String> levels;

    private ClassWeights(String spec, int classes, List<String> levels) {
        this.spec = spec;
        this.classes = classes;
        this.levels = levels;
    }

    /** Returns the weights by number; unchanged while the classes are unknown. */
    static Expr byIndex(String spec, Expr weights, @Nullable Integer classes, List<String> levels) {
        if (classes == null || !(weights instanceof Dict dict)) {
            return weights;
        }
        ClassWeights all = new ClassWeights(spec, classes, levels);
        Map<Long, Expr> byIndex = new TreeMap<>();
        dict.entries().forEach((key, weight) -> byIndex.put(all.index(((Literal) key).value()), weight));
        return Expr.of(byIndex);
    }

    private long index(@Nullable Object key) {
        if (key instanceof String level) {
            int index = levels.indexOf(level);
            if (index < 0) {
                throw new IllegalArgumentException(spec + ": fit_class_weight must name levels, which are "
                        + (levels.isEmpty() ? "not known here" : String.join(", ", levels)) + ", got "
                        + Quoted.cut(level)
                        + NearestName.hint(level, levels));
            }
            return index;
        }
        long index = (Long) Objects.requireNonNull(key);
        if (index < 0 || index >= classes) {
            throw new IllegalArgumentException(
                    spec + ": fit_class_weight must number classes from 0 to " + (classes - 1) + ", got " + index);
        }
        return index;
    }
}
