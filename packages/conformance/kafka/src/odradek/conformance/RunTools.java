package odradek.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Runs Kafka's command line tools one after the other in one process, because to start Java costs
 * more than most of them do. Reads one run a line of standard input, as JSON with {@code tool},
 * {@code args} and {@code input}; answers each with a line that has {@code code}, {@code stdout}
 * and {@code stderr}. Ends when its input ends.
 */
public final class RunTools {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunTools() {}

  public static void main(String[] args) throws IOException {
    BufferedReader runs = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    PrintStream answers = System.out;
    for (String line = runs.readLine(); line != null; line = runs.readLine()) {
      answers.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
      answers.flush();
    }
    Runtime.getRuntime().halt(0);
  }

  private static ObjectNode answer(JsonNode run) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    String[] args = JSON.convertValue(run.get("args"), String[].class);
    byte[] input = run.get("input").asText().getBytes(UTF_8);
    int code = runWithStreams(run.get("tool").asText(), args, input, stdout, stderr);
    return JSON.createObjectNode()
        .put("code", code)
        .put("stdout", stdout.toString(UTF_8))
        .put("stderr", stderr.toString(UTF_8));
  }

  private static int runWithStreams(
      String tool, String[] args, byte[] input, ByteArrayOutputStream stdout, ByteArrayOutputStream stderr) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setIn(new ByteArrayInputStream(input));
    System.setOut(new PrintStream(stdout, true, UTF_8));
    System.setErr(new PrintStream(stderr, true, UTF_8));
    try {
      return new ToolRun().run(tool, args);
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }
}
