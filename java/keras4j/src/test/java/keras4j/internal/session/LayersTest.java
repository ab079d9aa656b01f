package keras4j.internal.session;

import static keras4j.Models.arg;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.activation;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.layerNormalization;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.reshape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import keras4j.constraint.Constraints;
import keras4j.initializer.Initializers;
import keras4j.layer.Layers;
import keras4j.layer.Padding;
import keras4j.loss.Losses;
import keras4j.metric.Curve;
import keras4j.metric.Metrics;
import keras4j.optimizer.Optimizers;
import keras4j.regularizer.Regularizers;
import keras4j.schedule.Schedules;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void arguments_that_nobody_set_are_not_there() {
        assertEquals("Dense(units=128)", dense(128).toString());
        assertEquals("RMSprop()", Optimizers.rmsprop().toString());
    }

    @Test
    void typed_values_are_equal_by_what_was_set() {
        assertEquals(
                dense(3).useBias(false).activation(RELU),
                dense(3).activation(RELU).useBias(false));
        assertNotEquals(dense(3), dense(3).useBias(true));
        assertNotEquals(dense(3), Layers.flatten());
    }

    @Test
    void each_argument_takes_its_values_and_an_arg() {
        assertEquals(
                "Conv2D(filters=arg(\"filters\", 8), kernel_size=(3, 5), padding=\"same\", activation=\"relu\")",
                conv2D(arg("filters", 8), 3)
                        .kernelSize(3, 5)
                        .padding(Padding.SAME)
                        .activation(RELU)
                        .toString());
        assertEquals(
                "Dense(units=1, activation=arg(\"act\", \"relu\"), kernel_initializer=arg(\"init\", HeNormal()))",
                dense(1).activation(arg("act", RELU))
                        .kernelInitializer(arg("init", Initializers.heNormal()))
                        .toString());
        assertEquals(
                "LayerNormalization(axis=(1, 2))",
                layerNormalization().axis(1, 2).toString());
        assertEquals("Reshape(target_shape=(7, -1))", reshape(7, -1).toString());
        assertEquals("Activation(activation=\"relu\")", activation(RELU).toString());
        assertEquals("LSTM(units=4, use_cudnn=false)", lstm(4).useCudnn(false).toString());
        assertEquals("AUC(curve=\"PR\")", Metrics.auc().curve(Curve.PR).toString());
        assertEquals(
                "Dense(units=1, kernel_regularizer=L1L2(l1=0.1), kernel_constraint=NonNeg())",
                dense(1).kernelConstraint(Constraints.nonNeg())
                        .kernelRegularizer(Regularizers.l1l2().l1(0.1))
                        .toString());
    }

    @Test
    void a_learning_rate_is_a_number_or_a_schedule() {
        assertEquals(
                "Adam(learning_rate=0.1)", Optimizers.adam().learningRate(0.1).toString());
        assertEquals(
                "Adam(learning_rate=ExponentialDecay(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.9))",
                Optimizers.adam()
                        .learningRate(Schedules.exponentialDecay(0.1, 10, 0.9))
                        .toString());
    }

    @Test
    void numbers_out_of_range_are_refused_at_once() {
        refused("Dropout: rate must be between 0 and 1, got 1.5", () -> dropout(1.5));
        refused("Dropout: rate must be between 0 and 1, got NaN", () -> dropout(Double.NaN));
        refused("Dropout: rate must be between 0 and 1, got 2.0", () -> dropout(arg("rate", 2.0)));
        refused("Dense: units must be at least 1, got 0", () -> dense(0));
        refused("Conv2D: kernel_size must be at least 1, got 0", () -> conv2D(1, 1)
                .kernelSize(3, 0));
        refused("Rescaling: scale must be finite, got Infinity", () -> Layers.rescaling(Double.POSITIVE_INFINITY));
        refused("Huber: delta must be above 0, got 0.0", () -> Losses.huber().delta(0));
        refused("SGD: momentum must be between 0 and 1, got -0.5", () -> Optimizers.sgd()
                .momentum(-0.5));
    }
}
