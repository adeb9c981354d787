package odradek.assignors;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.TopicPartition;

/** A random classic group, and what the assignors of the client make of it. */
final class ClientGroup {
    private final Draw draw;
    private final ClientTopics topics;
    private final List<ClientMember> members;

    ClientGroup(Draw draw) {
        this.draw = draw;
        this.topics = new ClientTopics(draw);
        this.members = members();
        claimPartitions();
        if (draw.chance(0.95)) {
            members.forEach(ClientMember::forgetUnsubscribed);
        }
    }

    /** The topics, the members with what they send for each assignor, and the answers of the assignors. */
    ObjectNode assigned() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("topics", topics.json());
        ArrayNode list = json.putArray("members");
        for (ClientMember member : members) {
            ObjectNode node = list.addObject().put("id", member.id).put("instance", member.instanceId);
            for (ConsumerPartitionAssignor assignor : assignors()) {
                node.put(assignor.name(), member.subscription(assignor));
            }
        }
        ObjectNode assignments = json.putObject("assignments");
        for (ConsumerPartitionAssignor assignor : assignors()) {
            assignments.set(assignor.name(), answer(assignor));
        }
        return json;
    }

    private static List<ConsumerPartitionAssignor> assignors() {
        return List.of(
            new RangeAssignor(), new RoundRobinAssignor(), new StickyAssignor(), new CooperativeStickyAssignor());
    }

    private List<ClientMember> members() {
        List<String> ids = draw.memberIds();
        List<String> instanceIds = draw.instanceIds(ids.size());
        List<String> racks = draw.racks(ids.size(), topics.racks);
        List<String> known = new ArrayList<>(topics.names);
        if (draw.chance(0.1)) {
            known.add("unknown");
        }
        List<List<String>> subscriptions = draw.subscriptions(ids.size(), known);
        boolean isMixed = draw.chance(0.2);
        List<ClientMember> drawn = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            List<String> subscribed = draw.chance(0.005) ? List.of() : subscriptions.get(index);
            boolean isOld = isMixed && draw.chance(0.5);
            drawn.add(new ClientMember(
                draw, ids.get(index), instanceIds.get(index), racks.get(index), subscribed, isOld));
        }
        return drawn;
    }

    /** Members had what an assignor gave them and others who left or joined later, or anything, or nothing. */
    private void claimPartitions() {
        if (draw.chance(0.15)) {
            return;
        }
        if (draw.chance(0.75)) {
            claimAssigned();
        } else {
            for (TopicPartition partition : draw.some(topics.partitions(), 0.8)) {
                draw.one(members).claim(List.of(partition));
            }
        }
        if (draw.chance(0.25)) {
            for (ClientMember member : draw.some(members, 0.5)) {
                member.claim(draw.some(topics.partitions(), 0.2));
            }
        }
    }

    private void claimAssigned() {
        List<ClientMember> before = draw.some(members, 0.85);
        List<String> left = new ArrayList<>();
        for (int index = draw.between(0, 3, 10); index > 0; index--) {
            left.add("left-" + index);
        }
        ConsumerPartitionAssignor assignor = draw.chance(0.5) ? new RangeAssignor() : new CooperativeStickyAssignor();
        List<List<String>> subscriptions = draw.subscriptions(before.size() + left.size(), topics.names);
        Map<String, Subscription> group = new HashMap<>();
        for (int index = 0; index < subscriptions.size(); index++) {
            boolean isHere = index < before.size();
            String id = isHere ? before.get(index).id : left.get(index - before.size());
            group.put(id, new Subscription(subscriptions.get(index)));
        }
        if (group.isEmpty()) {
            return;
        }
        Map<String, Assignment> assignments =
            assignor.assign(topics.cluster, new GroupSubscription(group)).groupAssignment();
        for (ClientMember member : before) {
            member.claim(assignments.get(member.id).partitions());
        }
    }

    private ObjectNode answer(ConsumerPartitionAssignor assignor) {
        // As in ConsumerCoordinator: a HashMap, filled in the order of JoinGroup.
        Map<String, Subscription> group = new HashMap<>();
        for (ClientMember member : members) {
            ConsumerPartitionAssignor ofMember =
                assignors().stream().filter(other -> other.name().equals(assignor.name())).findFirst().orElseThrow();
            Subscription subscription =
                ConsumerProtocol.deserializeSubscription(ByteBuffer.wrap(member.subscription(ofMember)));
            subscription.setGroupInstanceId(Optional.ofNullable(member.instanceId));
            group.put(member.id, subscription);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            Map<String, Assignment> assignments =
                assignor.assign(topics.cluster, new GroupSubscription(group)).groupAssignment();
            new TreeMap<>(assignments).forEach((id, assignment) -> answer.put(id, bytes(assignment)));
        } catch (RuntimeException e) {
            return JsonNodeFactory.instance.objectNode().put("error", e.toString());
        }
        return answer;
    }

    private static byte[] bytes(Assignment assignment) {
        ByteBuffer buffer = ConsumerProtocol.serializeAssignment(assignment);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
