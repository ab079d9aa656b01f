package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;

/** Step that is applied to training rows only. */
record TrainingOnly(Step inner) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(inner.learn(training));
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public DataFrame tidy() {
        return inner.tidy();
    }

    record Fitted(FittedStep inner) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return inner.apply(rows);
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        @JsonIgnore
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public Map<String, List<String>> parts() {
            return inner.parts();
        }

        @Override
        public DataFrame tidy() {
            return inner.tidy();
        }
    }
}
