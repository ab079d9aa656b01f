package keras4j;

import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.bidirectional;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.leakyReLU;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.timeDistributed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import keras4j.application.Applications;
import keras4j.callback.Callbacks;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.layer.Conv1D;
import keras4j.layer.Conv1DPadding;
import keras4j.layer.Cropping2D;
import keras4j.layer.Dense;
import keras4j.layer.Dropout;
import keras4j.layer.Layers;
import keras4j.layer.MergeMode;
import keras4j.optimizer.Assignments;
import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.Test;

/** Tests of the generated classes for all of Keras. */
class GeneratedApiTest {
    private static List<CatalogueEntry> entries() {
        return Catalogue.keras().entries().values().stream()
                .filter(entry -> !Set.of("input", "method", "activation").contains(entry.kind()))
                .filter(CatalogueEntry::isMakeable)
                .toList();
    }

    private static List<Method> factories(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    @Test
    void what_a_class_makes_its_holder_makes_too() {
        for (CatalogueEntry entry : entries()) {
            Class<?> type = TypedFactory.type(entry);
            List<Method> holders = factories(TypedFactory.holder(entry)).stream()
                    .filter(method -> method.getReturnType() == type)
                    .toList();
            List<Method> own = factories(type);
            assertTrue(!own.isEmpty(), entry.name());
            assertEquals(
                    own.stream()
                            .map(each -> List.of(each.getParameterTypes()))
                            .sorted(GeneratedApiTest::byText)
                            .toList(),
                    holders.stream()
                            .map(each -> List.of(each.getParameterTypes()))
                            .sorted(GeneratedApiTest::byText)
                            .toList(),
                    entry.name());
        }
        assertEquals(dense(3), Dense.of(3));
    }

    private static int byText(Object one, Object other) {
        return one.toString().compareTo(other.toString());
    }

    @Test
    void layers_have_no_input() {
        assertTrue(factories(Layers.class).stream()
                .noneMatch(method -> method.getName().equals("input")));
    }

    @Test
    void objects_nest() {
        assertEquals(
                "Bidirectional(layer=LSTM(units=64), merge_mode=\"sum\", backward_layer=LSTM(units=64, go_backwards=true))",
                bidirectional(lstm(64))
                        .mergeMode(MergeMode.SUM)
                        .backwardLayer(lstm(64).goBackwards(true))
                        .toString());
        assertEquals(
                "TimeDistributed(layer=Dense(units=3, activation=LeakyReLU(negative_slope=0.1)))",
                timeDistributed(dense(3).activation(leakyReLU().negativeSlope(0.1)))
                        .toString());
        assertEquals(
                "Dense(units=3, activation=\"relu\")", dense(3).activation(RELU).toString());
        assertEquals(
                "MultiOptimizer(optimizer_map=OptimizerMap(default_optimizer=SGD(), optimizer_map={\"eye/.*\": Adam()}))",
                Optimizers.multiOptimizer(Assignments.optimizerMap(Optimizers.sgd())
                                .optimizerMap(Map.of("eye/.*", Optimizers.adam())))
                        .toString());
    }

    @Test
    void shapes_and_rows_are_tuples_and_an_open_dimension_is_null() {
        assertEquals(
                "Dropout(rate=0.5, noise_shape=(null, 1))",
                Dropout.of(0.5).noiseShape(null, 1).toString());
        assertEquals(
                "Cropping2D(cropping=((1, 2), (3, 4)))",
                Cropping2D.of().cropping(new int[] {1, 2}, new int[] {3, 4}).toString());
    }

    @Test
    void a_network_of_keras_applications_needs_no_download() {
        assertEquals("VGG16(weights=null)", Applications.vgg16().noWeights().toString());
    }

    @Test
    void names_of_one_argument_differ_by_class_where_keras_accepts_others() {
        assertEquals(
                "Conv1D(filters=1, kernel_size=2, padding=\"causal\")",
                Conv1D.of(1, 2).padding(Conv1DPadding.CAUSAL).toString());
        assertEquals(
                "ModelCheckpoint(filepath=\"a.keras\", save_freq=7)",
                Callbacks.modelCheckpoint("a.keras").saveFreq(7).toString());
    }

    @Test
    void a_class_is_loaded_when_it_is_used() throws Throwable {
        try (Loading loading = Loading.ofClassPath()) {
            Class<?> layers = loading.loadClass("keras4j.layer.Layers");
            Class<?> dense = loading.loadClass("keras4j.layer.Dense");
            // A handle, for reflection would load what the other factories make.
            MethodHandle factory =
                    MethodHandles.publicLookup().findStatic(layers, "dense", MethodType.methodType(dense, int.class));
            assertEquals("Dense(units=1)", factory.invoke(1).toString());
            assertEquals(Set.of("Dense", "Layer", "Layers"), loading.loaded("keras4j.layer"));
        }
    }

    /** Loads everything anew and tells what it was asked for. */
    private static final class Loading extends URLClassLoader {
        private Loading(URL[] urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }

        static Loading ofClassPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(place).toURI().toURL());
            }
            return new Loading(urls.toArray(URL[]::new));
        }

        Set<String> loaded(String inPackage) {
            Set<String> names = new TreeSet<>();
            Stream.concat(
                            entries().stream().map(CatalogueEntry::name),
                            Stream.of("Layer", "Layers", "Padding", "DataFormat"))
                    .filter(name -> findLoadedClass(inPackage + "." + name) != null)
                    .forEach(names::add);
            return names;
        }
    }
}
