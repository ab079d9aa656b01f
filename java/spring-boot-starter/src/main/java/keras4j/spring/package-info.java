/**
 * Spring Boot starter: fitted models as beans, typed predictors of records, health, meters and an actuator endpoint.
 *
 * <pre>{@code
 * keras4j.engine=onnx
 * keras4j.models.survival.location=classpath:survival.keras4j
 * }</pre>
 *
 * <p>With these properties a controller has a {@link keras4j.spring.KerasPredictor} injected:
 *
 * <pre>{@code
 * SurvivalController(KerasPredictor<Passenger, Survival> predictor) {
 *     this.predictor = predictor;
 * }
 * }</pre>
 */
@NullMarked
package keras4j.spring;

import org.jspecify.annotations.NullMarked;
