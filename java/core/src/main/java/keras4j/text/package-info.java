/** What messages, tables and names of files are made with. */
@NullMarked
package keras4j.text;

import org.jspecify.annotations.NullMarked;
