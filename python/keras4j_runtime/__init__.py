"""The Python half of keras4j: runs inside the JVM and does what Java asks for.

Java reaches it through `bridge.call` alone, with plain data, arrays and ids.
"""
