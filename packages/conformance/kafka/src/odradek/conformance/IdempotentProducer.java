package odradek.conformance;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Produces idempotently to the partitions of a topic until its standard input ends. Arguments: the
 * address of a broker, a topic, its number of partitions. The values of a partition count from 0.
 * Prints {@code ack PARTITION VALUE OFFSET} for each record that was acknowledged, {@code failed
 * PARTITION VALUE REASON} for each that was not, and at last {@code sent PARTITION COUNT}.
 */
public final class IdempotentProducer {
  private static final int RECORDS_PER_TURN = 50;
  private static final int TURN_MS = 10;

  private IdempotentProducer() {}

  public static void main(String[] args) throws Exception {
    String topic = args[1];
    int partitions = Integer.parseInt(args[2]);
    Thread inputEnds = untilEndOfInput();
    long sent = 0;
    try (Producer<String, String> producer = new KafkaProducer<>(config(args[0]))) {
      while (inputEnds.isAlive()) {
        for (int record = 0; record < RECORDS_PER_TURN; record++, sent++) {
          for (int partition = 0; partition < partitions; partition++) {
            send(producer, topic, partition, Long.toString(sent));
          }
        }
        Thread.sleep(TURN_MS);
      }
      producer.flush();
    }
    for (int partition = 0; partition < partitions; partition++) {
      System.out.println("sent " + partition + " " + sent);
    }
  }

  private static Map<String, Object> config(String bootstrapServer) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
        ProducerConfig.BATCH_SIZE_CONFIG, 500,
        ProducerConfig.LINGER_MS_CONFIG, 2,
        ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20,
        ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20,
        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000);
  }

  private static Thread untilEndOfInput() {
    Thread waiting = new Thread(IdempotentProducer::waitForEndOfInput, "end-of-input");
    waiting.setDaemon(true);
    waiting.start();
    return waiting;
  }

  private static void waitForEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException closed) {
      System.err.println("Standard input: " + closed.getMessage());
    }
  }

  private static void send(Producer<String, String> producer, String topic, int partition, String value) {
    producer.send(
        new ProducerRecord<>(topic, partition, null, value),
        (metadata, error) -> report(partition, value, metadata, error));
  }

  private static void report(int partition, String value, RecordMetadata metadata, Exception error) {
    String what = partition + " " + value;
    System.out.println(error == null ? "ack " + what + " " + metadata.offset() : "failed " + what + " " + error);
  }
}
