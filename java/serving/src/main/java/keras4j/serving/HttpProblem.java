package keras4j.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;

/** Refusal of a request: the status of the answer, and its problem document by RFC 9457. */
final class HttpProblem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;
    private static final int MAX_DETAIL = 1_000;
    private static final String RETRY_SECONDS = "1";

    private final int status;
    private final String title;
    private final transient ObjectNode members = ServingJson.object();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private HttpProblem(int status, String title, String detail) {
        super(Quoted.cut(detail, MAX_DETAIL), null, false, false);
        this.status = status;
        this.title = title;
    }

    static HttpProblem badRequest(String detail) {
        return new HttpProblem(400, "Bad Request", detail);
    }

    /** Returns the problem of a row, with the column, the row, the requirement and the value. */
    static HttpProblem of(InvalidRowException refused) {
        HttpProblem problem = badRequest(String.valueOf(refused.getMessage()));
        refused.column().ifPresent(column -> problem.members.put("column", Quoted.cut(column)));
        refused.row().ifPresent(row -> problem.members.put("row", row));
        problem.members.put("accepted", refused.accepted()).put("got", Quoted.cut(refused.got()));
        return problem;
    }

    static HttpProblem unauthorized() {
        return new HttpProblem(
                        401,
                        "Unauthorized",
                        "Authorization must be 'Bearer' and the server's token, got another or none")
                .with("WWW-Authenticate", "Bearer");
    }

    static HttpProblem notFound(String detail) {
        return new HttpProblem(404, "Not Found", detail);
    }

    static HttpProblem methodNotAllowed(String allowed) {
        return new HttpProblem(405, "Method Not Allowed", "the method of this path must be " + allowed)
                .with("Allow", allowed);
    }

    static HttpProblem tooLarge(String detail) {
        return new HttpProblem(413, "Content Too Large", detail);
    }

    static HttpProblem unsupportedMediaType() {
        return new HttpProblem(
                415,
                "Unsupported Media Type",
                "Content-Type must be application/json or text/csv, in UTF-8, got another or none");
    }

    static HttpProblem tooManyRequests(int most) {
        return new HttpProblem(
                        429, "Too Many Requests", "requests at a time must be at most " + most + "; try again later")
                .with("Retry-After", RETRY_SECONDS);
    }

    static HttpProblem failed() {
        return new HttpProblem(
                500, "Internal Server Error", "the request could not be answered; the log of the server has the cause");
    }

    static HttpProblem unavailable(String detail) {
        return new HttpProblem(503, "Service Unavailable", detail).with("Retry-After", RETRY_SECONDS);
    }

    static HttpProblem late(String limit) {
        return new HttpProblem(
                504, "Gateway Timeout", "the request must be answered within " + limit + ", and was not");
    }

    private HttpProblem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    /** Returns the answer; one of the Open Inference Protocol has its member {@code error}, too. */
    HttpAnswer answer(boolean inferenceProtocol) {
        ObjectNode body = ServingJson.object()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        body.setAll(members);
        if (inferenceProtocol) {
            body.put("error", getMessage());
        }
        return new HttpAnswer(status, MEDIA_TYPE, ServingJson.text(body), Map.copyOf(headers));
    }
}
