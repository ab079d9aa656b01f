package keras4j.python;

import keras4j.text.Sha256;

/** Names for folders of the cache. */
final class Digest {
    private Digest() {}

    /** The first 12 hexadecimal digits of the SHA-256 of the parts. */
    static String of(String... parts) {
        Sha256 sum = new Sha256();
        for (String part : parts) {
            sum.add(part);
        }
        return sum.hex().substring(0, 12);
    }
}
