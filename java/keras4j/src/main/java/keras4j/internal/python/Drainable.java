package keras4j.internal.python;

import keras4j.internal.python.Python.Work;

/** Python that ends in order with the JVM. */
interface Drainable {
    /** Returns the drain that its calls obey. */
    Drain drain();

    /** Stops the calls of a kind: those that wait fail, those that run end at their next batch. */
    void stop(Work work);

    /** Returns whether no call waits or runs. */
    boolean idle();

    /** Runs Python's exit functions. */
    void runExitFunctions();
}
