/**
 * Tensors, labels and data frames as input to and output of a network.
 *
 * <p>A {@link keras4j.data.Tensor} is passed to Python without a copy: one block of direct memory with a shape. A frame
 * is DFLib's {@link org.dflib.DataFrame}; its array columns are {@link keras4j.data.TensorSeries}, views on a tensor. A
 * {@link keras4j.data.Schema} records the columns that a fit used and converts later frames to tensors in the same
 * order. Rows and columns are counted from 0 everywhere, in messages too.
 */
@NullMarked
package keras4j.data;

import org.jspecify.annotations.NullMarked;
