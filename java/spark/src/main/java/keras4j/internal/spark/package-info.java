/**
 * Scoring and searches on Spark: conversion of rows, and what executors run.
 *
 * <p>{@link keras4j.internal.spark.ScoredPartition} predicts the rows of a partition, and {@link
 * keras4j.internal.spark.ExecutorScorers} has the worker processes of an executor.
 */
@NullMarked
package keras4j.internal.spark;

import org.jspecify.annotations.NullMarked;
