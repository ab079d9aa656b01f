"""Python half of keras4j, which runs inside the JVM and executes requests from Java.

Java calls it through `bridge.call` only, with plain data, arrays and ids.
"""
