package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.archive.Verifier;
import keras4j.internal.archive.MemberArchive;
import org.junit.jupiter.api.Test;

/** Tests of saved conformal models, and of invalid ones. */
class ConformalTest {
    private static MemberArchive golden() throws IOException {
        return MemberArchive.read(Golden.bytes("conformal"));
    }

    /** The golden one with another manifest and other scores. */
    private static MemberArchive changed(Map<String, String> about, String scores) throws IOException {
        MemberArchive changed = MemberArchive.of(about).with("scores.json", scores.getBytes(StandardCharsets.UTF_8));
        for (String model : List.of("model-1.keras4j", "model-2.keras4j")) {
            changed = changed.with(model, golden().member(model));
        }
        return changed;
    }

    private static ArchiveException refused(MemberArchive archive) {
        return assertThrows(ArchiveException.class, () -> Conformal.ofBytes(archive.toBytes()));
    }

    @Test
    void it_is_signed_and_read_with_the_key_alone() throws IOException {
        assertEquals(Golden.conformal(), Conformal.ofBytes(golden().toBytes()));
        ReadOptions signed = ReadOptions.DEFAULT.signedBy(Verifier.of(Golden.SECRET)
                .notBefore(Golden.conformal().models().get(0).created()));
        assertEquals(Golden.conformal(), Conformal.ofBytes(Golden.bytes("conformal"), signed));
        byte[] unsigned = Golden.conformal().toBytes();
        assertEquals(
                Optional.of(ValidationRule.ARCHIVE_SIGNATURE),
                assertThrows(ArchiveException.class, () -> Conformal.ofBytes(unsigned, signed))
                        .rule());
    }

    @Test
    void scores_that_are_none_are_refused() throws IOException {
        List<String> odd = List.of(
                "",
                "null",
                "{}",
                "[]",
                "[null]",
                "[[null]]",
                "[[{}]]",
                "[[{\"byModel\":null}]]",
                "[[{\"byModel\":[null,null]}]]",
                "[[{\"byModel\":[[null],[1]]}]]",
                "[[{\"byModel\":[[\"x\"],[1]]}]]",
                "[[{\"byModel\":[[1],[1]],\"byModel\":[[1],[1]]}]]",
                "[[{\"byModel\":[[1],[1]]}]] []");
        for (String scores : odd) {
            String message =
                    String.valueOf(refused(changed(golden().about(), scores)).getMessage());
            assertTrue(message.startsWith("Conformal: "), scores + " " + message);
        }
    }

    @Test
    void a_manifest_or_members_of_something_else_are_refused() throws IOException {
        String scores = new String(golden().member("scores.json"), StandardCharsets.UTF_8);
        for (String lie : golden().about().keySet()) {
            Map<String, String> about = new TreeMap<>(golden().about());
            about.put(lie, "something else");
            assertEquals(
                    Optional.of(ValidationRule.ARCHIVE_MANIFEST),
                    refused(changed(about, scores)).rule(),
                    lie);
        }
        MemberArchive more = changed(golden().about(), scores).with("code.py", new byte[0]);
        assertEquals(Optional.of(ValidationRule.ARCHIVE_MEMBERS), refused(more).rule());
        assertEquals(
                "Conformal: members must be [scores.json, model-1.keras4j, model-2.keras4j], got [scores.json,"
                        + " model-1.keras4j, model-2.keras4j, code.py]",
                refused(more).getMessage());
    }

    @Test
    void a_fitted_model_is_no_conformal_one_and_neither_is_it_the_other_way() throws IOException {
        assertThrows(ArchiveException.class, () -> Conformal.ofBytes(Golden.bytes()));
        assertThrows(ArchiveException.class, () -> Fitted.ofBytes(Golden.bytes("conformal")));
    }
}
