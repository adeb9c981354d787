package odradek.assignors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Random topics on brokers in racks, as a client knows them. */
final class ClientTopics {
    final List<String> names;
    final List<String> racks = new ArrayList<>();
    final Cluster cluster;

    ClientTopics(Draw draw) {
        names = draw.topicNames();
        List<Node> brokers = brokers(draw);
        List<Integer> counts = draw.partitionCounts(names.size(), 1);
        int replicationFactor = draw.between(1, 3, 3);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int topic = 0; topic < names.size(); topic++) {
            for (int partition = 0; partition < counts.get(topic); partition++) {
                List<Node> replicas = draw.shuffled(brokers).subList(0, Math.min(replicationFactor, brokers.size()));
                Node[] nodes = replicas.toArray(new Node[0]);
                partitions.add(new PartitionInfo(names.get(topic), partition, nodes[0], nodes, nodes));
            }
        }
        cluster = new Cluster("assignors", brokers, partitions, Set.of(), Set.of());
    }

    List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String name : names) {
            for (int partition = 0; partition < cluster.partitionCountForTopic(name); partition++) {
                partitions.add(new TopicPartition(name, partition));
            }
        }
        return partitions;
    }

    /** The racks of the replicas of each partition of each topic. */
    ObjectNode json() {
        ObjectNode topics = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            ArrayNode partitions = topics.putArray(name);
            for (int partition = 0; partition < cluster.partitionCountForTopic(name); partition++) {
                ArrayNode racksOfPartition = partitions.addArray();
                for (Node node : cluster.partition(new TopicPartition(name, partition)).replicas()) {
                    if (node.rack() != null) {
                        racksOfPartition.add(node.rack());
                    }
                }
            }
        }
        return topics;
    }

    private List<Node> brokers(Draw draw) {
        int rackCount = draw.between(1, 4, 6);
        for (int rack = 0; rack < rackCount; rack++) {
            racks.add("rack-" + rack);
        }
        double withRack = draw.chance(0.3) ? 0 : draw.chance(0.8) ? 1 : 0.7;
        int brokerCount = draw.between(1, 6, 9);
        List<Node> brokers = new ArrayList<>();
        for (int id = 0; id < brokerCount; id++) {
            brokers.add(new Node(id, "localhost", 9092 + id, draw.chance(withRack) ? draw.one(racks) : null));
        }
        return brokers;
    }
}
