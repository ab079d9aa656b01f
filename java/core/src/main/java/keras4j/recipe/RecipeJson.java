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
import keras4j.text.Nearest;
import org.dflib.DataFrame;

/** Recipes as JSON: each step an object of its settings, and what it learned another, both with its name in {@code step}. */
final class RecipeJson {
    private static final ObjectMapper MAPPER = mapper();

    private RecipeJson() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        for (Class<?> step : Step.class.getPermittedSubclasses()) {
            mapper.registerSubtypes(new NamedType(step, name(step)));
            for (Class<?> inner : step.getDeclaredClasses()) {
                if (FittedStep.class.isAssignableFrom(inner)) {
                    mapper.registerSubtypes(new NamedType(inner, name(step)));
                }
            }
        }
        return mapper;
    }

    /** A step's name: that of its class, beginning small. */
    static String name(Class<?> step) {
        String name = step.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
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
                    "Recipe: JSON must be that of a recipe, got " + e.getOriginalMessage(), e);
        }
    }

    /** A step with another value of a setting, checked as if it were made anew. */
    static Step set(Step step, String setting, JsonNode value) {
        ObjectNode json = MAPPER.valueToTree(step);
        List<String> settings = Stream.of(step.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!settings.contains(setting)) {
            throw new IllegalArgumentException(step.name() + ": setting must be one of " + String.join(", ", settings)
                    + ", got " + setting + Nearest.hint(setting, settings));
        }
        return read(json.set(setting, value), Step.class);
    }

    /** The settings of a step as text, by name. */
    static DataFrame settings(Step step) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : step.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                settings.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(step)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return Tidy.of("terms", "value", settings);
    }
}
