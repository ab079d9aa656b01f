/**
 * Numbers on their way to and from a network.
 *
 * <p>A {@link keras4j.data.Tensor} is what Python sees: one block of direct memory with a shape. A frame is DFLib's
 * {@link org.dflib.DataFrame}; its array columns are {@link keras4j.data.TensorSeries}, views on a tensor. A
 * {@link keras4j.data.Schema} remembers which columns a fit saw and turns later frames into the same numbers in the same
 * order. Rows and columns are counted from 0 everywhere, in messages too.
 */
@NullMarked
package keras4j.data;

import org.jspecify.annotations.NullMarked;
