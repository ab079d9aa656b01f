package keras4j.serving;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import keras4j.data.InvalidRowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handler of all requests: chooses the endpoint, keeps the deadline, and turns exceptions into problem documents. */
final class RequestRouter implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.serving");
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);
    private static final String INFERENCE_PROTOCOL = "/v2";

    private final List<Route> routes;
    private final RequestGate gate;
    private final RequestDeadlines deadlines;
    private final Duration limit;
    private final @Nullable BearerToken token;

    RequestRouter(
            List<Route> routes,
            RequestGate gate,
            RequestDeadlines deadlines,
            Duration limit,
            @Nullable BearerToken token) {
        this.routes = List.copyOf(routes);
        this.gate = gate;
        this.deadlines = deadlines;
        this.limit = limit;
        this.token = token;
    }

    /** Operation of a path. */
    interface Endpoint {
        HttpAnswer answer(ServingRequest request) throws IOException;
    }

    /**
     * Path with its method.
     *
     * @param open whether it needs no token
     */
    record Route(String method, List<String> segments, boolean open, Endpoint endpoint) {
        static Route get(String path, Endpoint endpoint) {
            return new Route("GET", segments(path), false, endpoint);
        }

        static Route openGet(String path, Endpoint endpoint) {
            return new Route("GET", segments(path), true, endpoint);
        }

        static Route post(String path, Endpoint endpoint) {
            return new Route("POST", segments(path), false, endpoint);
        }

        static List<String> segments(String path) {
            return List.of(path.substring(1).split("/", -1));
        }

        boolean takes(String given) {
            return given.equals(method) || (given.equals("HEAD") && method.equals("GET"));
        }

        /** Returns the values of a path; empty if it is another one. */
        Optional<Map<String, String>> match(List<String> path) {
            Map<String, String> values = new HashMap<>();
            boolean matches = path.size() == segments.size();
            for (int at = 0; matches && at < path.size(); at++) {
                String segment = segments.get(at);
                boolean named = segment.startsWith("{");
                if (named) {
                    values.put(segment.substring(1, segment.length() - 1), path.get(at));
                }
                matches = named || segment.equals(path.get(at));
            }
            return matches ? Optional.of(values) : Optional.empty();
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        RequestEvent event = RequestEvent.start(exchange.getRequestMethod());
        gate.exchange();
        try (exchange) {
            HttpAnswer answer = answer(exchange);
            event.answered(answer.status());
            RequestDeadline writing = deadlines.after(WRITE_LIMIT);
            try {
                answer.send(exchange, gate.isClosed());
            } finally {
                writing.close();
            }
        } catch (IOException gone) {
            LOG.debug("A client has left: {}", gone.getClass().getName());
        } finally {
            gate.answered();
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        String path = Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), "/");
        try (RequestDeadline deadline = deadlines.after(limit)) {
            return answered(exchange, path, deadline);
        } catch (HttpProblem problem) {
            return problem.answer(path.startsWith(INFERENCE_PROTOCOL));
        }
    }

    private HttpAnswer answered(HttpExchange exchange, String path, RequestDeadline deadline) throws IOException {
        HttpAnswer answer;
        try {
            answer = route(exchange, Route.segments(path));
        } catch (HttpProblem problem) {
            throw deadline.expired() ? late() : problem;
        } catch (InvalidRowException refused) {
            throw HttpProblem.of(refused);
        } catch (RuntimeException | Error failed) {
            throw deadline.expired() ? late() : failed(failed);
        }
        if (deadline.expired()) {
            throw late();
        }
        return answer;
    }

    private HttpProblem late() {
        return HttpProblem.late(limit.toMillis() + " ms");
    }

    private HttpProblem failed(Throwable failed) {
        if (gate.isClosed()) {
            LOG.warn("A request was not answered, because the server is ending: {}", LoggedFailure.of(failed));
            return HttpProblem.unavailable("the server is ending");
        }
        LOG.error("A request was not answered: {}", LoggedFailure.of(failed));
        return HttpProblem.failed();
    }

    private HttpAnswer route(HttpExchange exchange, List<String> path) throws IOException {
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(path);
            if (values.isPresent() && route.takes(exchange.getRequestMethod())) {
                if (token != null && !route.open()) {
                    token.require(exchange);
                }
                return route.endpoint().answer(new ServingRequest(exchange, values.get()));
            }
            values.ifPresent(other -> allowed.add(route.method()));
        }
        if (token != null) {
            token.require(exchange);
        }
        throw allowed.isEmpty()
                ? HttpProblem.notFound("the path must be one of "
                        + routes.stream()
                                .map(route -> "/" + String.join("/", route.segments()))
                                .distinct()
                                .collect(Collectors.joining(", ")))
                : HttpProblem.methodNotAllowed(String.join(", ", allowed));
    }
}
