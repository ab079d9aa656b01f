package keras4j.serving;

import com.sun.net.httpserver.Filter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.scoring.Scorer;

/**
 * Description of an HTTP server for fitted models, on the JDK's own server.
 *
 * <p>The server answers on this machine only, unless {@link #host} names another address; that needs a {@link #token} or a
 * {@link #filter}.
 */
public final class Serving {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");

    private final Scorer scorer;
    private final List<ModelSource> sources;
    private final ServingLimits limits;
    private final ServerAccess access;
    private final Duration reload;

    private Serving(
            Scorer scorer, List<ModelSource> sources, ServingLimits limits, ServerAccess access, Duration reload) {
        this.scorer = scorer;
        this.sources = sources;
        this.limits = limits;
        this.access = access;
        this.reload = reload;
    }

    /**
     * Returns a server without models.
     *
     * @param scorer the engine that answers: a session with Keras, or a scorer without Python; the caller closes it
     * @return the description
     */
    public static Serving of(Scorer scorer) {
        return new Serving(
                Preconditions.notNull("Serving", "scorer", scorer),
                List.of(),
                ServingLimits.DEFAULT,
                ServerAccess.LOCAL,
                Duration.ZERO);
    }

    private Serving with(ModelSource source) {
        List<ModelSource> more = new ArrayList<>(sources);
        more.add(source);
        return new Serving(scorer, more, limits, access, reload);
    }

    private Serving with(ServingLimits other) {
        return new Serving(scorer, sources, other, access, reload);
    }

    private Serving with(ServerAccess other) {
        return new Serving(scorer, sources, limits, other, reload);
    }

    /**
     * Returns a copy with one more model, as version 1 of its name.
     *
     * @param name 1 to 64 letters, digits, {@code _}, {@code -} and, except at the start, dots
     * @param fitted the model
     * @return the copy
     */
    public Serving model(String name, Fitted fitted) {
        Preconditions.notNull("Serving", "fitted", fitted);
        return with(ModelSource.of(new ServedModel(checked(name), "1", fitted)));
    }

    /**
     * Returns a copy with calibrated models, as version 1 of one name. It answers with conformal prediction intervals.
     *
     * @param name as above
     * @param conformal the calibrated models
     * @param level the coverage of the intervals, unless a request names another
     * @return the copy
     * @throws IllegalArgumentException if there are too few rows of calibration for the level
     */
    public Serving model(String name, Conformal conformal, double level) {
        Preconditions.notNull("Serving", "conformal", conformal);
        return with(ModelSource.of(ServedModel.of(checked(name), "1", new ServedIntervals(conformal, level))));
    }

    private static String checked(String name) {
        Preconditions.notNull("Serving", "name", name);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Serving: name must be 1 to 64 letters, digits, dots, - and _, no dot first, got '"
                            + Quoted.cut(name) + "'");
        }
        return name;
    }

    /**
     * Returns a copy with the models of a store: the newest and all tagged versions of each name. The newest one answers
     * where a request names no version.
     *
     * @param store the store
     * @return the copy
     */
    public Serving models(ModelStore store) {
        return with(ModelSource.of(Preconditions.notNull("Serving", "store", store), null));
    }

    /**
     * Returns a copy with the models of a store that have a tag. The version with the tag answers where a request names no
     * version.
     *
     * @param store the store
     * @param tag the tag, such as {@code production}
     * @return the copy
     */
    public Serving models(ModelStore store, String tag) {
        Preconditions.notNull("Serving", "tag", tag);
        return with(ModelSource.of(Preconditions.notNull("Serving", "store", store), tag));
    }

    /**
     * Returns a copy that reads its stores anew from time to time; see {@link ModelServer#reload}.
     *
     * @param every the time between two reads
     * @return the copy
     */
    public Serving reloadEvery(Duration every) {
        return new Serving(scorer, sources, limits, access, positive("every", every));
    }

    /**
     * Returns a copy that listens on another address than the loopback one.
     *
     * @param host the address, or the one of all interfaces
     * @return the copy
     */
    public Serving host(InetAddress host) {
        return with(access.withHost(Preconditions.notNull("Serving", "host", host)));
    }

    /**
     * Returns a copy that requires {@code Authorization: Bearer <token>} of all requests but those for health
     * and for the page itself.
     *
     * @param token the secret, 16 characters or more
     * @return the copy
     */
    public Serving token(String token) {
        Preconditions.notNull("Serving", "token", token);
        if (token.length() < 16) {
            throw new IllegalArgumentException(
                    "Serving: token must have at least 16 characters, got " + token.length());
        }
        return with(access.withToken(token));
    }

    /**
     * Returns a copy with a filter ahead of all requests, such as one that authenticates.
     *
     * @param filter the filter
     * @return the copy
     */
    public Serving filter(Filter filter) {
        return with(access.withFilter(Preconditions.notNull("Serving", "filter", filter)));
    }

    /**
     * Returns a copy that speaks HTTPS.
     *
     * @param context the context with the key and the certificate of the server
     * @return the copy
     */
    public Serving tls(SSLContext context) {
        return with(access.withTls(Preconditions.notNull("Serving", "context", context)));
    }

    /**
     * Returns a copy with another time for each request, from its headers to its prediction; 30 seconds by default. Later
     * requests are answered with status 504.
     *
     * @param time the time
     * @return the copy
     */
    public Serving deadline(Duration time) {
        return with(limits.withDeadline(positive("time", time)));
    }

    /**
     * Returns a copy with another time for the requests that run when the server is closed; 10 seconds by default.
     *
     * @param time the time
     * @return the copy
     */
    public Serving drain(Duration time) {
        return with(limits.withDrain(positive("time", time)));
    }

    /**
     * Returns a copy with another number of requests that run or wait at a time; 256 by default. More are answered with
     * status 429.
     *
     * @param most the number, 1 or more
     * @return the copy
     */
    public Serving maxRequests(int most) {
        return with(limits.withRequests(Preconditions.atLeast("Serving", "most", 1, most)));
    }

    /**
     * Returns a copy with another number of rows of a request; 10,000 by default. More are answered with status 413.
     *
     * @param most the number, 1 or more
     * @return the copy
     */
    public Serving maxRows(int most) {
        return with(limits.withRows(Preconditions.atLeast("Serving", "most", 1, most)));
    }

    /**
     * Returns a copy with another size of a request's body; 4 MiB by default. Larger ones are answered with status 413.
     *
     * @param bytes the size, up to 1 GiB
     * @return the copy
     */
    public Serving maxBody(int bytes) {
        return with(limits.withBodyBytes((int) Preconditions.between("Serving", "bytes", 1, 1 << 30, bytes)));
    }

    private static Duration positive(String argument, Duration time) {
        Preconditions.notNull("Serving", argument, time);
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Serving: " + argument + " must be more than zero, got " + time);
        }
        return time;
    }

    /**
     * Starts the server. It answers at once, with status 503 until its models are warm; see {@link ModelServer#awaitReady}.
     * When the JVM ends, the server is closed.
     *
     * @param port the port; 0 for any free one
     * @return the server
     * @throws IllegalStateException if there is no model, or others could reach the server without a token or a filter
     * @throws java.io.UncheckedIOException if the port can't be used
     */
    public ModelServer start(int port) {
        Preconditions.between("Serving", "port", 0, 65_535, port);
        if (sources.isEmpty()) {
            throw new IllegalStateException(
                    "Serving: there must be a model, got none; call model(name, fitted) or models(store)");
        }
        access.requireGuard();
        return ModelServer.start(scorer, sources, limits, access, reload, port);
    }
}
