package odradek.assignors;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;

/** A random member of a classic group. */
final class ClientMember {
    private static final int GENERATION_BYTES = 4;
    private static final int LAST_GENERATION = 7;

    final String id;
    final String instanceId;
    private final String rack;
    private final List<String> topics;
    private final List<TopicPartition> owned = new ArrayList<>();
    private final int generation;
    private final short version;
    private final boolean hasHadAssignment;
    private final boolean hasOldUserData;
    private final boolean hasWrongUserData;
    private final byte[] wrongUserData;

    ClientMember(Draw draw, String id, String instanceId, String rack, List<String> topics, boolean isOld) {
        this.id = id;
        this.instanceId = instanceId;
        this.rack = rack;
        this.topics = topics;
        this.generation = draw.chance(0.85) ? LAST_GENERATION : draw.between(-1, LAST_GENERATION, LAST_GENERATION);
        this.version = (short) (isOld ? draw.between(0, 3, 3) : 3);
        this.hasHadAssignment = draw.chance(0.95);
        this.hasOldUserData = draw.chance(0.05);
        this.hasWrongUserData = draw.chance(0.02);
        this.wrongUserData = draw.bytes(draw.between(0, 9, 9));
    }

    /** What it says that it had. */
    void claim(List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (!owned.contains(partition)) {
                owned.add(partition);
            }
        }
    }

    /**
     * Forgets partitions of topics that it does not subscribe to any more, unless its claim is of the last generation.
     * Kafka's sticky assignors may give such a partition to the member, or raise an error.
     */
    void forgetUnsubscribed() {
        boolean isLast = generation == LAST_GENERATION && version == 3 && !hasOldUserData;
        if (!isLast) {
            owned.removeIf(partition -> !topics.contains(partition.topic()));
        }
    }

    /** What it sends in JoinGroup for an assignor. */
    byte[] subscription(ConsumerPartitionAssignor assignor) {
        boolean isCooperative = assignor instanceof CooperativeStickyAssignor;
        Subscription subscription = new Subscription(
            topics, userData(assignor), isCooperative ? owned : List.of(), generation, Optional.ofNullable(rack));
        ByteBuffer buffer = ConsumerProtocol.serializeSubscription(subscription, version);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private ByteBuffer userData(ConsumerPartitionAssignor assignor) {
        boolean isSticky = assignor instanceof StickyAssignor || assignor instanceof CooperativeStickyAssignor;
        if (isSticky && hasWrongUserData) {
            return ByteBuffer.wrap(wrongUserData);
        }
        if (hasHadAssignment) {
            ConsumerGroupMetadata metadata = new ConsumerGroupMetadata("group", generation, id, Optional.empty());
            assignor.onAssignment(new Assignment(owned), metadata);
        }
        ByteBuffer data = assignor.subscriptionUserData(Set.copyOf(topics));
        if (assignor instanceof StickyAssignor && data != null && hasOldUserData) {
            data.limit(data.limit() - GENERATION_BYTES);
        }
        return data;
    }
}
