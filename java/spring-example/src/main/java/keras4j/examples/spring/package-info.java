/** Spring Boot application that predicts with a fitted model. */
@NullMarked
package keras4j.examples.spring;

import org.jspecify.annotations.NullMarked;
