package keras4j.internal.hdf5;

/**
 * Node sizes of a file's B-trees.
 *
 * @param leaf half of the capacity of a symbol table
 * @param internal half of the capacity of a tree node
 */
record Hdf5Shape(int leaf, int internal) {
    /** Returns the size of a tree node in bytes. */
    int tree() {
        return Hdf5Links.TREE_HEADER_BYTES + 16 * children() + 8;
    }

    int children() {
        return 2 * internal;
    }

    /** Returns the size of a symbol table in bytes. */
    int table() {
        return Hdf5Links.TABLE_HEADER_BYTES + Hdf5Links.ENTRY_BYTES * entries();
    }

    int entries() {
        return 2 * leaf;
    }
}
