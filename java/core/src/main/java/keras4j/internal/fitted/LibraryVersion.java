package keras4j.internal.fitted;

/** Version of this library. */
public final class LibraryVersion {
    private LibraryVersion() {}

    public static String text() {
        String version = LibraryVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
