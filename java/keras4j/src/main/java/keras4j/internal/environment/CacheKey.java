package keras4j.internal.environment;

import keras4j.internal.text.Sha256Sum;

/** Cache keys, used as folder names. */
final class CacheKey {
    private CacheKey() {}

    /** Returns the first 12 hexadecimal digits of the SHA-256 of the parts. */
    static String of(String... parts) {
        Sha256Sum sum = new Sha256Sum();
        for (String part : parts) {
            sum.add(part);
        }
        return sum.hex().substring(0, 12);
    }
}
