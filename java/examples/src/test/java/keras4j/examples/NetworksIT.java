package keras4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NetworksIT {
    @Test
    void a_convolutional_network_reads_the_digits() throws Exception {
        String printed = Printed.by(() -> Convolution.main(new String[0]));
        assertTrue(printed.contains("fine.conv2d (Conv2D)"), printed);
        assertTrue(accuracy(printed) > 0.93, printed);
    }

    @Test
    void an_lstm_reads_the_digits_line_by_line() throws Exception {
        String printed = Printed.by(() -> Recurrence.main(new String[0]));
        assertTrue(printed.contains("memory (Bidirectional)"), printed);
        assertTrue(accuracy(printed) > 0.9, printed);
    }

    @Test
    void a_transformer_reads_the_digits_line_by_line() throws Exception {
        String printed = Printed.by(() -> Transformer.main(new String[0]));
        assertTrue(printed.contains("name=\"first_attention\")(\n        lines, lines\n    )"), printed);
        assertTrue(accuracy(printed) > 0.9, printed);
    }

    @Test
    void a_recurrent_network_tells_waves_of_unequal_length() throws Exception {
        String printed = Printed.by(() -> Sequences.main(new String[0]));
        assertTrue(accuracy(printed) > 0.95, printed);
        assertTrue(printed.endsWith("[sine]\n[square]\n"), printed);
    }

    private static double accuracy(String printed) {
        Matcher found = Pattern.compile("Evaluation accuracy ([0-9.]+)").matcher(printed);
        assertTrue(found.find(), printed);
        return Double.parseDouble(found.group(1));
    }
}
