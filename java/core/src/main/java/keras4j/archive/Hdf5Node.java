package keras4j.archive;

/** A group or an array of an HDF5 file. */
sealed interface Hdf5Node permits Hdf5Group, Hdf5Array {}
