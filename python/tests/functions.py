"""Functions where an argument takes one: Java has the same as custom objects, from this file."""


def own(first, *others):
    return first


def tripled(inputs, rng):
    return 3 * inputs


def started(rng, inputs):
    return {}, {}
