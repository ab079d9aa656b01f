package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test that networks train with every generated class. */
class UsedClassesIT {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    @Tag("once")
    void each_class_is_used_in_a_network_that_trains() {
        ObjectNode given = JSON.createObjectNode();
        ArrayNode networks = given.putArray("networks");
        UsedClasses used = new UsedClasses(networks);
        CoverageIT.python("result = samples.all_cases()", JSON.createObjectNode())
                .forEach(call -> {
                    if (call.get("sets").isNull()
                            && !CoverageIT.ABSENT.containsKey(
                                    CoverageIT.entry(call).name())) {
                        used.add(CoverageIT.entry(call).kind(), call);
                    }
                });
        used.write();
        assertEquals(
                "",
                CoverageIT.problems(
                        CoverageIT.python("import trained\nresult = trained.judge(given['networks'])", given)));
    }
}
