/**
 * Sessions with Keras, and the vocabulary for describing networks.
 *
 * <pre>{@code
 * import static keras4j.Models.*;
 *
 * var hidden = block("hidden", dense(arg("units", 64)).activation(RELU));
 * var iris = workflow("species ~ .", classifier("iris", input(), hidden, output()).epochs(30).seed(1));
 *
 * try (Keras keras = Keras.open()) {
 *     Fitted fitted = keras.fit(iris, train);
 *     keras.predict(fitted, test).classes();
 *     keras.measure(fitted, test);
 *
 *     var open = iris.spec(iris.spec().with("hidden_units", between(16, 256)));
 *     Tuned tuned = keras.tune(open, train, folds(5), grid(4), metrics(ACCURACY));
 *     Fitted best = keras.fitBest(open, tuned, train);
 *     best.save(Path.of("iris.keras4j"));
 * }
 * }</pre>
 *
 * <ul>
 * <li>{@link keras4j.Keras}: an open session, the only object with effects. Its methods are grouped by
 *     purpose: {@link keras4j.Trainer} fits, {@link keras4j.Tuner} searches for hyperparameters,
 *     {@link keras4j.ModelEditor} loads, evaluates and changes models, and {@link keras4j.scoring.Scorer} predicts and
 *     explains.
 * <li>{@link keras4j.Models}: the functions that describe networks, made for static import.
 * <li>{@link keras4j.LastFit}: the result of {@link keras4j.Trainer#lastFit}.
 * </ul>
 */
@NullMarked
package keras4j;

import org.jspecify.annotations.NullMarked;
