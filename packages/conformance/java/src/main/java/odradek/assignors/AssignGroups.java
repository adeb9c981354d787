package odradek.assignors;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Prints what Kafka's assignors make of random groups, a JSON line for each: those of the client or of the server,
 * whose name is the first argument; from the seed in the second one on; as many groups as the third one says.
 */
public final class AssignGroups {
    private AssignGroups() { }

    public static void main(String[] arguments) throws IOException {
        boolean isServer = arguments[0].equals("server");
        long seed = Long.parseLong(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        try (Writer output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            for (int index = 0; index < count; index++) {
                Draw draw = new Draw(new Random(seed + index));
                JsonNode line = isServer ? new ServerGroup(draw).assigned() : new ClientGroup(draw).assigned();
                output.append(line.toString()).append('\n');
            }
        }
    }
}
