package dev.ebpc.frame;

/**
 * What the directories of a frame add up to.
 *
 * @param words words of the tensor
 * @param batches batches of the frame
 * @param codedChunks chunks kept as streams
 * @param rawChunks chunks kept as they are
 * @param zeroChunks chunks of zeros alone
 * @param codedWords words of the coded chunks
 * @param nonZeros non-zero words of the coded chunks
 * @param znzBytes bytes of all ZNZ streams
 * @param bpcBytes bytes of all BPC streams, raw chunks not included
 * @param frameBytes bytes of the whole frame, header and index included
 */
public record FrameSummary(
    long words,
    long batches,
    long codedChunks,
    long rawChunks,
    long zeroChunks,
    long codedWords,
    long nonZeros,
    long znzBytes,
    long bpcBytes,
    long frameBytes) {}
