package keras4j.examples.spring;

import java.util.List;
import keras4j.spring.KerasPredictor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Predictions of records, with the predictor of the model {@code survival}. */
@RestController
class SurvivalController {
    private final KerasPredictor<Passenger, Survival> predictor;

    SurvivalController(KerasPredictor<Passenger, Survival> predictor) {
        this.predictor = predictor;
    }

    @PostMapping("/survival")
    Survival one(@RequestBody Passenger passenger) {
        return predictor.predict(passenger);
    }

    @PostMapping("/survivals")
    List<Survival> several(@RequestBody List<Passenger> passengers) {
        return predictor.predict(passengers);
    }
}
