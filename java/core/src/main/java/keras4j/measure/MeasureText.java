package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/** Parser of measures such as {@code f_meas(beta=2, estimator=micro)}. */
final class MeasureText {
    private static final Pattern FORM = Pattern.compile("(\\w+)(?:\\((\\w+=[^,()=\\s]+(?:, \\w+=[^,()=\\s]+)*)\\))?");

    private MeasureText() {}

    static Measure read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw must("text", "be name or name(setting=value, …)", text, List.of());
        }
        Measure measure = Measure.of(definition(form.group(1)));
        if (form.group(2) != null) {
            for (String setting : form.group(2).split(", ", -1)) {
                int equals = setting.indexOf('=');
                measure = set(measure, setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return measure;
    }

    private static MeasureDefinition definition(String name) {
        return choice("name", name, MeasureDefinition.values(), MeasureDefinition::title);
    }

    private static Measure set(Measure measure, String setting, String value) {
        if (Objects.equals(setting, definition(measure.name()).parameter)) {
            return measure.parameter(number(setting, value));
        }
        return switch (setting) {
            case "estimator" -> measure.estimator(choice(setting, value, Estimator.values(), Estimator::toString));
            case "event_level" -> measure.event(choice(setting, value, EventLevel.values(), EventLevel::toString));
            default -> throw must("setting", "apply to " + measure.name(), setting, List.of());
        };
    }

    private static double number(String setting, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw must(setting, "be a number", value, List.of());
        }
    }

    private static <T> T choice(String what, String name, T[] choices, Function<T, String> title) {
        return Stream.of(choices)
                .filter(each -> title.apply(each).equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = Arrays.stream(choices).map(title).toList();
                    String accepted = "be one of " + String.join(", ", known);
                    return must(what, accepted, name, known);
                });
    }

    private static IllegalArgumentException must(String what, String accepted, String got, List<String> known) {
        return new IllegalArgumentException("Measure: " + what + " must " + accepted + ", got '" + Quoted.cut(got) + "'"
                + NearestName.hint(got.toLowerCase(Locale.ROOT), known));
    }
}
