/**
 * Workflows: a preprocessing recipe and a network that are fitted together.
 *
 * <pre>{@code
 * Workflow cars = workflow(
 *         recipe("mpg ~ .").normalize(allPredictors()),
 *         regressor("cars", input(), block("hidden", dense(64)), output()).epochs(50));
 * Fitted fitted = keras.fit(cars.validation(0.2), train);
 * }</pre>
 *
 * <p>A {@link keras4j.workflow.Workflow} is a value. Both recipe and network are learned from the training rows
 * only, which prevents data leakage; validation rows are split off first. Values of both may stay open: {@code
 * hyperparameters()} lists them, {@code at(point)} chooses them, and {@code Keras.tune} searches for good ones.
 */
@NullMarked
package keras4j.workflow;

import org.jspecify.annotations.NullMarked;
