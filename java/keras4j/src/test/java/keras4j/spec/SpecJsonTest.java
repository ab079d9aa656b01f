package keras4j.spec;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.numClasses;
import static keras4j.Models.output;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import keras4j.callback.Callbacks;
import keras4j.layer.Padding;
import keras4j.optimizer.Optimizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Spec SPEC = classifier(
                    "net",
                    input(28, 28, 1),
                    block(
                            "conv",
                            conv2D(arg("filters", 8), 3).padding(Padding.SAME).activation(RELU)),
                    output(dense(numClasses())))
            .with("conv_filters", 16)
            .with("num_conv", 2)
            .optimizer(Optimizers.sgd().momentum(0.9))
            .callbacks(Callbacks.earlyStopping().patience(3))
            .classWeight(Map.of("a", 2.0))
            .seed(1);

    @Test
    void a_spec_comes_back_from_json_equal() throws JsonProcessingException {
        String json = JSON.writeValueAsString(SPEC);
        assertEquals("""
                {"spec":"net","mode":"classifier","seed":1,"blocks":[\
                {"input":"input","layers":[{"call":"keras.Input","with":{"shape":{"tuple":[28,28,1]}}}]},\
                {"block":"conv","layers":[{"call":"keras.layers.Conv2D","with":{\
                "filters":{"arg":"filters","default":8},"kernel_size":3,"padding":"same","activation":"relu"}}]},\
                {"output":"output","layers":[{"call":"keras.layers.Dense","with":{"units":{"supplied":"num_classes"}}}]}],\
                "with":{"num_conv":2,"conv_filters":16,\
                "fit_callbacks":[{"call":"keras.callbacks.EarlyStopping","with":{"patience":3}}],\
                "fit_class_weight":{"dict":[["a",2.0]]},\
                "compile_optimizer":{"call":"keras.optimizers.SGD","with":{"momentum":0.9}}}}""", json);
        assertEquals(SPEC, JSON.readValue(json, Spec.class));
        assertEquals(SPEC.program(), JSON.readValue(json, Spec.class).program());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Conv2D | Layer | catalogue: symbol must be one that Keras 3.15.1 has, got keras.layers.Layer",
                "\"padding\" | \"pading\" | Conv2D: argument must be one of filters, kernel_size, strides, padding, data_format,"
                        + " dilation_rate, groups, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer,"
                        + " bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint, lora_rank, lora_alpha,"
                        + " trainable, dtype, autocast, name, got pading; did you mean padding?",
                "\"same\" | \"sane\" | Conv2D: padding must be one of valid, same, got \"sane\"; did you mean same?",
                "\"num_conv\":2 | \"num_conv\":-2 | net: num_conv must be between 0 and 1000, got -2",
                "\"seed\":1 | \"seed\":\"x\" | spec: seed must be a whole number, got \"x\"",
                "\"seed\":1 | \"seed\":-1 | net: seed must be between 0 and 4294967295, got -1",
                "classifier | guesser | spec: mode must be classifier or regressor, got guesser"
            })
    void json_is_checked_like_a_spec_made_anew(String right, String wrong, String message)
            throws JsonProcessingException {
        String json = JSON.writeValueAsString(SPEC).replace(right, wrong);
        refused(message, () -> Spec.fromJson(JSON.readTree(json)));
    }

    @Test
    void json_of_another_form_is_refused() {
        refused("spec: JSON must have with, got []", () -> read("[]"));
        refused("spec: JSON must have no sed, got {\"sed\":1}", () -> read("{'sed':1}"));
        refused(
                "block: JSON must have input, block or output, got {\"layers\":[]}",
                () -> read("{'with':{},'blocks':[{'layers':[]}]}"));
        refused(
                "block: JSON must have calls as layers, got 1",
                () -> read("{'with':{},'blocks':[{'block':'b','layers':[1]}]}"));
        refused(
                "spec: JSON must have no num, got {\"block\":\"b\",\"num\":1,\"layers\":[]}",
                () -> read("{'with':{},'blocks':[{'block':'b','num':1,'layers':[]}]}"));
    }

    private static Spec read(String json) throws JsonProcessingException {
        return Spec.fromJson(JSON.readTree(json.replace('\'', '"')));
    }
}
