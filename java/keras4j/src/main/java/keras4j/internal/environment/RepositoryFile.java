package keras4j.internal.environment;

/**
 * File in a Maven repository.
 *
 * @param path the path below the root of the repository
 * @param sha256 the pinned checksum
 * @param bytes the size
 */
record RepositoryFile(String path, String sha256, long bytes) {
    /** Returns the file name. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
