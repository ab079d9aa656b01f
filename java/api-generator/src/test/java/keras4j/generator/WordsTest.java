package keras4j.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "Dense, dense",
        "MaxPooling2D, maxPooling2D",
        "LSTM, lstm",
        "L1L2, l1l2",
        "AUC, auc",
        "RMSprop, rmsprop",
        "AdamW, adamW",
        "ReduceLROnPlateau, reduceLROnPlateau",
        "GRUCell, gruCell"
    })
    void a_factory_is_named_like_a_method(String name, String factory) {
        assertEquals(factory, JavaNames.factory(name));
    }

    @ParameterizedTest
    @CsvSource({
        "kernel_initializer, kernelInitializer",
        "rate, rate",
        "beta_1, beta1",
        "lambda, lambda",
        "class, class_"
    })
    void an_argument_is_named_like_a_parameter(String snake, String camel) {
        assertEquals(camel, JavaNames.camel(snake));
    }
}
