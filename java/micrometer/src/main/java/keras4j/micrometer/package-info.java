/**
 * Micrometer meters for fits, predictions, restorations, live models, worker processes and requests: {@link
 * keras4j.micrometer.KerasMeters}.
 *
 * <pre>{@code
 * try (KerasMeters meters = new KerasMeters()) {
 *     meters.bindTo(registry);
 *     keras.predict(fitted, rows);
 * }
 * }</pre>
 */
@NullMarked
package keras4j.micrometer;

import org.jspecify.annotations.NullMarked;
