package dev.ebpc.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in odd surroundings: variables, options, locales, folders and names. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherEnvironmentIT {
  private static final Path LAUNCHER = Path.of("../../ebpc").toAbsolutePath().normalize();
  private static final String VERSION = "ebpc " + Version.text() + "\n";

  @TempDir Path folder;

  /** What a script of the shell says, with the launcher as $E. */
  private String told(Map<String, String> environment, String script) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    shell.environment().put("E", LAUNCHER.toString());
    shell.environment().putAll(environment);
    Process process = shell.start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return told + (process.waitFor() == 0 ? "" : "exit code " + process.exitValue() + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env -u HOME \"$E\" --version",
        "env -i \"$E\" --version",
        "env PATH= /bin/sh \"$E\" --version",
        "JAVA_HOME=/nowhere \"$E\" --version",
        "TMPDIR=$PWD/nowhere \"$E\" --version",
        "env LC_ALL=no_SUCH.UTF-8 \"$E\" --version",
        "cd \"${E%/*}/..\" && CDPATH=$PWD \"${E%/ebpc}\"/ebpc --version",
        "cd \"${E%/*}/..\" && n=${E%/ebpc} && CDPATH=$PWD \"${n##*/}\"/ebpc --version",
        "echo 'set -e; IFS=/; cd /' > rc; BASH_ENV=$PWD/rc \"$E\" --version",
        "cd() { echo no; }; export -f cd; \"$E\" --version",
        "env SHELLOPTS=errexit:noglob:nounset \"$E\" --version 2>&1 | grep -v readonly",
        "IFS=/. \"$E\" --version",
        "ln -s \"$E\" one; ln -s ./one ./two; PATH=$PWD:$PATH; two --version",
        "EBPC_JAVA_OPTIONS='-XX:+UseG1GC -Xmx32m' \"$E\" --version",
        "EBPC_JAVA_OPTIONS='-Xmn4m -Dx=*' \"$E\" --version",
        "echo '-XX:+UseParallelGC -Xmx40m' > o; EBPC_JAVA_OPTIONS=@$PWD/o \"$E\" --version",
        "JAVA_TOOL_OPTIONS='-XX:+UseG1GC -Xmx32m' \"$E\" --version 2>/dev/null",
        "JDK_JAVA_OPTIONS='-XX:+UseZGC -XX:MaxHeapSize=40m' \"$E\" --version 2>/dev/null",
      })
  void itStarts(String script) throws Exception {
    assertEquals(VERSION, told(Map.of(), script));
  }

  @Test
  void anOldJavaIsPassedOver() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    for (String program : List.of("java", "javac")) {
      Files.writeString(old.resolve(program), "#!/bin/sh\necho old\n");
      assertTrue(old.resolve(program).toFile().setExecutable(true));
    }
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"1.8.0_452\"\n");
    assertEquals(VERSION, told(Map.of("JAVA_HOME", folder + "/old"), "\"$E\" --version"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void itWorksInAFolderThatIsRemovedWhileNothingIsFoundThere() throws Exception {
    String script = "mkdir gone; cd gone; rmdir ../gone; \"$E\" %s 2>/dev/null";
    assertEquals(VERSION, told(Map.of(), script.formatted("--version")));
    Path there = folder.resolve("x.bin");
    Files.write(there, new byte[1000]);
    String made = "compress --type int8 " + there + " -o y.ebpc";
    assertTrue(told(Map.of(), script.formatted(made)).endsWith("exit code 2\n"));
    assertEquals("", told(Map.of(), script.formatted("compress -q --type int8 " + there)));
  }

  /** Names are bytes: they come back as they were, whatever the locale and whether UTF-8 or not. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "no_SUCH.ISO-8859-1"})
  @EnabledOnOs(OS.LINUX)
  void filesOfAnyNameAreFoundAndNamedAlike(String locale) throws Exception {
    Files.write(folder.resolve("npy"), Samples.npy("|i1", false, "(9000,)", new byte[9000]));
    Files.write(folder.resolve("npz"), Samples.zip(Samples.npzMembers()));
    String script =
        """
        export EBPC_JAVA_OPTIONS=-XX:TieredStopAtLevel=1
        ebpc() { env LC_ALL="$L" "$E" "$@" || echo "failed: $*"; }
        mkdir $'in\377\303\251'; cd $'in\377\303\251'
        for name in $'\303\251' $'\377\351' $'\346\227\245' $'a\nb' @y %41 '$HOME ${x}' '"q"' '*'; do
          cp ../npy "$name.npy"; cp ../npz "$name.npz"
        done
        ebpc compress -q *.np? -o $'o\377\303\251'/
        ebpc decompress -q $'o\377\303\251' -o back
        ebpc test -q $'o\377\303\251'/*
        ebpc stream encode -q *.npy -o s/
        ebpc stream decode -q s/*.json -o words/
        for name in *.npy; do cmp "$name" "back/$name"; cmp "$name" "words/$name"; done
        for name in *.npz; do ls "back/$name" >/dev/null; done
        ls | wc -l; ls back | wc -l; ls words | wc -l
        """;
    // 18 files and 4 folders, 18 files, 9 files; a name in two lines is counted twice.
    assertEquals("24\n20\n10\n", told(Map.of("L", locale), script));
  }

  @Test
  void aTemporaryFolderOfAnyNameHoldsWhatIsExtracted() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("t é'"));
    Files.write(folder.resolve("x.bin"), new byte[1000]);
    String told = told(Map.of("LC_ALL", "C", "TMPDIR", odd.toString()), "\"$E\" doctor");
    assertTrue(told.contains("auto takes"), told);
    boolean built = Files.exists(LAUNCHER.resolveSibling("java/ebpc-native/target/native"));
    assertTrue(!built || !told.contains("cannot be extracted"), told);
    assertEquals(0, count(odd, "ebpc"));
  }

  private static long count(Path folder, String start) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(start)).count();
    }
  }
}
