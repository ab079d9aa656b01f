package keras4j;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keras4j.environment.Settings;
import keras4j.expr.Expr;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.layer.Layers;
import keras4j.python.PythonException;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Block;

/** Good arguments of the types of this module. */
class SessionArguments extends CoreArguments {
    SessionArguments(Path folder) throws Exception {
        super(folder);
        type(Settings.class, Settings::defaults);
        type(TrainingControl.class, TrainingControl::new);
        type(ProgressListener.class, () -> new ProgressListener() {});
        type(
                Preflight.class,
                () -> new Preflight(List.of(new Preflight.Checked(Point.of("num_hidden", 2), 1, 4, null))));
        type(
                PythonException.class,
                () -> PythonException.of(
                        new JsonMapper()
                                .readTree("{\"type\": \"ValueError\", \"message\": \"bad\", \"traceback\": \"\"}"),
                        "fit"));
        parameter("PythonException.of.error", () -> new JsonMapper()
                .readTree("{\"type\": \"ValueError\", \"message\": \"bad\", \"traceback\": \"\"}"));
        parameter("Models.layer.symbol", () -> "keras.layers.Dense");
        parameter("Models.blocks", () ->
                new Block[] {Block.input(), Block.of("hidden", Layers.dense(4)), Block.output()});
        parameter("Models.others", () -> new Object[] {3});
        parameter("Models.formula", () -> "y ~ x1");
        parameter("TrainingControl.metrics", () -> Map.of("loss", 0.5));
        type(Expr.class, () -> Expr.of(2));
        type(OpenRange.class, () -> OpenRange.between(1, 4));
    }
}
