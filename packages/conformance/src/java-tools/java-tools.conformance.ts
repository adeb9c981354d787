import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { scriptOf } from '../comparison/script.ts';
import { clientQuotaSteps } from './client-quotas.ts';
import { configCommandSteps } from './config-command.ts';
import { REPEATED_WARNINGS } from './repeated-warnings.ts';
import { consoleProducerSteps, getOffsetShellSteps, verifiableProducerSteps } from './records.ts';
import { topicCommandSteps } from './topic-command.ts';

const tools = new KafkaTools();

compareWithKafka({
  tool: "Kafka's Java tools",
  script: scriptOf([
    ...topicCommandSteps(tools),
    ...configCommandSteps(tools),
    ...clientQuotaSteps(tools),
    ...consoleProducerSteps(tools),
    ...verifiableProducerSteps(tools),
    ...getOffsetShellSteps(tools),
  ]),
  masks: [
    REPEATED_WARNINGS,
    { kind: 'id', pattern: /(?<=TopicId: )[\w-]{22}/g, by: '<topic id>' },
    { kind: 'time', pattern: /(?<="timestamp":)\d{13}/g, by: '<time>' },
    { kind: 'time', pattern: /(?<="avg_throughput":)[\d.]+/g, by: '<records/s>' },
  ],
  close: async () => tools[Symbol.asyncDispose](),
});
