package dev.ebpc.hardware;

/**
 * What a frame's directory says about one chunk.
 *
 * @param number number of the chunk in the frame, from 0
 * @param words words of the chunk
 * @param kind how it is kept
 * @param nonZeros non-zero words of a coded chunk; 0 for others, where the directory does not tell
 * @param znzBytes bytes of its ZNZ stream, 0 if it is not coded
 * @param bpcBytes bytes of its BPC stream, 0 if it is not coded
 */
public record ChunkEntry(
    long number, int words, ChunkKind kind, int nonZeros, int znzBytes, int bpcBytes) {}
