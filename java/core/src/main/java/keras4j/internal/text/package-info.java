/** Text of messages, tables and file names: number formats, nearest names, checksums and plain text for terminals. */
@NullMarked
package keras4j.internal.text;

import org.jspecify.annotations.NullMarked;
