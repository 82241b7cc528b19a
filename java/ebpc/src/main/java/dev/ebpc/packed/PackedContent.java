package dev.ebpc.packed;

import dev.ebpc.code.BatchContent;
import java.util.List;

/**
 * What the head of a batch of the packed profile says.
 *
 * @param kind {@code stored}, {@code constant} or {@code coded}
 * @param flags form of the flags: {@code none}, {@code bitmap}, {@code short} or {@code rows}
 * @param folded whether the signs of words were folded in
 * @param base the word that others are taken relative to, as its container
 * @param reference what the fields of floating-point words are taken relative to
 * @param distance words between a flag and the one that it is combined with, 0 if none is
 * @param codedWords words that are coded; the others are the base
 * @param flagBytes bytes of the flags
 * @param columns the columns of coded bytes, the lowest first
 */
public record PackedContent(
    String kind,
    String flags,
    boolean folded,
    int base,
    int reference,
    int distance,
    int codedWords,
    int flagBytes,
    List<Column> columns)
    implements BatchContent {

  /**
   * One column of bytes.
   *
   * @param planeBytes bytes of its planes; eight times as many bits as the sum of the widths
   * @param escapes values that did not fit the width of their block
   */
  public record Column(int planeBytes, int escapes) {}

  /** Keeps a copy of the list. */
  public PackedContent {
    columns = List.copyOf(columns);
  }
}
