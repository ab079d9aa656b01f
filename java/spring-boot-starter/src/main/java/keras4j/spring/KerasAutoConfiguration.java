package keras4j.spring;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import keras4j.Keras;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** Auto-configuration of the engine, its {@link Scorer}, its lifecycle, and the models of the properties. */
@AutoConfiguration
@EnableConfigurationProperties(KerasProperties.class)
@Import(ModelBeans.class)
class KerasAutoConfiguration {
    /** Returns how long Spring waits for the requests that run when the application ends. */
    private static Duration grace(Environment environment) {
        return Binder.get(environment)
                .bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
                .orElse(Duration.ofSeconds(30));
    }

    @Bean
    @Primary
    @ConditionalOnMissingBean(
            value = Scorer.class,
            ignoredType = {EngineChoice.KERAS, EngineChoice.ONNX})
    Scorer scorer(
            KerasProperties properties, ApplicationContext context, ObjectProvider<ObservationRegistry> observations) {
        Class<? extends Scorer> engine = EngineChoice.of(properties.engine(), context.getClassLoader());
        return new EngineScorer(
                context.getBeanProvider(engine)::getObject,
                observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    @Bean
    EngineLifecycle kerasLifecycle(
            Scorer scorer, Map<String, Fitted> models, KerasProperties properties, Environment environment) {
        return new EngineLifecycle(scorer, models, properties.eager(), grace(environment));
    }

    /** Session with Keras, which is opened if it is the engine or is injected. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Keras.class)
    static class KerasSession {
        @Bean
        @Lazy
        @ConditionalOnMissingBean
        Settings kerasSettings(Environment environment) {
            return Settings.of(environment::getProperty).withDrain(grace(environment));
        }

        @Bean
        @Lazy
        @Fallback
        @ConditionalOnMissingBean
        Keras keras(Settings settings, KerasProperties properties, ApplicationContext context) {
            return Keras.open(properties.backend(), DevtoolsRestart.adapt(settings, context.getClassLoader()));
        }
    }

    /** Scorer without Python, which is opened if it is the engine or is injected. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OnnxScorer.class)
    static class OnnxRuntime {
        @Bean
        @Lazy
        @Fallback
        @ConditionalOnMissingBean
        OnnxScorer onnxScorer() {
            return OnnxScorer.open();
        }
    }
}
