package keras4j.examples.spring;

import java.util.List;
import keras4j.data.Records;
import keras4j.fitted.Fitted;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Intervals, with the scorer and the model themselves. */
@RestController
class IntervalsController {
    private final Scorer scorer;
    private final Fitted survival;

    IntervalsController(Scorer scorer, Fitted survival) {
        this.scorer = scorer;
        this.survival = survival;
    }

    @PostMapping("/intervals")
    DataFrame intervals(@RequestBody List<Passenger> passengers) {
        return scorer.intervals(survival, Records.frame(passengers)).confidence(0.9);
    }
}
