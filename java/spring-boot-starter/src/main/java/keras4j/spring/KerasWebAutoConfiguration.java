package keras4j.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** Auto-configuration of the way of predictions, and of refused rows, through the web layer. */
@AutoConfiguration
class KerasWebAutoConfiguration {
    /** JSON of predictions, models, specs and recipes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JacksonModule.class)
    static class Json {
        @Bean
        JacksonModule kerasJacksonModule() {
            SimpleModule module = new SimpleModule("keras4j");
            PredictionsJson.addTo(module);
            TreeJson.addTo(module);
            return module;
        }
    }

    /** Answers to refused rows. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestControllerAdvice.class)
    @ConditionalOnWebApplication
    static class RefusedRows {
        @Bean
        InvalidRowAdvice invalidRowAdvice() {
            return new InvalidRowAdvice();
        }
    }
}
