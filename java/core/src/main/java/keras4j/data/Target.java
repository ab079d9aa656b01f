package keras4j.data;

/** What the rows of one outcome are: numbers, or the labels of classes. */
public sealed interface Target permits Tensor, Labels {
    /** How many rows there are. */
    int rows();

    /** The chosen rows, in the order given; a row may be chosen several times. */
    Target take(int... rows);
}
