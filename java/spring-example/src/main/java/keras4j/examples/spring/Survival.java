package keras4j.examples.spring;

/** Prediction for a passenger: the columns {@code .pred_class} and {@code .pred_yes}. */
record Survival(String predClass, float predYes) {}
