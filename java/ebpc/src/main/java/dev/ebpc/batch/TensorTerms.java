package dev.ebpc.batch;

import dev.ebpc.code.NumberFormat;

/**
 * What the header of a frame says about the words of every batch, whatever the profile.
 *
 * @param format how the words lie in memory
 * @param wordBits W
 * @param elementBytes bytes of a word; of a stored element, those of the element
 * @param rowWords words of a row, the last dimension of the shape; 0 if the shape is not known
 * @param zeroPoint the word that stands for zero, extended as in its container; 0 for the usual one
 */
public record TensorTerms(
    NumberFormat format, int wordBits, int elementBytes, long rowWords, int zeroPoint) {}
