import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { javaSteps } from '../java-tools/java-step.ts';

/** Columns of ConsumerPerformance that are no times: megabytes and records that were consumed. */
const CONSUMED_COLUMNS = [2, 4];

/** ConsumerPerformance reads a topic in a group; what it says of times is left out. */
export function consumerPerformanceSteps(tools: KafkaTools): Step[] {
  const consume = javaSteps(tools, 'org.apache.kafka.tools.ConsumerPerformance');
  const step = consume(
    'reads a topic in a group',
    '--topic orders --group measured --messages 12 --timeout 30000 --hide-header',
  );
  return [
    {
      ...step,
      async run(bootstrapServer) {
        const outcome = await step.run(bootstrapServer);
        return { ...outcome, stdout: consumedOf(outcome.stdout) };
      },
    },
  ];
}

function consumedOf(stdout: string): string {
  const columns = stdout.trim().split(', ');
  return CONSUMED_COLUMNS.map((index) => columns[index]).join(' MB, ');
}
