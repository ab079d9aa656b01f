package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.expr.Point;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.recipe.Formula;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import keras4j.scoring.Scorer;
import keras4j.spec.Spec;
import keras4j.tune.Search;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bad arguments of all verbs of a session. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadVerbsIT {
    private final Keras keras = Keras.open();

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        keras.close();
    }

    @Test
    void every_verb_accepts_a_bad_argument_or_refuses_it_in_our_words() throws Exception {
        ArgumentSweep sweep = new ArgumentSweep(new VerbArguments());
        sweep.nullOnly(
                verb -> verb.getName().startsWith("tune") || verb.getName().equals("fitResamples"));
        for (Class<?> type : List.of(Keras.class, Trainer.class, Tuner.class, ModelEditor.class, Scorer.class)) {
            sweep.sweep(
                    type,
                    verb -> !verb.getName().equals("open")
                            && (type == Keras.class || !Modifier.isAbstract(verb.getModifiers())));
        }
        System.out.println(sweep);
        assertEquals(List.of(), sweep.faults());
    }

    /** Good arguments of the verbs: all fits end in a moment. */
    private final class VerbArguments extends SessionArguments {
        VerbArguments() throws Exception {
            super(folder);
            Spec spec = SessionFixtures.tiny(1).epochs(1);
            Workflow workflow = new Workflow(Recipe.of(Formula.of("y ~ x1 + x2")), spec, null);
            Workflow open = new Workflow(
                    Recipe.of(Formula.of("y ~ x1 + x2")), spec.with("num_hidden", Models.between(1, 2)), null);
            Fitted ofTensors = keras.fit(spec, SessionFixtures.x(), SessionFixtures.y());
            Fitted ofFrame = keras.fit(workflow, frame());
            Fitted laplace = keras.fit(spec.laplace(), SessionFixtures.x(), SessionFixtures.y());
            Fitted laplaceOfFrame = keras.fit(new Workflow(workflow.recipe(), spec.laplace(), null), frame());
            Spec classes = Models.classifier("classes", Models.input(), Models.output())
                    .epochs(1);
            Conformal conformal = keras.conformal(ofFrame, wide());
            Tuned tuned = keras.tune(
                    Tuning.of(open, Resampling.folds(2), Search.grid(2)).workers(1), frame());
            type(Keras.class, () -> keras);
            type(Scorer.class, () -> keras);
            type(Trainer.class, () -> keras);
            type(Tuner.class, () -> keras);
            type(ModelEditor.class, () -> keras);
            type(Spec.class, () -> spec);
            type(Workflow.class, () -> workflow);
            type(Fitted.class, () -> ofTensors);
            type(Conformal.class, () -> conformal);
            type(Tuned.class, () -> tuned);
            type(Tensor.class, SessionFixtures::x);
            type(Examples.class, () -> Examples.of(SessionFixtures.x(), SessionFixtures.y()));
            type(Batches.class, () -> Batches.of(Examples.of(SessionFixtures.x(), SessionFixtures.y()), 16));
            type(Tuning.class, () -> Tuning.of(open, Resampling.folds(2), Search.grid(2))
                    .workers(1));
            parameter("preflight.workflow", () -> open);
            parameter("preflight.points", () -> List.of(Point.of("num_hidden", 1)));
            parameter("fitBest.open", () -> open);
            parameter("withWeights.layer", () -> "hidden");
            parameter("fit.x", SessionFixtures::x);
            parameter("fit.y", SessionFixtures::y);
            for (String verb : List.of(
                    "evaluate(Fitted,DataFrame)",
                    "evaluate(Fitted,List)",
                    "withSamples(Fitted,DataFrame)",
                    "predict(Fitted,DataFrame)",
                    "predict(Fitted,List)",
                    "predict(Fitted,List,Class)",
                    "measure(Fitted,DataFrame,Measure[])",
                    "conformal(Fitted,DataFrame)",
                    "importance(Fitted,DataFrame,Measure,int,long)",
                    "dependence(Fitted,DataFrame,String)",
                    "report(Fitted,DataFrame)",
                    "fit(FineTuning,Fitted,DataFrame)")) {
                parameter(verb + ".fitted", () -> ofFrame);
            }
            parameter("Scorer.frame", CoreArguments::frame);
            parameter("Scorer.x", SessionFixtures::x);
            parameter("Scorer.column", () -> "x1");
            parameter("intervals(Conformal,Map).x", () -> Map.of("input", SessionFixtures.numbers(1, 4, 2)));
            parameter("intervals(Conformal,Tensor).x", () -> SessionFixtures.numbers(1, 4, 2));
            parameter("predict.row", () -> new float[] {1, 2, 3});
            parameter(
                    "withWeights.weights",
                    () -> keras.network(ofTensors).layer("hidden").tensors());
            parameter("withPreprocessingLayers.fitted", () -> ofFrame);
            parameter("verify.fitted", () -> keras.withSamples(ofTensors, SessionFixtures.x()));
            parameter("intervals.fitted", () -> laplace);
            parameter("intervals(Fitted,DataFrame).fitted", () -> laplaceOfFrame);
            parameter("outputsWithVariance.fitted", () -> laplace);
            parameter("load.file", () -> Files.write(folder.resolve("model.keras"), ofTensors.kerasBytes()));
            parameter("fit(Workflow,List).train", () -> Records.of(frame(), Row.class));
            parameter("evaluate(Fitted,List).rows", () -> Records.of(frame(), Row.class));
            parameter("fit(Spec,float[][],String[]).y", () -> new String[] {"p", "q"});
            parameter("fit(Spec,float[][],String[]).x", () -> new float[][] {{1, 2, 3}, {2, 3, 4}});
            parameter("fit(Spec,float[][],String[]).spec", () -> classes);
            parameter("fit(Spec,Tensor,Labels).spec", () -> classes);
            parameter(
                    "fit(Spec,Tensor,Labels).y",
                    () -> Labels.of(Collections.nCopies(64, "p").toArray(new String[0])));
        }
    }

    /** Row of the frame. */
    record Row(double x1, double x2, double y) {}

    /** Returns more rows than a calibration needs. */
    private static DataFrame wide() {
        DataFrame rows = CoreArguments.frame();
        return rows.vConcat(rows, rows, rows, rows);
    }
}
