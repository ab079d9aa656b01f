package keras4j.serving;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.fitted.Conformal;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.uncertainty.ModelIntervals;
import keras4j.scoring.Scorer;
import keras4j.serving.PredictEndpoint.IntervalQuery;
import org.dflib.DataFrame;

/**
 * Conformal intervals that a server answers with.
 *
 * @param conformal the calibrated models
 * @param level the coverage, unless a request names another
 */
record ServedIntervals(Conformal conformal, double level) {
    /** Returns intervals for outputs of zeros, which have the names and the types of all. */
    DataFrame prototype() {
        List<List<Tensor>> zeros =
                conformal.models().stream().map(ServedModel::zeroOutputs).toList();
        return ModelIntervals.ofConformal(
                        conformal.models().get(0).schema().outcomes(),
                        zeros,
                        PublicFaces.open(conformal, ConformalModel.class).scores())
                .prediction(level);
    }

    /** Returns the intervals of rows. */
    DataFrame of(Scorer scorer, DataFrame frame, IntervalQuery query) {
        if (query.confidence()) {
            throw HttpProblem.badRequest("interval must be prediction for conformal intervals, got 'confidence'");
        }
        double asked = query.level() > 0 ? query.level() : level;
        double most = conformal.rows() / (conformal.rows() + 1.0);
        if (asked > most) {
            throw HttpProblem.badRequest("level must be at most " + most + " with " + conformal.rows()
                    + " rows of calibration, got '" + asked + "'");
        }
        return scorer.intervals(conformal, frame).prediction(asked);
    }
}
