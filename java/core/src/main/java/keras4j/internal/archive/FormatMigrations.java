package keras4j.internal.archive;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Versions of the archive format, with the migrations between them.
 *
 * @param migrations the migrations from format 1 to 2, from 2 to 3, and so on
 */
public record FormatMigrations(List<UnaryOperator<MemberArchive>> migrations) {
    /** Formats up to the newest that this version writes. Format 2 lists features; an archive of format 1 has none. */
    public static final FormatMigrations KNOWN = new FormatMigrations(List.of(UnaryOperator.identity()));

    public FormatMigrations {
        migrations = List.copyOf(migrations);
    }

    /** Returns the newest format version. */
    int newest() {
        return migrations.size() + 1;
    }

    /** Returns an archive of an earlier format, migrated to the newest. */
    MemberArchive migrated(MemberArchive archive, int format) {
        MemberArchive migrated = archive;
        for (UnaryOperator<MemberArchive> next : migrations.subList(format - 1, migrations.size())) {
            migrated = next.apply(migrated);
        }
        return migrated;
    }
}
