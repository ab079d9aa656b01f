package keras4j.spring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import keras4j.fitted.Fitted;
import keras4j.micrometer.KerasMeters;
import keras4j.scoring.Scorer;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of health, meters and an endpoint, each if the application has its part of Spring Boot. */
@AutoConfiguration(
        after = KerasAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
class KerasActuatorAutoConfiguration {
    @Bean
    @ConditionalOnBean(MeterRegistry.class)
    @ConditionalOnMissingBean
    KerasMeters kerasMeters() {
        return new KerasMeters();
    }

    /** Health of the engine. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    @ConditionalOnEnabledHealthIndicator("keras4j")
    static class Health {
        @Bean
        KerasHealthIndicator keras4jHealthIndicator(Scorer scorer, Map<String, Fitted> models) {
            return new KerasHealthIndicator(scorer, models.keySet());
        }
    }

    /** Endpoint with the models. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    @ConditionalOnAvailableEndpoint(KerasEndpoint.class)
    static class Models {
        @Bean
        KerasEndpoint kerasEndpoint(Scorer scorer, Map<String, Fitted> models) {
            return new KerasEndpoint(scorer, models);
        }
    }
}
