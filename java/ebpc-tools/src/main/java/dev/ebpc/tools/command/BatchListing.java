package dev.ebpc.tools.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ebpc.frame.BatchEntry;

/** What {@code list} tells of the batches of a frame, in the terms of its profile. */
interface BatchListing {

  /** Takes in the next batch. */
  void add(BatchEntry batch);

  /** Parameters and sums in a few words. */
  String summary();

  /** The same for a document. */
  void describe(ObjectNode entry);
}
