package odradek.conformance;

import java.io.IOException;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * One node of Apache Kafka, formatted and started in one process. It ends in order on SIGTERM, and
 * at once when its standard input ends, so that it never outlives the program that started it.
 */
public final class StartKafka {
  private StartKafka() {}

  public static void main(String[] args) {
    String serverProperties = args[0];
    String clusterId = args[1];
    haltWhenInputEnds();
    int code =
        StorageTool.execute(
            new String[] {
              "format", "--standalone", "--ignore-formatted",
              "--cluster-id", clusterId, "--config", serverProperties
            },
            System.out);
    if (code != 0) System.exit(code);
    Kafka.main(new String[] {serverProperties});
  }

  private static void haltWhenInputEnds() {
    Thread watcher = new Thread(StartKafka::waitForEndOfInput, "end-of-input");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void waitForEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException closed) {
      System.err.println("Standard input: " + closed.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }
}
