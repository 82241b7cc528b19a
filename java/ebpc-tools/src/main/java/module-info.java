/** The command line of EBPC: tensor files, verification, demonstration and benchmarks. */
module dev.ebpc.tools {
  requires VectorGraphics2D;
  requires aircompressor.v3;
  requires com.fasterxml.jackson.databind;
  requires com.github.luben.zstd_jni;
  requires com.sun.jna;
  requires dev.ebpc;
  requires dev.ebpc.model;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires org.lz4.java;
  requires org.xerial.snappy;
  requires xchart;

  opens dev.ebpc.tools.command to
      info.picocli;
}
