package keras4j.serving;

import java.time.Duration;

/**
 * Limits of a server.
 *
 * @param bodyBytes the maximum size of a request's body
 * @param rows the maximum number of rows of a request
 * @param requests the maximum number of predictions that run or wait at a time
 * @param deadline the time from the headers of a request to its prediction
 * @param drain the time for the requests that run when the server is closed
 */
record ServingLimits(int bodyBytes, int rows, int requests, Duration deadline, Duration drain) {
    static final ServingLimits DEFAULT =
            new ServingLimits(4 << 20, 10_000, 256, Duration.ofSeconds(30), Duration.ofSeconds(10));

    ServingLimits withBodyBytes(int most) {
        return new ServingLimits(most, rows, requests, deadline, drain);
    }

    ServingLimits withRows(int most) {
        return new ServingLimits(bodyBytes, most, requests, deadline, drain);
    }

    ServingLimits withRequests(int most) {
        return new ServingLimits(bodyBytes, rows, most, deadline, drain);
    }

    ServingLimits withDeadline(Duration time) {
        return new ServingLimits(bodyBytes, rows, requests, time, drain);
    }

    ServingLimits withDrain(Duration time) {
        return new ServingLimits(bodyBytes, rows, requests, deadline, time);
    }
}
