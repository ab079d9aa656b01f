package keras4j.spring;

import keras4j.environment.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restart of an application by Spring Boot's devtools, which an interpreter inside the JVM would outlive. */
final class DevtoolsRestart {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.spring");
    private static final String LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

    private DevtoolsRestart() {}

    /** Returns the settings with Python in a process of its own, if devtools restart the application. */
    static Settings adapt(Settings settings, @Nullable ClassLoader loader) {
        if (settings.ownProcess()
                || loader == null
                || !loader.getClass().getName().equals(LOADER)) {
            return settings;
        }
        LOG.warn("Python runs in a process of its own: devtools restart the application in the same JVM, where an "
                + "interpreter can neither end nor be loaded again, nor change its backend; "
                + "spring.devtools.restart.enabled=false runs it inside the JVM");
        return settings.withOwnProcess(true);
    }
}
