package keras4j.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * JSON form of recipes: each step is an object of its settings, each fitted step one of its learned parameters; both
 * have their name in {@code step}.
 */
final class RecipeJson {
    /** Names of steps that differ from those of their classes. */
    private static final Map<Class<?>, String> NAMES =
            Map.of(CollapseRareLevels.class, "other", TunableStep.class, "opened");

    private static final ObjectMapper MAPPER = mapper();

    private RecipeJson() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        for (Class<?> step : Step.class.getPermittedSubclasses()) {
            mapper.registerSubtypes(new NamedType(step, name(step)));
            Stream.of(step.getDeclaredClasses())
                    .filter(FittedStep.class::isAssignableFrom)
                    .forEach(inner -> mapper.registerSubtypes(new NamedType(inner, name(step))));
        }
        return mapper;
    }

    /** Returns a step's name in archives: that of its class, with a small first letter, unless the class was renamed. */
    static String name(Class<?> step) {
        String name = step.getSimpleName();
        String usual = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return NAMES.getOrDefault(step, usual);
    }

    static JsonNode write(Object parts) {
        return MAPPER.valueToTree(parts);
    }

    static <T> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalArgumentException(
                    "Recipe: JSON must describe a recipe, got " + Quoted.cut(e.getOriginalMessage()), e);
        }
    }

    /** Returns a step with another value of a setting, checked by its constructor. */
    static Step set(Step step, String setting, JsonNode value) {
        ObjectNode json = MAPPER.valueToTree(step);
        List<String> settings = Stream.of(step.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!settings.contains(setting)) {
            throw new IllegalArgumentException(step.name() + ": setting must be one of " + String.join(", ", settings)
                    + ", got " + Quoted.cut(setting) + NearestName.hint(setting, settings));
        }
        return read(json.set(setting, value), Step.class);
    }

    /** Returns the settings of a step as text, by name. */
    static DataFrame settings(Step step) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : step.getClass().getRecordComponents()) {
            settings.put(component.getName(), setting(component, step));
        }
        return TidyTable.of("terms", "value", settings);
    }

    private static String setting(RecordComponent component, Step step) {
        try {
            component.getAccessor().setAccessible(true);
            return String.valueOf(component.getAccessor().invoke(step));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
