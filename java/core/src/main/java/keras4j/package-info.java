/** What everyone imports: the open session, specs, workflows, fitted models and what comes out of them. */
@NullMarked
package keras4j;

import org.jspecify.annotations.NullMarked;
