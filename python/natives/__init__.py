"""Build of the prebuilt native half of Jep, for every CPython minor and platform that keras4j supports."""
