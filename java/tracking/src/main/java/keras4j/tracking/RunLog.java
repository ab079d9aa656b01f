package keras4j.tracking;

import java.util.Map;

/** Log of one run: of a fit, or of a candidate of a search. No method throws because of a failure to write. */
interface RunLog {
    /** Returns the log of a part of this run, with its parameters. */
    RunLog child(String name, Map<String, String> parameters);

    /** Records the start of training. */
    void begin();

    /** Records the metrics of an epoch, those of the validation rows under {@code val_...}. */
    void epoch(int epoch, Map<String, Double> logs);

    /** Records the end of training. */
    void end();

    /** Records numbers at a step. */
    void metrics(long step, Map<String, Double> values);

    /** Records the failure of a trial. */
    void failure(String reason);
}
