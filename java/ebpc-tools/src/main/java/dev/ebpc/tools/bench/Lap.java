package dev.ebpc.tools.bench;

/**
 * One codec's part of a round.
 *
 * @param encode what coding took
 * @param decode what decoding took
 * @param busyThreads how many threads worked at the same time, on average from start to end
 */
record Lap(Pass encode, Pass decode, double busyThreads) {}
