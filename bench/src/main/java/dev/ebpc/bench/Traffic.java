package dev.ebpc.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What went through a codec. With the nanosecond as unit of time JMH reports bytes per nanosecond,
 * which are gigabytes per second; their quotient is the ratio.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Traffic {
  /** Bytes of words. */
  public long bytes;

  /** Bytes of them compressed. */
  public long compressedBytes;
}
