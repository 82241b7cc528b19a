/** The command line of EBPC: tensor files, verification, and the demonstration. */
module dev.ebpc.tools {
  requires com.fasterxml.jackson.databind;
  requires dev.ebpc;
  requires info.picocli;
  requires me.tongfei.progressbar;

  opens dev.ebpc.tools.command to
      info.picocli;
}
