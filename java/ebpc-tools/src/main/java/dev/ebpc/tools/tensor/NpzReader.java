package dev.ebpc.tools.tensor;

import dev.ebpc.frame.OriginKind;
import dev.ebpc.tools.io.Names;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the members of an .npz archive: a zip file of .npy files. Other members are bytes. */
final class NpzReader implements TensorReader {
  private static final int BUFFER = 1 << 16;

  private final ZipFile zip;
  private final List<? extends ZipEntry> members;
  private final ElementType readAs;
  private int next;
  private Tensor current;
  private CRC32 checksum;

  NpzReader(Path file, ElementType readAs) throws IOException {
    this.zip = Names.open(file, ZipFile::new);
    this.readAs = readAs;
    this.members = zip.stream().toList();
    try {
      requireNames();
    } catch (TensorFileException refused) {
      zip.close();
      throw refused;
    }
  }

  private void requireNames() throws TensorFileException {
    if (members.isEmpty()) {
      throw new TensorFileException("the .npz archive has no members");
    }
    Set<String> names = new HashSet<>();
    for (ZipEntry member : members) {
      if (!names.add(member.getName())) {
        throw new TensorFileException("two members of the archive are called " + member.getName());
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next < members.size();
  }

  @Override
  public Tensor next() throws IOException {
    requireEnd();
    ZipEntry member = members.get(next++);
    checksum = new CRC32();
    InputStream in =
        new BufferedInputStream(
            new CheckedInputStream(zip.getInputStream(member), checksum), BUFFER);
    String name = member.getName();
    TensorInfo info =
        name.endsWith(".npy")
            ? SingleTensorReader.npyInfo(in, name, readAs, OriginKind.NPZ_MEMBER)
            : new TensorInfo(name, ElementType.BYTES, null, OriginKind.NPZ_MEMBER, new byte[0]);
    current = new Tensor(info, in);
    return current;
  }

  @Override
  public void requireEnd() throws IOException {
    if (current != null) {
      current.requireEnd();
      ZipEntry member = members.get(next - 1);
      if (checksum.getValue() != member.getCrc()) {
        throw new TensorFileException("the checksum of " + member.getName() + " does not match");
      }
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
