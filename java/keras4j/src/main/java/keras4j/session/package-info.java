/**
 * Control of a running fit: progress listeners and preflight checks.
 *
 * <pre>{@code
 * ProgressListener patience = new ProgressListener() {
 *     @Override
 *     public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
 *         if (logs.get("val_loss") < 0.1) {
 *             training.stop();                        // keeps the weights learned so far
 *         }
 *     }
 * };
 * Fitted fitted = keras.listening(patience).fit(workflow, train);
 *
 * Preflight preflight = keras.preflight(open, train, points);
 * preflight.requireValid();                           // fails if a network can't be built
 * }</pre>
 *
 * <p>A {@link keras4j.session.ProgressListener} is a callback in Java. {@link keras4j.session.TrainingControl}
 * tells the current epoch and batch, and ends the fit. {@link keras4j.session.Preflight} has the size of each
 * candidate network of a search, or the reason why it can't be built.
 */
@NullMarked
package keras4j.session;

import org.jspecify.annotations.NullMarked;
