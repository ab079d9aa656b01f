package keras4j.serving;

import static keras4j.serving.RequestRouter.Route.get;
import static keras4j.serving.RequestRouter.Route.openGet;
import static keras4j.serving.RequestRouter.Route.post;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import keras4j.internal.exit.ExitBarrier;
import keras4j.internal.text.Preconditions;
import keras4j.scoring.Scorer;
import keras4j.serving.RequestRouter.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Running HTTP server for fitted models, from {@link Serving#start}. */
public final class ModelServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.serving");
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
    /** Time after the drain in which a server has ended for certain. */
    private static final Duration EXIT_MARGIN = Duration.ofSeconds(30);

    private final HttpServer http;
    private final ServerAccess access;
    private final ServingLimits limits;
    private final ModelRegistry models;
    private final RequestGate gate;
    private final ExecutorService threads = RequestThreads.perRequest();
    private final RequestDeadlines deadlines = new RequestDeadlines();
    private final ScheduledExecutorService loading = RequestThreads.clock("keras4j-serving-models");
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread exitHook = new Thread(this::closeAtExit, "keras4j-serving-exit");
    private boolean closed;

    private ModelServer(HttpServer http, ServerAccess access, ServingLimits limits, ModelRegistry models) {
        this.http = http;
        this.access = access;
        this.limits = limits;
        this.models = models;
        this.gate = new RequestGate(limits.requests());
    }

    static ModelServer start(
            Scorer scorer,
            List<ModelSource> sources,
            ServingLimits limits,
            ServerAccess access,
            Duration reload,
            int port) {
        JdkServerSettings.apply(limits.deadline());
        ModelServer server = new ModelServer(access.bind(port), access, limits, new ModelRegistry(scorer, sources));
        server.open(scorer);
        server.load(reload);
        LOG.info("{}", server);
        return server;
    }

    private void open(Scorer scorer) {
        BearerToken token = access.token() == null ? null : new BearerToken(access.token());
        HttpContext context =
                http.createContext("/", new RequestRouter(routes(scorer), gate, deadlines, limits.deadline(), token));
        context.getFilters().addAll(access.filters());
        http.setExecutor(threads);
        http.start();
        ExitBarrier.enter(this, limits.drain().plus(EXIT_MARGIN));
        Runtime.getRuntime().addShutdownHook(exitHook);
    }

    private List<Route> routes(Scorer scorer) {
        PredictEndpoint predict = new PredictEndpoint(scorer, models, gate, limits);
        InferenceProtocol protocol = new InferenceProtocol(predict);
        return List.of(
                openGet("/", ServerPage::html),
                openGet("/page.js", ServerPage::script),
                openGet("/page.css", ServerPage::style),
                openGet("/ping", ModelServer::ping),
                post("/predict", predict::answer),
                get("/metadata", this::metadata),
                get(
                        "/openapi.json",
                        request -> HttpAnswer.json(OpenApiDocument.of(models.models(), access.token() != null))),
                post("/models/{model}/predict", predict::answer),
                get("/models/{model}/metadata", this::metadata),
                post("/models/{model}/versions/{version}/predict", predict::answer),
                get("/models/{model}/versions/{version}/metadata", this::metadata),
                get("/v2", protocol::server),
                openGet("/v2/health/live", protocol::live),
                openGet("/v2/health/ready", protocol::ready),
                get("/v2/models/{model}", protocol::model),
                get("/v2/models/{model}/ready", protocol::modelReady),
                post("/v2/models/{model}/infer", protocol::infer),
                get("/v2/models/{model}/versions/{version}", protocol::model),
                get("/v2/models/{model}/versions/{version}/ready", protocol::modelReady),
                post("/v2/models/{model}/versions/{version}/infer", protocol::infer));
    }

    private static HttpAnswer ping(ServingRequest request) {
        return HttpAnswer.json(ServingJson.object()
                .put("status", "online")
                .put("time", Instant.now().toString()));
    }

    private HttpAnswer metadata(ServingRequest request) {
        return HttpAnswer.json(models.model(request.model(), request.version()).metadata());
    }

    private void load(Duration reload) {
        loading.execute(() -> {
            try {
                models.reload();
                ready.complete(null);
            } catch (RuntimeException | Error failed) {
                if (ready.completeExceptionally(failed)) {
                    LOG.error("The models could not be prepared: {}", LoggedFailure.of(failed));
                }
            }
        });
        if (!reload.isZero()) {
            long nanos = reload.toNanos();
            ScheduledFuture<?> unused =
                    loading.scheduleWithFixedDelay(this::tryReload, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void tryReload() {
        try {
            models.reload();
        } catch (RuntimeException | Error failed) {
            LOG.warn("The models could not be read anew, and stay as they are: {}", LoggedFailure.of(failed));
        }
    }

    /** {@return the address of the server} */
    public URI uri() {
        String host = access.host().getHostAddress();
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return URI.create(access.scheme() + "://" + literal + ":" + port() + "/");
    }

    /** {@return the port} */
    public int port() {
        return http.getAddress().getPort();
    }

    /**
     * Waits until all models are warm.
     *
     * @param most the time to wait
     * @throws IllegalStateException if a model can't be prepared, or is not prepared in time
     */
    public void awaitReady(Duration most) {
        Preconditions.notNull("ModelServer", "most", most);
        try {
            ready.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            throw new IllegalStateException(
                    "ModelServer: the models must be usable, got: " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "ModelServer: the models must be warm within " + most + ", got none yet", late);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "ModelServer: the thread was interrupted while the models became warm", ended);
        }
    }

    /**
     * Reads the stores anew: new versions are warmed up, then all models are exchanged at once. No request is lost. If a
     * model can't be read or prepared, all stay as they are.
     *
     * @throws RuntimeException if a model can't be read or prepared
     */
    public void reload() {
        models.reload();
    }

    /**
     * Closes the server: refuses new requests with status 503, waits for those that run, up to the time of {@link
     * Serving#drain}, and frees the port. The scorer stays open.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ready.completeExceptionally(new IllegalStateException("ModelServer: it is closed"));
        loading.shutdownNow();
        gate.close(limits.drain(), LAST_ANSWERS);
        http.stop(0);
        threads.shutdownNow();
        deadlines.close();
        ExitBarrier.leave(this);
        removeExitHook();
        LOG.info("Closed {}", this);
    }

    private void closeAtExit() {
        close();
    }

    private void removeExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException ending) {
            LOG.debug("The JVM is ending: {}", ending.getMessage());
        }
    }

    /** Returns the address and the number of requests. */
    @Override
    public String toString() {
        return "ModelServer at " + uri() + ": " + gate;
    }
}
