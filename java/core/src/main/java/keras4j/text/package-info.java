/** What messages and tables are made with. */
@NullMarked
package keras4j.text;

import org.jspecify.annotations.NullMarked;
