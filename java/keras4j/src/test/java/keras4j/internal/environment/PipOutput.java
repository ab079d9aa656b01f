package keras4j.internal.environment;

/** Verbatim output of pip, venv and compilers when they fail. */
final class PipOutput {
    static final String UNREACHABLE = """
            Looking in indexes: http://127.0.0.1:9
            WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by \
            'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f5b>: Failed to establish a new connection: \
            [Errno 111] Connection refused')': /absl-py/
            ERROR: Could not find a version that satisfies the requirement absl-py==2.5.1 (from versions: none)
            ERROR: No matching distribution found for absl-py==2.5.1
            """;
    static final String DISK_FULL = """
            Installing collected packages: absl-py
            ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
            """;

    private PipOutput() {}
}
