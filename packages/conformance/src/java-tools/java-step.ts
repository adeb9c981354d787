import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';

/** Makes steps that run one of Kafka's tools; `--bootstrap-server` is added to their options. */
export type JavaSteps = (name: string, options: string, input?: string) => Step;

/** Steps of a tool, in the Java process of `tools`. Options are words with single blanks between. */
export function javaSteps(tools: KafkaTools, toolClass: string): JavaSteps {
  const tool = toolClass.slice(toolClass.lastIndexOf('.') + 1);
  return (name, options, input = '') => ({
    name: `${tool} ${name}`,
    changes: /--(?:create|alter|delete)\b/.test(options),
    run: (bootstrapServer) =>
      tools.run(toolClass, ['--bootstrap-server', bootstrapServer, ...options.split(' ')], input),
  });
}
