/**
 * Specifications of networks: named blocks of layers with compile and fit settings.
 *
 * <p>A {@link keras4j.spec.Spec} describes a network before it is built. It consists of an input, named {@link
 * keras4j.spec.Block}s and an output, in sequence or as a graph. Each constructor argument of a block, and each
 * setting of compiling and fitting, is an argument of the spec.
 *
 * <pre>{@code
 * Block hidden = block("hidden", dense(arg("units", 128)).activation(RELU), dropout(arg("rate", 0.1)));
 * Spec spec = classifier("mlp", input(), hidden, output())
 *         .with("hidden_units", 64)
 *         .epochs(30)
 *         .seed(1);
 * System.out.println(spec.program().source());        // the Keras program
 * }</pre>
 *
 * <ul>
 * <li>{@link keras4j.spec.CompileSettings}: optimizer, loss and metrics.
 * <li>{@link keras4j.spec.FitSettings}: epochs, batch size, callbacks, class weights.
 * <li>{@link keras4j.spec.AnyLayer}: a layer by its Keras name, with arguments that are checked.
 * <li>{@link keras4j.spec.FineTuning}: further training of a fitted model, with frozen layers.
 * </ul>
 */
@NullMarked
package keras4j.spec;

import org.jspecify.annotations.NullMarked;
