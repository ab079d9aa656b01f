package keras4j.archive;

/**
 * How large the nodes of a file's trees are.
 *
 * @param leaf half of what a table of names may hold
 * @param internal half of what a node of a tree may hold
 */
record Hdf5Shape(int leaf, int internal) {
    /** The bytes of a node of a tree. */
    int tree() {
        return Hdf5Links.TREE_HEADER + 16 * children() + 8;
    }

    int children() {
        return 2 * internal;
    }

    /** The bytes of a table. */
    int table() {
        return Hdf5Links.TABLE_HEADER + Hdf5Links.ENTRY * entries();
    }

    int entries() {
        return 2 * leaf;
    }
}
