package keras4j.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measurement of one server.
 *
 * @param call the median of a call in the process of the server, in microseconds
 * @param alone the median of a request at one connection, in microseconds
 * @param rate the requests a second at 64 connections
 * @param median the median of a request at 70 % of that rate, in microseconds
 * @param tail the 99th percentile there
 */
record HttpResult(double call, double alone, double rate, double median, double tail) {
    double overhead() {
        return alone - call;
    }

    double tailRatio() {
        return tail / median;
    }

    /** Returns the median of a figure over the rounds. */
    static double median(List<HttpResult> rounds, ToDoubleFunction<HttpResult> figure) {
        return Quantiles.of(rounds.stream().map(figure::applyAsDouble).toList()).median();
    }
}
