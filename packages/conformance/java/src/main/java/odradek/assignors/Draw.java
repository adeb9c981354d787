package odradek.assignors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.Uuid;

/** What is drawn for a group, the same for the same seed. */
final class Draw {
    private static final String[] WORDS = {
        "orders", "payments", "clicks", "audit", "stock", "mail", "users", "prices", "log", "trips"
    };

    private final Random random;
    /** Few groups are large: they show little that small ones do not. */
    private final boolean isLarge;

    Draw(Random random) {
        // The first number of neighbouring seeds is nearly the same.
        random.nextInt();
        this.random = random;
        this.isLarge = chance(0.08);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From min to max, or to largeMax in a large group. */
    int between(int min, int max, int largeMax) {
        int most = isLarge ? largeMax : max;
        return min + random.nextInt(most - min + 1);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Each of them with the given probability, in the same order. */
    <T> List<T> some(List<T> choices, double probability) {
        List<T> chosen = new ArrayList<>();
        for (T choice : choices) {
            if (chance(probability)) {
                chosen.add(choice);
            }
        }
        return chosen;
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    Uuid uuid() {
        return new Uuid(random.nextLong(), random.nextLong());
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    List<String> topicNames() {
        List<String> names = new ArrayList<>();
        int count = between(1, 6, 20);
        for (int index = 0; index < count; index++) {
            names.add(WORDS[random.nextInt(WORDS.length)] + "-" + index);
        }
        return names;
    }

    List<String> memberIds() {
        List<String> ids = new ArrayList<>();
        int count = between(1, 8, 40);
        boolean isGivenByClients = chance(0.3);
        for (int index = 0; index < count; index++) {
            ids.add(isGivenByClients ? uuid().toString() : "consumer-" + index + "-" + Long.toHexString(random.nextLong()));
        }
        return shuffled(ids);
    }

    /** How many partitions each of some topics has: often the same for all. */
    List<Integer> partitionCounts(int topics, int min) {
        List<Integer> counts = new ArrayList<>();
        boolean isEqual = chance(0.4);
        int equal = between(1, 12, 40);
        for (int index = 0; index < topics; index++) {
            counts.add(isEqual ? equal : between(min, 12, 40));
        }
        return counts;
    }

    /** group.instance.id for each of some members: for none, all or some of them; null for none. */
    List<String> instanceIds(int members) {
        double probability = chance(0.5) ? 0 : random.nextDouble() * 1.3;
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < members; index++) {
            ids.add(chance(probability) ? "instance-" + (index * 7) % 100 + "-" + index : null);
        }
        return ids;
    }

    /** client.rack for each of some members: for none, all or some of them; null for none. */
    List<String> racks(int members, List<String> racks) {
        double probability = chance(0.3) ? 0 : 0.5 + random.nextDouble();
        List<String> drawn = new ArrayList<>();
        for (int index = 0; index < members; index++) {
            drawn.add(chance(probability) ? one(racks) : null);
        }
        return drawn;
    }

    /** The topics of each of some members: the same for all of them, or not. */
    <T> List<List<T>> subscriptions(int members, List<T> topics) {
        boolean isEqual = chance(0.5);
        List<T> equal = chance(0.7) ? topics : atLeastOne(topics, 0.6);
        List<List<T>> subscriptions = new ArrayList<>();
        for (int index = 0; index < members; index++) {
            subscriptions.add(isEqual ? equal : atLeastOne(topics, 0.6));
        }
        return subscriptions;
    }

    private <T> List<T> atLeastOne(List<T> choices, double probability) {
        List<T> chosen = some(choices, probability);
        return chosen.isEmpty() ? List.of(one(choices)) : chosen;
    }
}
