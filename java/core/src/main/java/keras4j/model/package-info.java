/**
 * Properties of a trained model: history, evaluation, weights, samples and backend.
 *
 * <pre>{@code
 * TrainingHistory history = fitted.history();
 * history.plot().save(Path.of("history.svg"));        // loss and metrics of each epoch
 * Evaluation evaluation = keras.evaluate(fitted, test);
 * evaluation.metric("accuracy");
 * Network network = keras.network(fitted);
 * network.layer("dense_1").tensors();                 // copies of the weights
 * }</pre>
 *
 * <p>All types are values. {@link keras4j.model.TrainingHistory} has one number an epoch for each metric, {@link
 * keras4j.model.Evaluation} one number for each metric, and {@link keras4j.model.Network} the layers with their
 * weights. {@link keras4j.model.Samples} are rows with the expected outputs, for verification on another machine;
 * {@link keras4j.model.TrainingDataFingerprint} identifies the training rows. {@link keras4j.model.Backend} and
 * {@link keras4j.model.QuantizationMode} are the choices that Keras offers.
 */
@NullMarked
package keras4j.model;

import org.jspecify.annotations.NullMarked;
