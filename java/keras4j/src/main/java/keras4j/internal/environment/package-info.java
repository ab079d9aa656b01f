/**
 * Discovery, checks and construction of Python environments.
 *
 * <p>{@link keras4j.internal.environment.Environments#resolve} finds a Python with Keras and Jep, and builds one
 * if there is none. {@link keras4j.internal.environment.Doctor} diagnoses the machine without building anything.
 * Sessions and the command line use both.
 */
@NullMarked
package keras4j.internal.environment;

import org.jspecify.annotations.NullMarked;
