package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;
import org.dflib.Exp;
import org.dflib.IntSeries;
import org.junit.jupiter.api.Test;

class DatasetsTest {
    @Test
    void digits_are_1437_rows_to_train_and_360_to_test() {
        Datasets.TrainTest digits = Datasets.digits();
        assertEquals("TrainTest 1437 train rows, 360 test rows", digits.toString());
        Tensor x = assertInstanceOf(TensorSeries.class, digits.train().getColumn("x"))
                .tensor();
        assertArrayEquals(new int[] {1437, 64}, x.shape());
        assertArrayEquals(new float[] {0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0}, Arrays.copyOf(x.row(0), 8));
        assertEquals("[0, 1, 2, 3, 4]", labels(digits.train(), 5));
        assertEquals("[2, 3, 4, 5, 6]", labels(digits.test(), 5));
        assertEquals(8, digits.test().getColumn("y").get(359));
    }

    private static String labels(DataFrame frame, int rows) {
        IntSeries y = frame.head(rows).getColumn("y").castAsInt();
        return Arrays.toString(y.toIntArray());
    }

    @Test
    void every_digit_is_there_and_every_grey_value_is_from_0_to_1() {
        DataFrame train = Datasets.digits().train();
        Schema schema = Schema.of(train, Map.of("input", List.of("x")), List.of(Outcome.classes(train, "y")));
        assertEquals(10, schema.outcomes().get(0).width());
        for (float grey : schema.x(train).get(0).toFloats()) {
            assertEquals(Math.max(0, Math.min(1, grey)), grey);
        }
    }

    @Test
    void mtcars_has_32_cars_and_11_numbers() {
        DataFrame cars = Datasets.mtcars();
        assertEquals(32, cars.height());
        assertEquals(
                "[mpg, cyl, disp, hp, drat, wt, qsec, vs, am, gear, carb]",
                Arrays.toString(cars.getColumnsIndex().toArray()));
        assertEquals(20.090625, cars.getColumn("mpg").castAsDouble().avg(), 1e-9);
        assertEquals(146.6875, cars.getColumn("hp").castAsDouble().avg(), 1e-9);
    }

    @Test
    void breast_cancer_has_569_samples_of_30_measures() {
        DataFrame samples = Datasets.breastCancer();
        assertEquals(569, samples.height());
        assertEquals(31, samples.width());
        assertEquals(14.127292, samples.getColumn("mean_radius").castAsDouble().avg(), 1e-6);
        assertEquals(
                0.083946,
                samples.getColumn("worst_fractal_dimension").castAsDouble().avg(),
                1e-6);
        assertEquals(
                357, samples.rows(Exp.$str("diagnosis").eq("benign")).select().height());
    }

    @Test
    void iris_has_50_flowers_of_each_species() {
        DataFrame iris = Datasets.iris();
        assertEquals(150, iris.height());
        assertEquals(5.843333, iris.getColumn("sepal_length").castAsDouble().avg(), 1e-6);
        assertEquals(1.199333, iris.getColumn("petal_width").castAsDouble().avg(), 1e-6);
        assertEquals("setosa", iris.getColumn("species").get(49));
        assertEquals("versicolor", iris.getColumn("species").get(50));
        assertEquals("virginica", iris.getColumn("species").get(149));
    }

    @Test
    void the_titanic_had_1309_passengers_some_of_unknown_age() {
        DataFrame titanic = Datasets.titanic();
        assertEquals(1309, titanic.height());
        assertEquals(
                List.of(263, 1, 2, 0),
                List.of(
                        missing(titanic, "age"),
                        missing(titanic, "fare"),
                        missing(titanic, "embarked"),
                        missing(titanic, "sex")));
        assertEquals("Allison, Master. Hudson Trevor", titanic.getColumn("name").get(1));
        assertEquals(0.9167, titanic.getColumn("age").get(1));
        assertEquals(
                500,
                titanic.rows(titanic.getColumn("survived").locate("yes"::equals))
                        .select()
                        .height());
    }

    private static int missing(DataFrame frame, String column) {
        return frame.getColumn(column).isNull().countTrue();
    }
}
