/** Events for JDK Flight Recorder. */
@NullMarked
package keras4j.internal.event;

import org.jspecify.annotations.NullMarked;
