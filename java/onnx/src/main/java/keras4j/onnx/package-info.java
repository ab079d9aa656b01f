/**
 * Scoring without Python: {@link keras4j.onnx.OnnxScorer} answers by the ONNX form of a fitted model.
 *
 * <p>Where Keras is, {@code keras.withOnnx(fitted)} adds the form; the archive holds it. Elsewhere:
 *
 * <pre>{@code
 * try (OnnxScorer scorer = OnnxScorer.open()) {
 *     Fitted fitted = Fitted.load(file);
 *     scorer.predict(fitted, frame).labels();
 * }
 * }</pre>
 */
@NullMarked
package keras4j.onnx;

import org.jspecify.annotations.NullMarked;
