package keras4j;

import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import keras4j.application.Applications;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.code.PythonWriter;
import keras4j.internal.python.PythonTrial;
import keras4j.layer.Layer;
import keras4j.layer.Layers;
import keras4j.optimizer.Optimizer;
import keras4j.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of all generated classes: the objects equal those that Python makes from equal keyword arguments. */
class CoverageIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final PythonWriter PYTHON =
            new PythonWriter(symbol -> Catalogue.keras().entry(symbol).required());

    /** Classes and arguments that the environment of a backend lacks, with the missing package. */
    static final Map<String, String> ABSENT = PythonTrial.BACKEND.equals("jax")
            ? Map.of(
                    "BatchNormalization.synchronized", "TensorFlow",
                    "HashedCrossing", "TensorFlow",
                    "Hashing", "TensorFlow",
                    "IntegerLookup", "TensorFlow",
                    "OrbaxCheckpoint", "orbax-checkpoint",
                    "StringLookup", "TensorFlow",
                    "TensorBoard", "TensorFlow",
                    "TFSMLayer", "TensorFlow",
                    "TextVectorization", "TensorFlow")
            : Map.of("JaxLayer", "JAX", "OrbaxCheckpoint", "orbax-checkpoint");

    /** Classes that need an object of another package. */
    private static final Set<String> FOREIGN = Set.of("FlaxLayer", "TorchModuleWrapper");

    private final JsonNode cases = python("result = samples.all_cases()", JSON.createObjectNode());

    /** Runs a source that sees the module of the samples, and what it is given as {@code given}. */
    static JsonNode python(String source, ObjectNode given) {
        given.put(
                "tests",
                Path.of("../../python/tests").toAbsolutePath().normalize().toString());
        String head = """
                import sys
                given = request['given']
                sys.path.insert(0, given['tests'])
                import samples
                """;
        return PythonTrial.run(head + source, given);
    }

    private static String source(JsonNode call) {
        return PYTHON.source(TypedFactory.make(call).expr());
    }

    private List<JsonNode> plain(String kind) {
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.get("sets").isNull()
                        && entry(each).kind().equals(kind)
                        && !ABSENT.containsKey(entry(each).name()))
                .toList();
    }

    static CatalogueEntry entry(JsonNode call) {
        return Catalogue.keras().entry(call.get("call").asText());
    }

    static String problems(JsonNode found) {
        List<String> lines = new ArrayList<>();
        found.forEach(problem -> lines.add(problem.asText()));
        return String.join("\n", lines);
    }

    @Test
    @Tag("once")
    void every_argument_of_every_class_arrives_in_keras() throws IOException {
        ObjectNode given = JSON.createObjectNode();
        ArrayNode sources = given.putArray("sources");
        cases.forEach(each -> sources.add(source(each)));
        JsonNode found = python("result = samples.judge(given['sources'])", given);
        assertEquals("", problems(found.get("problems")));
        Set<String> names = new TreeSet<>();
        found.get("absent").properties().forEach(each -> {
            names.add(each.getKey());
            String said = each.getValue().asText();
            assertTrue(said.contains(ABSENT.getOrDefault(each.getKey(), "nothing")), said);
        });
        assertEquals(new TreeSet<>(ABSENT.keySet()), names);
        table(found.get("covered"));
    }

    /** Notes the table of this backend, and compares it with that of the README. */
    private static void table(JsonNode covered) throws IOException {
        List<String> rows = new ArrayList<>();
        covered.properties()
                .forEach(kind -> rows.add("| " + kind.getKey() + " | " + cell(kind.getValue(), 0) + " | "
                        + cell(kind.getValue(), 2) + " |"));
        Files.write(Path.of("target", "coverage-" + PythonTrial.BACKEND + ".md"), rows);
        assertEquals(rows, ofReadme(rows.size()));
    }

    private static String cell(JsonNode counts, int first) {
        return counts.get(first).asInt() + " of " + counts.get(first + 1).asInt();
    }

    /** The README's table, without the columns of the other backend. */
    private static List<String> ofReadme(int rows) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../../README.md"));
        int head = lines.indexOf(
                "| | Classes on JAX | Arguments on JAX | Classes on TensorFlow | Arguments on TensorFlow |");
        int column = PythonTrial.BACKEND.equals("jax") ? 2 : 4;
        return lines.subList(head + 2, head + 2 + rows).stream()
                .map(line -> line.split(" ?\\| ?"))
                .map(cells -> "| " + cells[1] + " | " + cells[column] + " | " + cells[column + 1] + " |")
                .toList();
    }

    @Test
    void each_class_of_the_catalogue_is_a_class_in_java_but_for_those_that_need_foreign_objects() {
        Set<String> missing = new TreeSet<>();
        Set<String> made = new TreeSet<>();
        cases.forEach(each -> made.add(entry(each).symbol()));
        Catalogue.keras().entries().values().stream()
                .filter(entry -> !Set.of("input", "method", "activation").contains(entry.kind()))
                .filter(entry -> !made.contains(entry.symbol()))
                .forEach(entry -> missing.add(entry.name()));
        assertEquals(new TreeSet<>(FOREIGN), missing);
    }

    @Test
    void each_layer_that_can_stand_alone_is_built_by_the_program_of_a_spec() {
        ObjectNode given = JSON.createObjectNode();
        ArrayNode programs = given.putArray("programs");
        for (JsonNode call : plain("layer")) {
            if (!call.get("shape").isNull()) {
                int[] shape = JSON.convertValue(call.get("shape"), int[].class);
                Spec spec = regressor("net", input(shape), output((Layer) TypedFactory.make(call)));
                ObjectNode program = programs.addObject();
                program.set("case", call);
                program.put("source", spec.program(shape, null).source());
                program.put("header", spec.program(shape, null).headerLines());
            }
        }
        assertEquals("", problems(python("result = samples.judge_programs(given['programs'])", given)));
        assertTrue(programs.size() > 100, "only " + programs.size() + " layers stood alone");
    }

    @Test
    void each_optimizer_takes_the_learning_rate_of_its_spec_and_a_schedule() {
        ObjectNode given = JSON.createObjectNode();
        ArrayNode programs = given.putArray("programs");
        Set<String> without = new TreeSet<>();
        for (JsonNode call : plain("optimizer")) {
            CatalogueEntry entry = entry(call);
            if (entry.parameters().stream()
                    .noneMatch(parameter -> parameter.name().equals("learning_rate"))) {
                without.add(entry.name());
                continue;
            }
            Spec spec = regressor("net", input(3), output());
            Spec number = spec.optimizer((Optimizer) TypedFactory.make(call)).learnRate(0.125);
            Spec schedule = spec.optimizer((Optimizer) TypedFactory.make(scheduled(call)));
            programs.addObject()
                    .put("class", entry.name())
                    .put("number", number.program(new int[] {3}, null).source())
                    .put("schedule", schedule.program(new int[] {3}, null).source());
        }
        assertEquals("", problems(python("result = samples.judge_rates(given['programs'])", given)));
        assertEquals(Set.of("LossScaleOptimizer", "MultiOptimizer"), without);
    }

    private static JsonNode scheduled(JsonNode optimizer) {
        ObjectNode call = optimizer.deepCopy();
        ObjectNode schedule = JSON.createObjectNode().put("call", "keras.optimizers.schedules.CosineDecay");
        ObjectNode with = schedule.putObject("with");
        with.putArray("initial_learning_rate").add("double").add(0.125);
        with.putArray("decay_steps").add("int").add(7);
        ((ObjectNode) call.get("with"))
                .putArray("learning_rate")
                .add("schedule")
                .add(schedule);
        return call;
    }

    @Test
    void a_network_of_keras_applications_is_a_layer() {
        Spec spec = regressor(
                "net",
                input(32, 32, 3),
                Models.block(
                        "eye",
                        Applications.mobileNetV2()
                                .noWeights()
                                .includeTop(false)
                                .alpha(0.35)
                                .inputShape(32, 32, 3)),
                output(Layers.globalAveragePooling2D(), Layers.dense(1)));
        ObjectNode given = JSON.createObjectNode()
                .put("source", spec.program(new int[] {32, 32, 3}, null).source());
        assertEquals(
                "[\"eye\",\"Functional\",[null,1,1,1280]]", python("""
                                from keras4j_runtime import programs
                                eye = programs.load(given['source'], 'net.py').build().layers[0]
                                result = [eye.name, type(eye).__name__, eye.output_shape]
                                """, given).toString());
    }
}
