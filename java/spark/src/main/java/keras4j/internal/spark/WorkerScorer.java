package keras4j.internal.spark;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.MemoryLimits;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.python.Python;
import keras4j.internal.python.SilenceLimit;
import keras4j.internal.session.Session;
import keras4j.internal.session.SessionView;
import keras4j.model.Backend;
import keras4j.scoring.Scorer;

/** Scorer in a worker process of its own, with one computing thread. The driver has consented to custom objects. */
final class WorkerScorer implements Scorer, AutoCloseable {
    private static final long LIVE_BYTES = Long.getLong("keras4j.live.bytes", 1L << 30);

    private final Session session;

    private WorkerScorer(Session session) {
        this.session = session;
    }

    /** Begins to start a worker process, in the environment of the system properties. */
    static WorkerScorer open(Backend backend) {
        MemoryLimits.check(backend.id(), true);
        Settings settings = Settings.defaults();
        Python python = Python.worker(
                backend.id(),
                settings.cache(),
                1,
                SilenceLimit.idle(settings.silence()),
                () -> Catalogue.keras().calls(),
                Environments.resolve(settings, backend.id()));
        return new WorkerScorer(new Session(python, LIVE_BYTES, settings));
    }

    /** Returns the number of models that the process restored. */
    int restorations() {
        return session.restorations();
    }

    private SessionView view(Fitted fitted) {
        return SessionView.of(session).trusting(fitted.customObjects());
    }

    private static FittedModel content(Fitted fitted) {
        return PublicFaces.open(fitted, FittedModel.class);
    }

    @Override
    public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
        return view(fitted).outputs(content(fitted), x);
    }

    @Override
    public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
        return view(fitted).outputsWithVariance(content(fitted), x);
    }

    @Override
    public float[] predict(Fitted fitted, float... row) {
        return view(fitted).predict(content(fitted), row);
    }

    @Override
    public void close() {
        session.close();
    }
}
