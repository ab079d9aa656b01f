package keras4j.archive;

/**
 * Validation rule for files from untrusted sources; an {@link ArchiveException} names the one that was broken.
 *
 * <p>The rules of the ZIP come first, then those of JSON, of the configuration, of the weights (HDF5), of sizes, of
 * vocabularies, of keras4j's own archives, and of ONNX forms in them.
 */
public enum ValidationRule {
    /** A ZIP ends with an end record: no comment, one disk, no 64-bit records. */
    ZIP_END,
    /** Every offset and length lies within the file. */
    ZIP_EXTENT,
    /** Members begin at the first byte and follow one another up to the directory, which extends to the end record. */
    ZIP_TILED,
    /** The two headers of a member are identical. */
    ZIP_SAME,
    /** Members are stored regular files: not compressed, not encrypted, without extra fields and comments. */
    ZIP_STORED,
    /** Names of members are unique. */
    ZIP_ONCE,
    /** A member has the CRC-32 in the directory. */
    ZIP_SUM,
    /** The members are exactly those that Keras writes. */
    ZIP_MEMBERS,
    /** A document is not longer than any that Keras writes. */
    JSON_SIZE,
    /** Text is UTF-8 without a byte order mark. */
    JSON_UTF8,
    /**
     * A document is one JSON value: no duplicate keys, limited depth, no trailing content, no excessively long text or
     * number.
     */
    JSON_FORM,
    /** Numbers are finite, and integers fit into 64 bits. */
    JSON_NUMBERS,
    /** Text has no control characters, unpaired surrogates or bidirectional controls. */
    JSON_TEXT,
    /** Metadata consist of a version of Keras 3 and a date. */
    JSON_METADATA,
    /** The model is sequential or functional. */
    CONFIG_MODEL,
    /** No object runs or loads code that the file names. */
    CONFIG_CODE,
    /** Objects have the entries that Keras writes, and no others. */
    CONFIG_ENTRIES,
    /** Classes have a module and are in the catalogue or given as custom objects. */
    CONFIG_CLASS,
    /** Functions are in the catalogue or given as custom objects. */
    CONFIG_FUNCTION,
    /** Classes have the arguments that the catalogue knows. */
    CONFIG_ARGUMENT,
    /** Arguments have values that the catalogue accepts. */
    CONFIG_VALUE,
    /** No argument names a file of this machine. */
    CONFIG_FILE,
    /** Names of layers and models are not paths. */
    CONFIG_NAME,
    /** Connections start at existing layers and lead from inputs to outputs. */
    CONFIG_JOINT,
    /** Shapes are lists of lengths, and repeated information is consistent. */
    CONFIG_SHAPE,
    /** Objects, connections and nesting levels stay within limits that no network reaches. */
    CONFIG_COUNT,
    /** Losses and metrics belong to an output, and an output has one row for each row. */
    CONFIG_OUTPUT,
    /** Weights are an HDF5 file of superblock version 0, as h5py writes it, of the stated length. */
    H5_SUPERBLOCK,
    /** Every address and length lies within the file. */
    H5_EXTENT,
    /** No two parts of the file share a byte, so no part is reached twice. */
    H5_OVERLAP,
    /** Object headers have version 1 and are filled exactly. */
    H5_HEADER,
    /** Object headers have the messages that Keras writes, each once. */
    H5_MESSAGE,
    /** Members of a group are objects of this file: no soft, external or other links. */
    H5_LINK,
    /** Groups are trees of sorted names. */
    H5_GROUP,
    /** Names have 1 to 128 printable characters and no slash. */
    H5_NAME,
    /** Groups are not nested deeper than models are. */
    H5_DEPTH,
    /** Arrays are contiguous, in this file, and unfiltered. */
    H5_LAYOUT,
    /** Numbers are of a type that Keras has. */
    H5_TYPE,
    /** The shape and type of an array give its size in bytes. */
    H5_SHAPE,
    /** Attributes are limited to a layer's name and the bfloat16 marker. */
    H5_ATTRIBUTE,
    /** Weights are finite. */
    H5_FINITE,
    /** Weights have the shapes that the configuration implies. */
    SIZE_SHAPES,
    /** Weights are of the types that the configuration implies, and counts are not negative. */
    SIZE_TYPES,
    /** Weights carry the names of the layers they belong to. */
    SIZE_NAMES,
    /** An optimizer's state belongs to a compiled model and has the shapes of its weights. */
    SIZE_STATE,
    /** Layers produce at most 2^28 numbers per row, as Keras reports after reading them. */
    SIZE_OUTPUT,
    /** Integers that determine array sizes are consistent with the size of the weights. */
    SIZE_ARGUMENT,
    /** Files beside the weights are the vocabularies of the layers that keep theirs in a file, one each. */
    ASSET_NAMES,
    /** A vocabulary is of a size that Keras reads: at most 16 MB, in lines of at most 4,096 bytes. */
    ASSET_SIZE,
    /** A vocabulary is UTF-8, its lines are different and without control characters, or whole numbers. */
    ASSET_TEXT,
    /** A vocabulary has as many lines as the configuration says. */
    ASSET_COUNT,
    /** The bytes of an archive are the canonical form of its members. */
    ARCHIVE_CANONICAL,
    /** An archive begins with a manifest of a format that this version reads. */
    ARCHIVE_MANIFEST,
    /** An archive has exactly the members in its manifest, and their names are not paths. */
    ARCHIVE_MEMBERS,
    /** Members have the checksums in the manifest. */
    ARCHIVE_SUM,
    /** The members of a fitted model's archive hold what keras4j writes and are consistent with the model. */
    ARCHIVE_CONTENT,
    /** An ONNX form is encoded as protobuf, and every length lies within its message. */
    ONNX_WIRE,
    /** Messages of an ONNX form have the fields that exporters of Keras write, and no others. */
    ONNX_FIELDS,
    /** Constants of an ONNX form are in the file itself. */
    ONNX_EXTERNAL,
    /** Operators of an ONNX form are those of ONNX's own domain that compute numbers from numbers. */
    ONNX_OPERATOR,
    /** Nodes of an ONNX form take values that come before them, and each value is computed once. */
    ONNX_GRAPH,
    /** Constants of an ONNX form have the size of their shape, and sizes stay within limits that no network reaches. */
    ONNX_SIZE,
    /** Inputs and outputs of an ONNX form are those of its model. */
    ONNX_SIGNATURE,
    /** A file and its model stay within the reader's limits. */
    ARCHIVE_LIMIT,
    /** An archive is signed with a key that its reader accepts, and is not older than the reader allows. */
    ARCHIVE_SIGNATURE
}
