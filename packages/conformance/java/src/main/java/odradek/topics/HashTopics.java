package odradek.topics;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.common.runtime.CoordinatorMetadataImage;
import org.apache.kafka.coordinator.group.Utils;

/**
 * Prints the hashes that Kafka's group coordinator makes of random topics, and of the groups that subscribe to them, a
 * JSON line for each group. From the seed in the first argument on, as many as the second one says.
 */
public final class HashTopics {
    private static final String[] WORDS = {"orders", "a", "-", "_", ".", "payments", "7", "clicks"};
    private static final String[] RACKS = {"a", "rack-1", "rack-2", "eu-west-1a", "\u00e9tage", "z\ud83d\ude00"};

    private record Topic(String name, Uuid id, int partitionCount, List<List<String>> racks)
        implements CoordinatorMetadataImage.TopicMetadata {
        @Override
        public List<String> partitionRacks(int partition) {
            return new ArrayList<>(racks.get(partition));
        }
    }

    private HashTopics() { }

    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (Writer output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
            for (int index = 0; index < count; index++) {
                Random random = new Random(seed + index);
                // The first number of neighbouring seeds is nearly the same.
                random.nextInt();
                output.append(hashed(random).toString()).append('\n');
            }
        }
    }

    private static ObjectNode hashed(Random random) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        ArrayNode topics = line.putArray("topics");
        Map<String, Long> hashes = new HashMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            Topic topic = topic(random);
            long hash = Utils.computeTopicHash(topic.name(), imageOf(topic));
            ObjectNode written = topics.addObject()
                .put("name", topic.name())
                .put("topicId", topic.id().toString())
                .put("hash", Long.toString(hash));
            ArrayNode partitions = written.putArray("racks");
            for (List<String> racks : topic.racks()) {
                ArrayNode names = partitions.addArray();
                racks.forEach(names::add);
            }
            hashes.put(topic.name(), hash);
        }
        return line.put("hash", Long.toString(Utils.computeGroupHash(hashes)));
    }

    /** Most are small; some are larger than what the hash takes at a time. */
    private static Topic topic(Random random) {
        StringBuilder name = new StringBuilder();
        for (int left = 1 + random.nextInt(6); left > 0; left--) name.append(WORDS[random.nextInt(WORDS.length)]);
        int count = random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(8);
        boolean hasRacks = random.nextInt(3) > 0;
        List<List<String>> racks = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            List<String> ofPartition = new ArrayList<>();
            for (int left = hasRacks ? random.nextInt(4) : 0; left > 0; left--) {
                ofPartition.add(RACKS[random.nextInt(RACKS.length)]);
            }
            racks.add(ofPartition);
        }
        return new Topic(name.toString(), new Uuid(random.nextLong(), random.nextLong()), count, racks);
    }

    private static CoordinatorMetadataImage imageOf(Topic topic) {
        Class<?>[] interfaces = {CoordinatorMetadataImage.class};
        return (CoordinatorMetadataImage) Proxy.newProxyInstance(
            HashTopics.class.getClassLoader(), interfaces, (proxy, method, arguments) -> {
                if (method.getName().equals("topicMetadata")) return Optional.of(topic);
                throw new UnsupportedOperationException(method.getName());
            });
    }
}
