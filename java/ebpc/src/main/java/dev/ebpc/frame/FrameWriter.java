package dev.ebpc.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes one frame: its header at once, then words in pieces of any size, then its end.
 *
 * <p>The frame's bytes do not depend on the pieces. The memory needed does not depend on the number
 * of words, but for eight bytes per batch if there is an index. Not thread-safe; the batches of one
 * call are coded by all {@link Workers}, so offer several batches at a time where several threads
 * are to help.
 *
 * <p>A frame is complete after {@link #finish}. Closing gives working memory back, leaves the
 * output open, and does not complete a frame: what was left half written is not taken for a whole.
 * After an exception only {@link #close} is of use.
 */
public final class FrameWriter implements AutoCloseable {
  private final ByteSink sink;
  private final Workers workers;

  /** Does the batches of the calling thread. */
  private final EncodeJob job;

  /** Batches in flight; null where there is only the calling thread. */
  private final Pipeline<EncodeJob> pipeline;

  private final FrameIndex index = new FrameIndex();
  private final FrameEnd end = new FrameEnd();
  private FrameHeader header;
  private int elementBytes;
  private int batchWords;
  private byte[] restBytes = {};
  private MemorySegment rest = MemorySegment.ofArray(restBytes);
  private int restWords;
  private long wordsSent;
  private boolean writable;
  private boolean closed;

  private FrameWriter(ByteSink sink, FrameHeader header, Workers workers) throws IOException {
    this(sink, workers);
    startFrame(header);
  }

  /** A writer that waits for {@link #startFrame}. */
  FrameWriter(ByteSink sink, Workers workers) {
    this.sink = sink;
    this.workers = workers;
    job = workers.borrowEncodeJob();
    Threads threads = workers.threads();
    pipeline =
        threads.areOne()
            ? null
            : new Pipeline<>(threads, workers::borrowEncodeJob, workers::giveBack);
  }

  /** Lets go of the caller's memory; another frame may be started later. */
  void pause() {
    job.forget();
    if (pipeline != null) {
      pipeline.forget();
    }
  }

  /** Starts a frame at the current position of the sink, with the working memory of before. */
  void startFrame(FrameHeader newHeader) throws IOException {
    header = newHeader;
    elementBytes = header.elementBytes();
    batchWords = header.batchWords();
    job.begin(header.batches());
    index.clear();
    restWords = 0;
    wordsSent = 0;
    writable = true;
    sink.write(header.encoded());
  }

  /**
   * Starts a frame at the current position of a stream.
   *
   * @param out the stream; need not be buffered
   * @param header the header, written at once
   * @param workers who code
   * @return a writer of this frame
   * @throws IOException if the stream fails
   */
  public static FrameWriter of(OutputStream out, FrameHeader header, Workers workers)
      throws IOException {
    return new FrameWriter(ByteSink.of(out), header, workers);
  }

  /** Like {@link #of(OutputStream, FrameHeader, Workers)} for a channel in blocking mode. */
  public static FrameWriter of(WritableByteChannel out, FrameHeader header, Workers workers)
      throws IOException {
    return new FrameWriter(ByteSink.of(out), header, workers);
  }

  /**
   * Like {@link #of(OutputStream, FrameHeader, Workers)} for memory, from its start; nothing throws
   * {@link IOException} then. Where the memory is too small for the frame, the call that would
   * write beyond it throws {@link IndexOutOfBoundsException}.
   */
  public static FrameWriter of(MemorySegment out, FrameHeader header, Workers workers)
      throws IOException {
    return new FrameWriter(new MemorySink(out), header, workers);
  }

  /**
   * Writes the next words.
   *
   * @param words memory that holds them, as the header's format says; may be changed again after
   *     the call
   * @param offset byte offset of the first one
   * @param count how many, at least 0
   * @throws IndexOutOfBoundsException if the words are not in the memory
   * @throws IllegalArgumentException if there would be more words than the header says, the words
   *     overlap the memory that the frame goes to, or a word does not fit W bits, whose number in
   *     the frame is named then
   * @throws IOException if the output fails
   */
  public void write(MemorySegment words, long offset, long count) throws IOException {
    requireWords(words, offset, count);
    writable = false;
    long next = offset;
    long left = count;
    if (restWords > 0) {
      int taken = (int) Math.min(left, batchWords - restWords);
      keep(words, next, taken);
      next += (long) taken * elementBytes;
      left -= taken;
      if (restWords == batchWords) {
        encodeRest();
      }
    }
    boolean complete = header.wordsKnown() && wordsSent + left == header.words();
    long whole = complete ? left : left - left % batchWords;
    if (whole > batchWords && pipeline != null && workers.threads().canReach(words)) {
      encodeTogether(words, next, whole);
    } else {
      for (long done = 0; done < whole; ) {
        int batch = (int) Math.min(batchWords, whole - done);
        job.set(words, next + done * elementBytes, batch, wordsSent, true).work();
        emit(job, batch);
        done += batch;
      }
    }
    keep(words, next + whole * elementBytes, (int) (left - whole));
    writable = true;
  }

  /**
   * Like {@link #write(MemorySegment, long, long)} for a byte array that holds the containers.
   *
   * @param words holds the words
   * @param offset index of the first byte
   * @param count how many words
   */
  public void write(byte[] words, int offset, int count) throws IOException {
    write(MemorySegment.ofArray(words), offset, count);
  }

  /**
   * Writes what is left, the end mark and the index.
   *
   * @return bytes of the whole frame
   * @throws IllegalStateException if there were fewer words than the header says, or a call failed
   * @throws IOException if the output fails
   */
  public long finish() throws IOException {
    requireWritable();
    writable = false;
    if (restWords > 0) {
      encodeRest();
    }
    if (header.wordsKnown() && wordsSent != header.words()) {
      throw new IllegalStateException(
          "the header says " + header.words() + " words, there were " + wordsSent);
    }
    end.write(sink, wordsSent);
    if (header.index()) {
      index.write(sink);
    }
    return sink.position();
  }

  /** Gives working memory back; the output stays open, and an unfinished frame incomplete. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    writable = false;
    workers.giveBack(job);
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private void requireWords(MemorySegment words, long offset, long count) {
    requireWritable();
    sink.requireApart(words);
    if (count < 0 || count > Long.MAX_VALUE / elementBytes) {
      throw new IndexOutOfBoundsException("cannot write " + count + " words");
    }
    Objects.checkFromIndexSize(offset, count * elementBytes, words.byteSize());
    if (header.wordsKnown() && count > header.words() - wordsSent - restWords) {
      throw new IllegalArgumentException(
          "more than the " + header.words() + " words that the header says");
    }
  }

  private void requireWritable() {
    if (!writable) {
      throw new IllegalStateException("the frame was broken by an exception, or is complete");
    }
  }

  /** Keeps words for a batch that is not full yet. */
  private void keep(MemorySegment words, long offset, int count) {
    int size = elementBytes;
    int needed = (restWords + count) * size;
    if (restBytes.length < needed) {
      // Short tensors need little; the second piece shows that this is none.
      int room = restWords == 0 ? needed : batchWords * size;
      restBytes = Arrays.copyOf(restBytes, room);
      rest = MemorySegment.ofArray(restBytes);
    }
    MemorySegment.copy(
        words, ValueLayout.JAVA_BYTE, offset, restBytes, restWords * size, count * size);
    restWords += count;
  }

  private void encodeRest() throws IOException {
    job.set(rest, 0, restWords, wordsSent, true).work();
    emit(job, restWords);
    restWords = 0;
  }

  /** Codes words from the start of a batch on, several batches at a time, in order. */
  private void encodeTogether(MemorySegment words, long offset, long count) throws IOException {
    long begun = 0;
    long done = 0;
    try {
      while (done < count) {
        for (; begun < count && !pipeline.isFull(); begun += batchWords) {
          int batch = (int) Math.min(batchWords, count - begun);
          long at = offset + begun * elementBytes;
          long firstWord = wordsSent + begun - done;
          pipeline.next().begin(header.batches()).set(words, at, batch, firstWord, false);
          pipeline.submit(true);
        }
        int batch = (int) Math.min(batchWords, count - done);
        emit(pipeline.take(), batch);
        done += batch;
      }
    } finally {
      pipeline.settle();
    }
  }

  private void emit(EncodeJob done, int words) throws IOException {
    if (header.index()) {
      index.add(sink.position());
    }
    int bytes = done.recordBytes();
    done.put(sink.room(bytes), sink.at());
    sink.wrote(bytes);
    wordsSent += words;
  }
}
