package dev.ebpc.frame;

import dev.ebpc.code.EbpcException;
import dev.ebpc.code.EbpcException.Place;
import dev.ebpc.code.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Reads the frames of an input one after the other, each from its first word to its last, or from
 * any word where the input can be positioned.
 *
 * <p>Everything is checked as strictly as {@code docs/format.md} says; bad input gives an {@link
 * EbpcException} whose offsets count from the start of the current frame. Words that were delivered
 * were covered by a checksum that matched. The memory needed does not depend on the length of the
 * input. Not thread-safe; the batches of one call are decoded by all {@link Workers}, so ask for
 * several batches at a time where several threads are to help.
 *
 * <p>Closing gives working memory back and leaves the input open. After an exception only {@link
 * #close} is of use.
 */
public final class FrameReader implements AutoCloseable {

  /** Limit of those who trust their input: as many bytes as it declares. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  private final ByteSource source;
  private final Workers workers;

  /** Reads the heads of all batches, and does those of the calling thread. */
  private final DecodeJob job;

  /** Batches in flight; null where there is only the calling thread. */
  private final Pipeline<DecodeJob> pipeline;

  private final FrameWalk walk;
  private final RestWords rest = new RestWords();
  private final KnownHeaders knownHeaders = new KnownHeaders();
  private long maxDecompressedSize;
  private FrameHeader header;
  private FrameIndex index;
  private boolean closed;

  private FrameReader(ByteSource source, Workers workers, long maxDecompressedSize)
      throws IOException {
    this(source, workers);
    this.maxDecompressedSize = maxDecompressedSize;
    startFrame();
  }

  /** A reader that waits for {@link #restart}. */
  FrameReader(ByteSource source, Workers workers) {
    this.source = source;
    this.workers = workers;
    walk = new FrameWalk(source);
    job = workers.borrowDecodeJob();
    Threads threads = workers.threads();
    pipeline =
        threads.areOne()
            ? null
            : new Pipeline<>(threads, workers::borrowDecodeJob, workers::giveBack);
  }

  /** Starts at the frame that the source stands at, with the working memory of before. */
  void restart(long newMaxDecompressedSize) throws IOException {
    maxDecompressedSize = newMaxDecompressedSize;
    startFrame();
  }

  /** Lets go of the caller's memory, to be restarted later. */
  void pause() {
    job.forget();
    if (pipeline != null) {
      pipeline.forget();
    }
    rest.drop();
  }

  /**
   * Requires that the header announces no frame after this one.
   *
   * @throws EbpcException if it does
   */
  public void requireOnly() {
    if (header.anotherFollows()) {
      throw new EbpcException(
          ErrorCode.TRAILING_DATA,
          Place.FRAME,
          -1,
          0,
          "expected one frame, found one that another follows");
    }
  }

  /** Lets go of the caller's memory, to be restarted later. */
  void rest() {
    ((MemorySource) source).restart(MemorySegment.NULL);
    pipeline.forget();
    rest.drop();
  }

  /**
   * Starts to read a stream, which is best buffered, at its current position; reads the header.
   *
   * @param in the stream; nothing after the last frame is read but one byte, to see that it is not
   *     there
   * @param workers who decode
   * @param maxDecompressedSize most bytes that the words of one frame may take, or {@link
   *     #NO_LIMIT}
   * @return a reader of the first frame
   * @throws IOException if the stream fails
   * @throws EbpcException if there is no legal header, or it declares more than the limit
   */
  public static FrameReader of(InputStream in, Workers workers, long maxDecompressedSize)
      throws IOException {
    return new FrameReader(ByteSource.of(in), workers, maxDecompressedSize);
  }

  /** Like {@link #of(InputStream, Workers, long)} for a channel in blocking mode. */
  public static FrameReader of(ReadableByteChannel in, Workers workers, long maxDecompressedSize)
      throws IOException {
    return new FrameReader(ByteSource.of(in), workers, maxDecompressedSize);
  }

  /**
   * Like {@link #of(InputStream, Workers, long)} for a channel that can be positioned, so that
   * {@link #seek} and {@link #totalWords} work. Its position is the reader's own meanwhile.
   */
  public static FrameReader ofSeekable(
      SeekableByteChannel in, Workers workers, long maxDecompressedSize) throws IOException {
    return new FrameReader(SeekableSource.of(in), workers, maxDecompressedSize);
  }

  /**
   * Like {@link #of(InputStream, Workers, long)} for memory; {@link #seek} and {@link #totalWords}
   * work. Nothing else throws {@link IOException} then, nor does any other method of the reader.
   */
  public static FrameReader of(MemorySegment in, Workers workers, long maxDecompressedSize)
      throws IOException {
    return new FrameReader(new MemorySource(in), workers, maxDecompressedSize);
  }

  /** The header of the current frame. */
  public FrameHeader header() {
    return header;
  }

  /**
   * Reads the next words of the current frame.
   *
   * @param target memory that takes them, as the header's format says
   * @param offset byte offset of the first one
   * @param words how many, at least 0
   * @return how many were read: fewer only at the end of the frame, whose end mark, and index if
   *     there is one, have been checked then. Where the header tells the number of words, that is
   *     done together with the last one.
   * @throws IndexOutOfBoundsException if the words do not fit the memory
   * @throws IllegalArgumentException if the memory is read-only or overlaps that of the frame
   * @throws IOException if the input fails
   * @throws EbpcException if the input is not as it should be; what the words' part of the memory
   *     holds is undefined then
   */
  public long read(MemorySegment target, long offset, long words) throws IOException {
    requireRoom(target, offset, words);
    int size = header.elementBytes();
    long done = rest.take(target, offset, words * size) / size;
    if (pipeline != null && words - done > header.batchWords() && canAllReach(target)) {
      done += decodeTogether(target, offset + done * size, words - done);
    }
    while (done < words && walk.next(job.decoder())) {
      int wanted = aim(job, target, offset + done * size, words - done);
      job.work();
      done += wanted;
      rest.copyAsked(target, offset + done * size);
    }
    if (header.wordsKnown() && walk.words() == header.words()) {
      walk.next(job.decoder());
    }
    return done;
  }

  /** Takes the payload of a batch and sets where its words go; gives how many are wanted now. */
  private int aim(DecodeJob decode, MemorySegment target, long offset, long wanted)
      throws IOException {
    decode.takePayload(source, walk);
    int size = header.elementBytes();
    int count = walk.batchWords();
    if (wanted >= count) {
      decode.setTarget(target, offset);
      return count;
    }
    decode.setTarget(rest.room(count * size, (int) wanted * size), 0);
    return (int) wanted;
  }

  private boolean canAllReach(MemorySegment target) {
    Threads threads = workers.threads();
    MemorySegment memory = source.memory();
    return threads.canReach(target) && (memory == null || threads.canReach(memory));
  }

  /**
   * Like {@link #read(MemorySegment, long, long)} for a byte array that takes the containers.
   *
   * @param target takes the words
   * @param offset index of the first byte
   * @param words how many
   * @return how many were read
   */
  public int read(byte[] target, int offset, int words) throws IOException {
    return (int) read(MemorySegment.ofArray(target), offset, words);
  }

  /**
   * Goes to the next frame, through the heads of what was not read of the current one.
   *
   * @return whether there is a next frame; if not, the end of the input has been checked
   * @throws IOException if the input fails
   * @throws EbpcException if the rest of the frame, or what follows it, is not as it should be
   */
  public boolean nextFrame() throws IOException {
    rest.drop();
    while (walk.next(job.decoder())) {
      walk.skipPayload();
    }
    if (!header.anotherFollows()) {
      source.requireEnd();
      return false;
    }
    startFrame();
    return true;
  }

  /**
   * Goes through the heads of all batches that were not read yet, to the end of the frame, without
   * decoding any.
   *
   * @param visitor is told of every batch; what it throws goes through
   * @return what they add up to
   * @throws IOException if the input fails
   * @throws EbpcException if a head or the end is not as it should be
   */
  public FrameSummary skim(Consumer<BatchEntry> visitor) throws IOException {
    rest.drop();
    long firstWord = walk.words();
    long firstBatch = walk.batches();
    long payloadBytes = 0;
    while (walk.next(job.decoder())) {
      int bytes = walk.payloadBytes();
      int words = walk.batchWords();
      walk.skipPayload();
      payloadBytes += bytes;
      visitor.accept(
          new BatchEntry(
              walk.batches() - 1, walk.words() - words, words, bytes, job.decoder().content()));
    }
    return new FrameSummary(
        walk.words() - firstWord, walk.batches() - firstBatch, payloadBytes, source.position());
  }

  /**
   * Words of the current frame, counted by the heads of its batches or its index, whatever the
   * header says: the input is long enough to hold them. Does not change what is read next.
   *
   * @throws IllegalStateException if the input cannot be positioned
   * @throws IOException if the input fails
   * @throws EbpcException if a head, the index or the end is not as it should be
   */
  public long totalWords() throws IOException {
    return index().words();
  }

  /**
   * Chooses the next word to be read in the current frame. Found by the index if this is the last
   * frame and has one, else by one walk through the heads of its batches.
   *
   * @param word number of the word, 0 to the words of the frame
   * @throws IllegalStateException if the input cannot be positioned
   * @throws IndexOutOfBoundsException if there is no such word
   * @throws IOException if the input fails
   * @throws EbpcException if a batch, its head or the index is not as it should be
   */
  public void seek(long word) throws IOException {
    FrameIndex target = index();
    if (word < 0 || word > target.words()) {
      throw new IndexOutOfBoundsException("word " + word + " of " + target.words());
    }
    rest.drop();
    int batchWords = header.batchWords();
    int batch = word == target.words() ? target.batches() : (int) (word / batchWords);
    seekable().seek(target.offset(batch));
    walk.resumeAt(batch, target.words());
    // Words of the same batch before the chosen one are decoded with it, but not delivered.
    if (word > walk.words() && walk.next(job.decoder())) {
      int before = (int) (word - walk.words() + walk.batchWords());
      aim(job, MemorySegment.NULL, 0, before);
      job.work();
    }
  }

  /** Gives working memory back; the input stays open. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    workers.giveBack(job);
    if (pipeline != null) {
      pipeline.close();
    }
    rest.drop();
  }

  private void startFrame() throws IOException {
    source.startFrame();
    header = knownHeaders.read(source);
    walk.restart(header, maxDecompressedSize);
    job.begin(header.batches());
    index = null;
    rest.drop();
  }

  private void requireRoom(MemorySegment target, long offset, long words) {
    if (words < 0 || words > Long.MAX_VALUE / header.elementBytes()) {
      throw new IndexOutOfBoundsException("cannot read " + words + " words");
    }
    Objects.checkFromIndexSize(offset, words * header.elementBytes(), target.byteSize());
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the memory for the words is read-only");
    }
    source.requireApart(target);
  }

  /** Decodes whole batches into the target, several at a time, in order. */
  private long decodeTogether(MemorySegment target, long offset, long words) throws IOException {
    int size = header.elementBytes();
    long begun = 0;
    try {
      do {
        begun += submitBatches(target, offset + begun * size, words - begun);
        if (!pipeline.isEmpty()) {
          pipeline.take();
        }
      } while (!pipeline.isEmpty());
      return begun;
    } finally {
      pipeline.settle();
    }
  }

  /** Sends whole batches on their way while there is room and need; gives their words. */
  private long submitBatches(MemorySegment target, long offset, long words) throws IOException {
    long begun = 0;
    try {
      while (words - begun >= header.batchWords() && !pipeline.isFull()) {
        DecodeJob decode = pipeline.next().begin(header.batches());
        if (!walk.next(decode.decoder())) {
          break;
        }
        begun += aim(decode, target, offset + begun * header.elementBytes(), words - begun);
        pipeline.submit(true);
      }
    } catch (EbpcException | IOException e) {
      // A batch before the trouble may be bad as well, and then it is the one to tell.
      pipeline.takeAll();
      throw e;
    }
    return begun;
  }

  private FrameIndex index() throws IOException {
    if (index == null) {
      long position = source.position();
      index = FrameIndex.ofEnd(seekable(), header);
      if (index == null) {
        seekable().seek(header.encoded().byteSize());
        FrameWalk fromStart = new FrameWalk(source);
        fromStart.restart(header, maxDecompressedSize);
        index = FrameIndex.ofWalk(source, fromStart, job.decoder());
      }
      walk.requireWithinLimit(index.words(), index.offset(index.batches()));
      seekable().seek(position);
    }
    return index;
  }

  private SeekableSource seekable() {
    if (source instanceof SeekableSource positioned) {
      return positioned;
    }
    throw new IllegalStateException("the input cannot be positioned");
  }
}
