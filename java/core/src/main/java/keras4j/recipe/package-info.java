/** How the columns of a frame become the input and the target of a network. */
@NullMarked
package keras4j.recipe;

import org.jspecify.annotations.NullMarked;
