package odradek.assignors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.GroupSpec;
import org.apache.kafka.coordinator.group.api.assignor.MemberAssignment;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;
import org.apache.kafka.coordinator.group.api.assignor.SubscriptionType;
import org.apache.kafka.coordinator.group.assignor.RangeAssignor;
import org.apache.kafka.coordinator.group.assignor.UniformAssignor;
import org.apache.kafka.coordinator.group.modern.Assignment;
import org.apache.kafka.coordinator.group.modern.GroupSpecImpl;
import org.apache.kafka.coordinator.group.modern.MemberSubscriptionAndAssignmentImpl;

/** A random consumer group, and what the assignors of the broker make of it. */
final class ServerGroup implements SubscribedTopicDescriber {
    private final Draw draw;
    private final Map<Uuid, Integer> topics = new LinkedHashMap<>();
    private final Map<String, MemberSubscriptionAndAssignmentImpl> members = new LinkedHashMap<>();

    ServerGroup(Draw draw) {
        this.draw = draw;
        int topicCount = draw.topicNames().size();
        for (int count : draw.partitionCounts(topicCount, 0)) {
            topics.put(draw.uuid(), count);
        }
        List<String> ids = draw.memberIds();
        List<String> instanceIds = draw.instanceIds(ids.size());
        List<List<Uuid>> subscriptions = draw.subscriptions(ids.size(), List.copyOf(topics.keySet()));
        Map<String, Map<Uuid, Set<Integer>>> before = assignedBefore(ids);
        for (int index = 0; index < ids.size(); index++) {
            String id = ids.get(index);
            members.put(id, member(
                instanceIds.get(index),
                draw.chance(0.005) ? List.of() : subscriptions.get(index),
                before.getOrDefault(id, Map.of())));
        }
    }

    @Override
    public int numPartitions(Uuid topicId) {
        return topics.getOrDefault(topicId, -1);
    }

    @Override
    public Set<String> racksForPartition(Uuid topicId, int partition) {
        return Set.of();
    }

    /** The topics, the members, and the answers of the assignors. */
    ObjectNode assigned() {
        GroupSpec spec = spec(members);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", spec.subscriptionType().name().toLowerCase());
        ObjectNode topicCounts = json.putObject("topics");
        topics.forEach((topicId, count) -> topicCounts.put(topicId.toString(), count));
        ObjectNode list = json.putObject("members");
        members.forEach((id, member) -> {
            ObjectNode node = list.putObject(id).put("instance", member.instanceId().orElse(null));
            ArrayNode subscribed = node.putArray("topics");
            member.subscribedTopicIds().forEach(topicId -> subscribed.add(topicId.toString()));
            node.set("assigned", partitions(member.partitions()));
        });
        ObjectNode assignments = json.putObject("assignments");
        for (ConsumerGroupPartitionAssignor assignor : List.of(new RangeAssignor(), new UniformAssignor())) {
            assignments.set(assignor.name(), answer(assignor, spec));
        }
        return json;
    }

    /** What an assignor gave the members and others who left or joined later, or anything, or nothing. */
    private Map<String, Map<Uuid, Set<Integer>>> assignedBefore(List<String> ids) {
        Map<String, Map<Uuid, Set<Integer>>> assigned = new HashMap<>();
        if (draw.chance(0.15)) {
            return assigned;
        }
        List<String> before = new ArrayList<>(draw.some(ids, 0.85));
        for (int index = draw.between(0, 3, 10); index > 0; index--) {
            before.add("left-" + index);
        }
        if (before.isEmpty()) {
            return assigned;
        }
        if (draw.chance(0.3)) {
            topics.forEach((topicId, count) -> {
                for (int partition = 0; partition < count; partition++) {
                    assigned.computeIfAbsent(draw.one(before), id -> new HashMap<>())
                        .computeIfAbsent(topicId, id -> new HashSet<>()).add(partition);
                }
            });
            return assigned;
        }
        List<List<Uuid>> subscriptions = draw.subscriptions(before.size(), List.copyOf(topics.keySet()));
        Map<String, MemberSubscriptionAndAssignmentImpl> group = new LinkedHashMap<>();
        for (int index = 0; index < before.size(); index++) {
            group.put(before.get(index), member(null, subscriptions.get(index), Map.of()));
        }
        ConsumerGroupPartitionAssignor assignor = draw.chance(0.3) ? new RangeAssignor() : new UniformAssignor();
        assignor.assign(spec(group), this).members()
            .forEach((id, assignment) -> assigned.put(id, new HashMap<>(assignment.partitions())));
        return assigned;
    }

    private static MemberSubscriptionAndAssignmentImpl member(
        String instanceId, List<Uuid> subscribed, Map<Uuid, Set<Integer>> assigned
    ) {
        return new MemberSubscriptionAndAssignmentImpl(
            Optional.empty(), Optional.ofNullable(instanceId), new TreeSet<>(subscribed), new Assignment(assigned));
    }

    private static GroupSpec spec(Map<String, MemberSubscriptionAndAssignmentImpl> members) {
        Set<Set<Uuid>> subscriptions = new HashSet<>();
        Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
        // As in TargetAssignmentBuilder: a HashMap.
        Map<String, MemberSubscriptionAndAssignmentImpl> group = new HashMap<>();
        members.forEach((id, member) -> {
            group.put(id, member);
            subscriptions.add(member.subscribedTopicIds());
            member.partitions().forEach((topicId, partitions) -> {
                Map<Integer, String> ofTopic = owners.computeIfAbsent(topicId, key -> new HashMap<>());
                partitions.forEach(partition -> ofTopic.put(partition, id));
            });
        });
        return new GroupSpecImpl(
            group,
            subscriptions.size() == 1 ? SubscriptionType.HOMOGENEOUS : SubscriptionType.HETEROGENEOUS,
            owners);
    }

    private ObjectNode answer(ConsumerGroupPartitionAssignor assignor, GroupSpec spec) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Map<String, MemberAssignment> assignments = assignor.assign(spec, this).members();
        new TreeMap<>(assignments).forEach((id, assignment) -> answer.set(id, partitions(assignment.partitions())));
        return answer;
    }

    private static ObjectNode partitions(Map<Uuid, Set<Integer>> assignment) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        assignment.forEach((topicId, partitions) -> {
            ArrayNode list = json.putArray(topicId.toString());
            new TreeSet<>(partitions).forEach(list::add);
        });
        return json;
    }
}
