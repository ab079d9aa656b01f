/** Blocks of layers, and the specs that are made of them: what a network is, how it learns, how it is fitted. */
@NullMarked
package keras4j.spec;

import org.jspecify.annotations.NullMarked;
