/**
 * Reader and writer of the subset of HDF5 in which Keras stores weights.
 *
 * <p>{@link keras4j.internal.hdf5.Hdf5Reader} and {@link keras4j.internal.hdf5.Hdf5Writer} are used by {@code
 * keras4j.internal.kerasfile}.
 */
@NullMarked
package keras4j.internal.hdf5;

import org.jspecify.annotations.NullMarked;
