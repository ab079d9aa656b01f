/** What messages are made with. */
@NullMarked
package keras4j.text;

import org.jspecify.annotations.NullMarked;
