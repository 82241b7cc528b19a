package dev.ebpc.frame;

/**
 * What the heads of the batches of a frame add up to.
 *
 * @param words words of the tensor
 * @param batches batches of the frame
 * @param payloadBytes bytes of what the words became
 * @param frameBytes bytes of the whole frame, header and index included
 */
public record FrameSummary(long words, long batches, long payloadBytes, long frameBytes) {}
