/**
 * Scoring: prediction, intervals, measures and explanations from the outputs of a model.
 *
 * <p>{@code Keras} computes outputs with Python. Any other {@link keras4j.scoring.Scorer}, such as one that calls
 * a model server, implements two methods and offers the same operations:
 *
 * <pre>{@code
 * record Remote(Client client) implements Scorer {
 *     public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
 *         return client.infer(fitted.name(), x);
 *     }
 *
 *     public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
 *         throw new UnsupportedOperationException("Remote: no variances");
 *     }
 * }
 *
 * Predictions predictions = new Remote(client).predict(fitted, frame);
 * }</pre>
 */
@NullMarked
package keras4j.scoring;

import org.jspecify.annotations.NullMarked;
