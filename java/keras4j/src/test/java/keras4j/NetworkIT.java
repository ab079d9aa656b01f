package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.batchNormalization;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.globalAveragePooling2D;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import keras4j.application.Applications;
import keras4j.application.MobileNetV2;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.QuantizationResult;
import keras4j.internal.python.PythonTrial;
import keras4j.model.Network;
import keras4j.model.QuantizationMode;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the layers of a fitted model, changed weights, quantization, and networks of keras.applications as blocks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkIT {
    private static final MobileNetV2 BASE =
            Applications.mobileNetV2().inputShape(32, 32, 3).alpha(0.35).includeTop(false);

    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    @Test
    void layers_weights_and_their_numbers_are_told() {
        Spec spec = regressor("norm", input(), block("hidden", dense(4), batchNormalization()), output())
                .seed(1);
        Network network = keras.network(keras.fit(spec, SessionFixtures.x(), SessionFixtures.y()));
        assertEquals("Network norm: 3 layers, 37 parameters, 29 of them trainable", network.toString());
        Network.Layer hidden = network.layer("hidden.dense");
        assertEquals("Dense", hidden.type());
        assertEquals("(None, 4)", hidden.outputShape());
        assertEquals(16, hidden.parameters());
        assertTrue(hidden.trainable());
        assertEquals("kernel", hidden.weights().get(0).name());
        assertArrayEquals(new int[] {3, 4}, hidden.tensors().get(0).shape());
        Network.Weight mean =
                network.layer("hidden.batch_normalization").weights().get(2);
        assertEquals("moving_mean", mean.name());
        assertEquals(false, mean.trainable());
        Refused.refused(
                "Network norm: layer must be one of hidden.dense, hidden.batch_normalization, output, got hiden.dense; did"
                        + " you mean hidden.dense?",
                () -> network.layer("hiden.dense"));
    }

    @Test
    void weights_are_set_in_a_new_value() {
        Fitted fitted = SessionFixtures.fitted(keras, 1);
        float[] before = SessionFixtures.alone(keras, fitted);
        List<Tensor> zeros = List.of(Tensor.of(new float[4], 4, 1), Tensor.of(new float[] {7}, 1));
        Fitted set = keras.withWeights(fitted, "output", zeros);
        assertEquals(zeros, keras.network(set).layer("output").tensors());
        assertEquals(7, keras.predict(set, 1, 2, 3)[0]);
        assertArrayEquals(before, SessionFixtures.alone(keras, fitted));
        assertEquals(fitted.spec(), set.spec());
        assertEquals(set, Fitted.ofBytes(set.toBytes()));
        Refused.refused(
                "Network: weights of output must be (4, 1) float32, (1) float32, got (4, 1) float32",
                () -> keras.withWeights(fitted, "output", zeros.subList(0, 1)));
    }

    @Test
    void a_quantized_model_is_smaller_and_nearly_right_and_a_model_like_any_other(@TempDir Path folder)
            throws Exception {
        Tensor x = SessionFixtures.numbers(1, 128, 8, 8, 1);
        Spec spec = regressor(
                        "wide",
                        input(8, 8, 1),
                        block("seen", conv2D(4, 3).activation(RELU), flatten()),
                        block("hidden", dense(256).activation(RELU), dense(256).activation(RELU)),
                        output())
                .seed(1);
        Fitted exact = keras.fit(spec, x, SessionFixtures.numbers(2, 128));
        QuantizationResult quantized = keras.quantize(exact, QuantizationMode.INT8, x);
        assertTrue(quantized.bytesAfter() < quantized.bytesBefore() / 2, quantized.toString());
        assertTrue(quantized.maxError() > 0 && quantized.maxError() < 0.2, quantized.toString());
        assertTrue(quantized.meanError() <= quantized.maxError() / 2, quantized.toString());
        assertTrue(quantized.toString().startsWith("Quantized wide: "), quantized.toString());
        float[] alone = keras.predict(quantized.fitted(), x.slice(0, 1)).floats();
        Fitted back = Fitted.ofBytes(quantized.fitted().toBytes());
        keras.release(back);
        assertArrayEquals(alone, keras.predict(back, x.slice(0, 1)).floats());
        assertTrue(keras.evaluate(back, Examples.of(x, SessionFixtures.numbers(2, 128)))
                        .loss()
                >= 0);
        Path plain = PlainPython.folder(folder, "wide", back, x);
        PlainPython.run(List.of(plain));
        assertArrayEquals(PlainPython.predictions(plain), keras.predict(back, x).floats(), 1e-4f);
        QuantizationResult four = keras.quantize(exact, QuantizationMode.INT4, x);
        assertTrue(four.bytesAfter() < quantized.bytesAfter(), four.toString());
        assertNotEquals(quantized.maxError(), four.maxError());
    }

    private static Spec transfer(MobileNetV2 base) {
        return classifier(
                        "transfer",
                        input(32, 32, 3),
                        block("base", base).frozen(),
                        block("top", globalAveragePooling2D()),
                        output())
                .seed(1);
    }

    @Test
    @Tag("once")
    void a_network_of_keras_applications_takes_its_weights_from_a_file(@TempDir Path folder) {
        String file = folder.resolve("mobile.weights.h5").toString();
        JsonNode first =
                PythonTrial.run("""
                import keras

                net = keras.applications.MobileNetV2(input_shape=(32, 32, 3), alpha=0.35, include_top=False, weights=None)
                net.save_weights(request["given"]["file"])
                result = net.get_weights()[0].ravel().tolist()
                """, JsonNodeFactory.instance.objectNode().put("file", file));
        Fitted head = keras.fit(
                transfer(BASE.weights(file)), SessionFixtures.numbers(1, 4, 32, 32, 3), Labels.of("a", "b", "a", "b"));
        float[] kernel = keras.network(head).layer("base").tensors().get(0).toFloats();
        assertEquals(first.size(), kernel.length);
        for (int i = 0; i < kernel.length; i++) {
            assertEquals(first.get(i).floatValue(), kernel[i]);
        }
    }

    @Test
    @Tag("once")
    void a_network_of_keras_applications_is_frozen_under_a_new_head_and_then_tuned() {
        Tensor x = SessionFixtures.numbers(1, 8, 32, 32, 3);
        Labels y = Labels.of("a", "b", "a", "b", "a", "b", "a", "b");
        Fitted head = keras.fit(transfer(BASE.noWeights()), x, y);
        assertTrue(
                head.program().source().contains("model.get_layer(\"base\").trainable = False"),
                head.program().source());
        Network network = keras.network(head);
        assertEquals(2562, network.trainableParameters());
        Fitted whole =
                keras.fit(fineTuning("whole").unfreeze("base").learnRate(1e-5).seed(2), head, Examples.of(x, y));
        assertNotEquals(
                network.layer("base").tensors(),
                keras.network(whole).layer("base").tensors());
        Fitted again = keras.fit(fineTuning("again").freeze("base").seed(2), head, Examples.of(x, y));
        assertEquals(
                network.layer("base").tensors(),
                keras.network(again).layer("base").tensors());
    }

    @Test
    @Tag("once")
    void weights_that_are_not_on_this_machine_are_refused_without_a_download() {
        Spec imagenet = classifier(
                "transfer",
                input(32, 32, 3),
                block("base", Applications.mobileNetV2().includeTop(false)),
                block("top", globalAveragePooling2D()),
                output());
        Refused.refused(
                "transfer: weights of MobileNetV2 in block base must be None or a file on this machine, got imagenet",
                () -> keras.fit(imagenet, SessionFixtures.numbers(1, 2, 32, 32, 3), Labels.of("a", "b")));
        Spec missing = classifier(
                "transfer",
                input(32, 32, 3),
                block("base", Applications.mobileNetV2().includeTop(false).weights("/nowhere/mobile.weights.h5")),
                block("top", globalAveragePooling2D()),
                output());
        Refused.refused(
                "transfer: weights of MobileNetV2 in block base must be None or a file on this machine, got"
                        + " /nowhere/mobile.weights.h5",
                () -> keras.fit(missing, SessionFixtures.numbers(1, 2, 32, 32, 3), Labels.of("a", "b")));
    }
}
