package keras4j.spring;

import java.util.Map;
import keras4j.archive.ReadOptions;
import keras4j.fitted.Fitted;
import keras4j.spring.KerasProperties.ModelProperties;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/** Registration of the beans of the models in the properties: a {@link Fitted} and a {@link KerasPredictor} for each. */
final class ModelBeans implements ImportBeanDefinitionRegistrar {
    private final Environment environment;
    private final BeanFactory beans;
    private final ResourceLoader resources;

    /** Creates the registration; Spring gives the arguments. */
    ModelBeans(Environment environment, BeanFactory beans, ResourceLoader resources) {
        this.environment = environment;
        this.beans = beans;
        this.resources = ApplicationResourceLoader.get(resources, true);
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        Binder.get(environment)
                .bind("keras4j.models", Bindable.mapOf(String.class, ModelProperties.class))
                .orElse(Map.of())
                .forEach((name, model) -> {
                    registry.registerBeanDefinition(name, fitted(name, model));
                    registry.registerBeanDefinition(name + "Predictor", predictor(name));
                });
    }

    private RootBeanDefinition fitted(String name, ModelProperties model) {
        ModelLocation location = new ModelLocation(name, model.location(), model.version());
        return new RootBeanDefinition(
                Fitted.class,
                () -> location.read(
                        resources, beans.getBeanProvider(ReadOptions.class).getIfAvailable(() -> ReadOptions.DEFAULT)));
    }

    /** Returns the definition of the predictors of a model, a new one for each injection point. */
    private static RootBeanDefinition predictor(String name) {
        RootBeanDefinition predictor = new RootBeanDefinition(KerasPredictor.class);
        predictor.setFactoryMethodName("at");
        predictor.setNonPublicAccessAllowed(true);
        predictor.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(name));
        predictor.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        predictor.setScope(AbstractBeanDefinition.SCOPE_PROTOTYPE);
        predictor.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        return predictor;
    }
}
