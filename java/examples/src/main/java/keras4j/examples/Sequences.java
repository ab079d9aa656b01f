package keras4j.examples;

import static keras4j.Models.*;
import static keras4j.layer.Layers.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import keras4j.Keras;
import keras4j.data.Batches;
import keras4j.data.Labels;
import keras4j.fitted.Fitted;

/** A recurrent network tells the forms of waves of 10 to 24 steps; rows of one length are computed together. */
public final class Sequences {
    private static final int WAVES = 400;
    private static final int LEARNED = 300;

    private Sequences() {}

    public static void main(String[] args) {
        List<float[][]> waves = new ArrayList<>();
        List<String> forms = new ArrayList<>();
        Random random = new Random(1);
        for (int at = 0; at < WAVES; at++) {
            forms.add(at % 2 == 0 ? "sine" : "square");
            waves.add(wave(forms.get(at), 10 + 2 * random.nextInt(8), random));
        }
        var spec = classifier("waves", input(VARYING, 1), block("memory", gru(16)), output())
                .maxLength(100)
                .epochs(15)
                .seed(1);
        try (Keras keras = Keras.open()) {
            Fitted fitted = keras.fit(spec, rows(waves, forms, 0, LEARNED));
            System.out.println(fitted.summary());
            System.out.println(keras.evaluate(fitted, rows(waves, forms, LEARNED, WAVES)));
            List<float[][]> longer = List.of(wave("sine", 25, random), wave("square", 31, random));
            keras.predictEach(fitted, longer).forEach(each -> System.out.println(each.labels()));
        }
    }

    private static Batches rows(List<float[][]> waves, List<String> forms, int from, int to) {
        Labels labels = Labels.of(forms.subList(from, to).toArray(String[]::new));
        return Batches.bySize(waves.subList(from, to), labels, 32, 1);
    }

    private static float[][] wave(String form, int length, Random random) {
        double phase = random.nextDouble() * 2 * Math.PI;
        float[][] steps = new float[length][1];
        for (int step = 0; step < length; step++) {
            double sine = Math.sin(phase + step * 0.6);
            steps[step][0] = (float) (form.equals("sine") ? sine : Math.signum(sine));
        }
        return steps;
    }
}
