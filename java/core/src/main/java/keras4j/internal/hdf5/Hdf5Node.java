package keras4j.internal.hdf5;

/** Group or array of an HDF5 file. */
public sealed interface Hdf5Node permits Hdf5Group, Hdf5Array {}
