package keras4j.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void text_of_any_language_is_plain_and_what_hides_is_not() {
        for (String plain :
                new String[] {"", "a b", "Gr\u00f6\u00dfe", "\u05e9\u05dc\u05d5\u05dd", "\ud83d\ude00", "a\tb"}) {
            assertTrue(PlainText.isLine(plain));
            assertEquals(plain, PlainText.line(plain));
        }
        for (String odd : new String[] {"\u001b[31m", "\u202e", "\ud83d", "\u0000", "\u009b"}) {
            assertFalse(PlainText.is(odd));
        }
        assertTrue(PlainText.is("a\r\nb"));
        assertFalse(PlainText.isLine("a\nb"));
    }

    @Test
    void any_text_becomes_one_plain_line() {
        assertEquals("a\\u000ab \\u001b[31m\\u202e", PlainText.line("a\nb \u001b[31m\u202e"));
    }
}
