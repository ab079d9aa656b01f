package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.dflib.DataFrame;
import org.dflib.DoubleSeries;
import org.dflib.IntSeries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private enum Pet {
        CAT,
        DOG
    }

    private record Owner(double age, int pets, @Nullable Double income, Pet pet, LocalDate born) {}

    private record Guess(Pet predClass, float predCat, double age) {}

    private record Wrong(Pet predicted) {}

    private record Code(int predClass) {}

    private record Flag(boolean predClass) {}

    private record Checked(String name) {
        @SuppressWarnings("UnusedMethod") // Called by its type alone.
        Checked {
            if (name.isEmpty()) {
                throw new IllegalStateException("empty");
            }
        }
    }

    record Hidden(int age) {
        @Override
        public int age() {
            throw new IllegalStateException("none of your business");
        }
    }

    private static final LocalDate DAY = LocalDate.of(2000, 2, 29);

    @Test
    void components_become_columns() {
        DataFrame frame =
                Records.frame(List.of(new Owner(30.5, 2, null, Pet.DOG, DAY), new Owner(20, 1, 1e3, Pet.CAT, DAY)));
        assertEquals(
                List.of("age", "pets", "income", "pet", "born"),
                List.of(frame.getColumnsIndex().toArray()));
        assertEquals(30.5, ((DoubleSeries) (Object) frame.getColumn("age")).getDouble(0));
        assertEquals(1, ((IntSeries) (Object) frame.getColumn("pets")).getInt(1));
        assertNull(frame.getColumn("income").get(0));
        assertEquals(
                Arrays.asList(Pet.DOG, DAY),
                Arrays.asList(
                        frame.getColumn("pet").get(0), frame.getColumn("born").get(0)));
        RefusedData.with("Records: records must be at least one, got none", () -> Records.frame(List.<Owner>of()));
        RefusedData.with(
                "Records: age of Hidden can't be read: java.lang.IllegalStateException: none of your business",
                () -> Records.frame(List.of(new Hidden(1))));
    }

    @Test
    void columns_become_components_of_their_name() {
        DataFrame frame = DataFrame.foldByRow("age", ".pred_class", ".pred_CAT").of(3, "DOG", 0.25f, 4, "CAT", 0.5f);
        assertEquals(
                List.of(new Guess(Pet.DOG, 0.25f, 3), new Guess(Pet.CAT, 0.5f, 4)), Records.of(frame, Guess.class));
        DataFrame digits = DataFrame.foldByRow(".pred_class").of("7");
        assertEquals(List.of(new Code(7)), Records.of(digits, Code.class));
        DataFrame flags = DataFrame.foldByRow(".pred_class").of("true");
        assertEquals(List.of(new Flag(true)), Records.of(flags, Flag.class));
    }

    @Test
    void a_component_that_nothing_fits_is_refused() {
        DataFrame frame = DataFrame.foldByRow(".pred_class", ".pred_Class").of("COW", "DOG");
        RefusedData.with(
                "Records: component 'predicted' of Wrong must be named like one of '.pred_class', '.pred_Class', got none",
                () -> Records.of(frame, Wrong.class));
        RefusedData.with(
                "Records: component 'predClass' of Code must be named like one of '.pred_class', '.pred_Class', got"
                        + " '.pred_class', '.pred_Class'",
                () -> Records.of(frame, Code.class));
        RefusedData.with(
                "Records: component 'predicted' of Wrong must be able to hold the column's values, got Pet for 'COW' at row 0",
                () -> Records.of(DataFrame.foldByRow("predicted").of("COW"), Wrong.class));
        RefusedData.with(
                "Records: component 'predClass' of Code must be able to hold the column's values, got int for 1.5 at row 0",
                () -> Records.of(DataFrame.foldByRow(".pred_class").of(1.5), Code.class));
        RefusedData.with(
                "Records: component 'predClass' of Flag must be able to hold the column's values, got boolean for null at row 0",
                () -> Records.of(DataFrame.foldByRow(".pred_class").of((Object) null), Flag.class));
        RefusedData.with(
                "Records: row 0 can't be a Checked: java.lang.IllegalStateException: empty",
                () -> Records.of(DataFrame.foldByRow("name").of(""), Checked.class));
    }
}
