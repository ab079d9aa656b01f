package keras4j.archive;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The formats that archives have had: each after the first comes with what makes an archive of the one before into one of it.
 *
 * @param migrations what makes format 2 of format 1, 3 of 2, and so on
 */
record Formats(List<UnaryOperator<Archive>> migrations) {
    /** Up to the one that is written. */
    static final Formats KNOWN = new Formats(List.of());

    Formats {
        migrations = List.copyOf(migrations);
    }

    /** The newest. */
    int newest() {
        return migrations.size() + 1;
    }

    /** An archive that had a format, as one of the newest. */
    Archive migrated(Archive archive, int format) {
        Archive migrated = archive;
        for (UnaryOperator<Archive> next : migrations.subList(format - 1, migrations.size())) {
            migrated = next.apply(migrated);
        }
        return migrated;
    }
}
