package dev.ebpc.frame;

import dev.ebpc.code.BatchContent;

/**
 * One batch of a frame, as its head tells.
 *
 * @param number number of the batch in the frame, from 0
 * @param firstWord number of its first word in the frame
 * @param words words of the batch
 * @param payloadBytes bytes of what they became
 * @param content what the profile tells of it
 */
public record BatchEntry(
    long number, long firstWord, int words, int payloadBytes, BatchContent content) {}
