package keras4j.spring;

import java.util.List;
import java.util.Objects;
import keras4j.data.InvalidRowException;
import keras4j.fitted.Fitted;
import keras4j.internal.text.Preconditions;
import keras4j.scoring.Scorer;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.core.ResolvableType;

/**
 * Predictor of records, which takes and returns records of an application. Each model of the properties {@code
 * keras4j.models} has one to be injected, with the record classes of the injection point.
 *
 * <p>A component of the result takes the prediction's column of its name, or a component of the row: {@code predYes}
 * takes {@code .pred_yes}. Any number of threads may use a predictor.
 *
 * @param <I> the class of the rows, with the components that the model predicts from
 * @param <O> the class of the results
 */
public final class KerasPredictor<I extends Record, O extends Record> {
    private final Scorer scorer;
    private final Fitted fitted;
    private final Class<O> type;

    private KerasPredictor(Scorer scorer, Fitted fitted, Class<O> type) {
        this.scorer = scorer;
        this.fitted = fitted;
        this.type = type;
    }

    /**
     * Returns a predictor of a model that has none to be injected.
     *
     * @param <I> the class of the rows
     * @param <O> the class of the results
     * @param scorer the engine
     * @param fitted the model
     * @param type the class of the results
     * @return the predictor
     */
    public static <I extends Record, O extends Record> KerasPredictor<I, O> of(
            Scorer scorer, Fitted fitted, Class<O> type) {
        return new KerasPredictor<>(
                Preconditions.notNull("KerasPredictor", "scorer", scorer),
                Preconditions.notNull("KerasPredictor", "fitted", fitted),
                Preconditions.notNull("KerasPredictor", "type", type));
    }

    /** Returns the predictor of a model for an injection point, which names the classes. */
    static <I extends Record, O extends Record> KerasPredictor<I, O> at(
            Fitted fitted, Scorer scorer, InjectionPoint point) {
        return new KerasPredictor<>(scorer, fitted, resultType(point));
    }

    @SuppressWarnings("unchecked")
    private static <O extends Record> Class<O> resultType(InjectionPoint point) {
        ResolvableType type = ((DependencyDescriptor) point).getResolvableType().as(KerasPredictor.class);
        Class<?> result = type.resolveGeneric(1);
        if (result == null || !Record.class.isAssignableFrom(result) || result == Record.class) {
            throw new IllegalStateException("KerasPredictor: an injected predictor must name its record classes, "
                    + "as in KerasPredictor<Passenger, Survival>, got " + type);
        }
        return (Class<O>) result;
    }

    /**
     * Predicts one row.
     *
     * @param row the row
     * @return the result
     * @throws InvalidRowException if the model can't take the row
     */
    public O predict(I row) {
        List<O> results = predict(List.of(Objects.requireNonNull(row, "KerasPredictor: row must not be null")));
        if (results.isEmpty()) {
            throw new InvalidRowException("KerasPredictor: row", "come with the rows before it, in a list", "one row");
        }
        return results.get(0);
    }

    /**
     * Predicts rows, which are computed together.
     *
     * @param rows the rows
     * @return one result for each row that the model predicts
     * @throws InvalidRowException if the model can't take a row
     */
    public List<O> predict(List<I> rows) {
        return scorer.predict(fitted, rows, type);
    }

    @Override
    public String toString() {
        return "KerasPredictor of " + fitted.name() + " as " + type.getSimpleName();
    }
}
