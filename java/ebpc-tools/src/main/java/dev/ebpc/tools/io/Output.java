package dev.ebpc.tools.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An open output: a file that appears when it is complete, or what is written to as it is. */
public final class Output implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Target target;
  private final AtomicFile file;
  private final Console standard;
  private final OutputStream stream;
  private long written;
  private long checked;

  /** A file. */
  Output(Target target, AtomicFile file) {
    this(target, file, null, new BufferedOutputStream(file.out(), BUFFER));
  }

  /** A pipe or device. */
  Output(Target target, OutputStream direct) {
    this(target, null, null, new BufferedOutputStream(direct, BUFFER));
  }

  /** Standard output, which stays open. */
  Output(Target target, Console standard) {
    this(target, null, standard, new BufferedOutputStream(standard.out(), BUFFER));
  }

  private Output(Target target, AtomicFile file, Console standard, OutputStream stream) {
    this.target = target;
    this.file = file;
    this.standard = standard;
    this.stream = stream;
  }

  /** As the user knows it. */
  public String label() {
    return target.label();
  }

  /** Where to write. Closing it ends the data, not the output. */
  public OutputStream out() {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException failed) {
          throw new OutputException(label(), failed);
        }
        written += length;
        if (standard != null && written - checked >= BUFFER) {
          checked = written;
          standard.requireWritten();
        }
      }

      @Override
      public void close() throws IOException {
        flush();
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException failed) {
          throw new OutputException(label(), failed);
        }
      }
    };
  }

  /** Bytes written. */
  public long written() {
    return written;
  }

  /** Checks that nothing is in the way of the file. */
  void requireFree() {
    target.requireFree();
  }

  /** Ends the data; a file is complete, but does not appear yet. */
  void finish() throws IOException {
    if (standard != null) {
      stream.flush();
      standard.requireWritten();
      return;
    }
    try {
      stream.close();
    } catch (IOException failed) {
      throw new OutputException(label(), failed);
    }
  }

  /** Ends the output well: a file appears. */
  public void commit() throws IOException {
    finish();
    if (file != null) {
      target.requireFree();
      try {
        file.commit();
      } catch (IOException failed) {
        throw new OutputException(label(), failed);
      }
      target.noteWritten();
    }
  }

  /** Removes a file that was not committed. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    } else if (standard != null) {
      stream.flush();
    } else {
      try {
        stream.close();
      } catch (IOException failed) {
        throw new OutputException(label(), failed);
      }
    }
  }
}
