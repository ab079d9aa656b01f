package keras4j.archive;

/**
 * A rule that a file from elsewhere must keep; an {@link ArchiveException} names the one that was broken.
 *
 * <p>The rules of the ZIP come first, then those of JSON, of the configuration, of the weights (HDF5), of sizes, and of
 * keras4j's own archives.
 */
public enum Rule {
    /** A ZIP ends with an end record: no comment, one disk, no 64-bit records. */
    ZIP_END,
    /** Every offset and length leads into the file. */
    ZIP_EXTENT,
    /** Members begin at the first byte and follow one another up to the directory, which reaches to the end record. */
    ZIP_TILED,
    /** A member is described twice in the same words. */
    ZIP_SAME,
    /** Members are stored as they are: not compressed, not encrypted, no extras, no comment, regular files. */
    ZIP_STORED,
    /** A name is that of one member. */
    ZIP_ONCE,
    /** A member has the CRC-32 that the directory says. */
    ZIP_SUM,
    /** There are exactly the members that Keras writes. */
    ZIP_MEMBERS,
    /** A document is not longer than any that Keras writes. */
    JSON_SIZE,
    /** Text is UTF-8 without a mark before it. */
    JSON_UTF8,
    /** One JSON document: no key twice, not too deep, nothing behind it, no text or number of absurd length. */
    JSON_FORM,
    /** Numbers are finite and whole ones fit into 64 bits. */
    JSON_NUMBERS,
    /** Text has no control characters, no half characters, none that turn the direction. */
    JSON_TEXT,
    /** Metadata are a version of Keras 3 and a date. */
    JSON_METADATA,
    /** The model is a Sequential or a functional one. */
    CONFIG_MODEL,
    /** Nothing runs, or loads, what the file says. */
    CONFIG_CODE,
    /** Objects have the entries that Keras writes, and no others. */
    CONFIG_ENTRIES,
    /** Classes say their module and are those of the catalogue, or given. */
    CONFIG_CLASS,
    /** Functions are those of the catalogue, or given. */
    CONFIG_FUNCTION,
    /** Classes have the arguments that the catalogue knows. */
    CONFIG_ARGUMENT,
    /** Arguments have values that the catalogue accepts. */
    CONFIG_VALUE,
    /** Nothing is read from a file of this machine. */
    CONFIG_FILE,
    /** Names of layers and models are no paths. */
    CONFIG_NAME,
    /** Joints lead from layers that are there, from inputs to outputs. */
    CONFIG_JOINT,
    /** Shapes are lengths, and what is told twice is told in one way. */
    CONFIG_SHAPE,
    /** There are not more objects, joints and depths than a network may have. */
    CONFIG_COUNT,
    /** What is lost or measured is lost or measured of an output. */
    CONFIG_OUTPUT,
    /** Weights are an HDF5 file of the oldest form, as h5py writes it, as long as it says. */
    H5_SUPERBLOCK,
    /** Every address and length leads into the file. */
    H5_EXTENT,
    /** No two parts of the file share a byte; so nothing is reached twice. */
    H5_OVERLAP,
    /** Headers of objects are of the oldest form and filled exactly. */
    H5_HEADER,
    /** Headers say what Keras' files say, each thing once. */
    H5_MESSAGE,
    /** Members of a group are objects of this file: no soft, external or other links. */
    H5_LINK,
    /** Groups are trees of sorted names. */
    H5_GROUP,
    /** Names have 1 to 128 printable characters and no slash. */
    H5_NAME,
    /** Groups are not nested deeper than models are. */
    H5_DEPTH,
    /** Arrays lie in one piece, in this file, unfiltered. */
    H5_LAYOUT,
    /** Numbers are of a type that Keras has. */
    H5_TYPE,
    /** An array's shape takes the bytes that it has. */
    H5_SHAPE,
    /** Attributes are a layer's name and the mark of bfloat16. */
    H5_ATTRIBUTE,
    /** Weights are finite. */
    H5_FINITE,
    /** Weights have the shapes that the configuration implies. */
    SIZE_SHAPES,
    /** Weights are of the types that the configuration implies, and counts are none below 0. */
    SIZE_TYPES,
    /** Weights carry the names of the layers that they are of. */
    SIZE_NAMES,
    /** An optimizer's state is that of a model that was compiled, in the shapes of its weights. */
    SIZE_STATE,
    /** Layers make no more than 2^28 numbers of a row, which Keras tells when it has read them. */
    SIZE_OUTPUT,
    /** Whole numbers that arrays are made of are not beyond what the weights account for. */
    SIZE_ARGUMENT,
    /** An archive's bytes are those that its members give. */
    ARCHIVE_CANONICAL,
    /** An archive begins with a manifest of a format that this version reads. */
    ARCHIVE_MANIFEST,
    /** An archive has the members that its manifest has, under names that are no paths. */
    ARCHIVE_MEMBERS,
    /** Members have the sums that the manifest says. */
    ARCHIVE_SUM,
    /** The members of a fitted model's archive hold what keras4j writes, and say of the model what it is. */
    ARCHIVE_CONTENT,
    /** A file and its model are not larger than their reader allows. */
    ARCHIVE_LIMIT,
    /** An archive is signed with the key that its reader gave, and not older than the reader said. */
    ARCHIVE_SIGNATURE
}
