package keras4j.data;

/** Values of one outcome for a number of rows: numbers or class labels. */
public sealed interface Target permits Tensor, Labels {
    /** {@return the number of rows} */
    int rows();

    /**
     * Returns a copy of the chosen rows, in the order given; a row may be chosen several times.
     *
     * @param rows row numbers, from 0
     * @return the chosen rows
     */
    Target take(int... rows);
}
