package keras4j.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void few_are_all_there_and_many_are_counted() {
        assertEquals("", Quoted.of(List.of()));
        assertEquals("'a', 'b'", Quoted.of(List.of("a", "b")));
        List<String> many = IntStream.range(0, 1307).mapToObj(Integer::toString).toList();
        assertEquals("'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', … (1307 in all)", Quoted.of(many));
        assertEquals("'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'", Quoted.of(many.subList(0, 10)));
    }
}
