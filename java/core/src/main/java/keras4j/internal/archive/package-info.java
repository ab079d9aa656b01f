/**
 * Archive format: a canonical ZIP with checksums and an optional signature.
 *
 * <p>{@link keras4j.internal.archive.MemberArchive} reads and writes it, and knows bytes, names and checksums
 * only; {@code keras4j.internal.fitted} defines the members.
 */
@NullMarked
package keras4j.internal.archive;

import org.jspecify.annotations.NullMarked;
