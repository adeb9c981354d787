import type { Controller } from '@odradek/cluster';
import { ErrorCode, errorOf } from '@odradek/protocol';
import {
  type CreatableTopic,
  defaultCreatableTopic,
} from '@odradek/protocol/messages/19-create-topics';

/** The number of partitions or replicas that is left to the broker's configs. */
const BROKER_DEFAULT = -1;

/**
 * Creates topics that clients ask for by name (Kafka's `AutoTopicCreationManager`): in the
 * background, each once however many clients ask at the same time.
 */
export class AutoTopicCreation {
  private readonly controller: Pick<Controller, 'createTopics'>;
  private readonly report: (message: string) => void;
  private readonly inFlight = new Set<string>();

  /** `report` is told of topics that could not be created: the clients only see that they are not. */
  constructor(controller: Pick<Controller, 'createTopics'>, report: (message: string) => void) {
    this.controller = controller;
    this.report = report;
  }

  /** Begins to create topics with the defaults of the broker. */
  create(names: readonly string[]): void {
    this.createTopics(
      names.map((name) => ({
        ...defaultCreatableTopic,
        name,
        numPartitions: BROKER_DEFAULT,
        replicationFactor: BROKER_DEFAULT,
      })),
    );
  }

  /** Begins to create topics as they are described. */
  createTopics(topics: readonly CreatableTopic[]): void {
    const missing = topics.filter(({ name }) => !this.inFlight.has(name));
    if (missing.length === 0) return;
    for (const { name } of missing) this.inFlight.add(name);
    this.createMissing(missing)
      .catch((error: unknown) => {
        this.report(`Auto-creation of topics failed: ${String(error)}`);
      })
      .finally(() => {
        for (const { name } of missing) this.inFlight.delete(name);
      });
  }

  private async createMissing(missing: readonly CreatableTopic[]): Promise<void> {
    const { topics } = await this.controller.createTopics({
      topics: missing,
      timeoutMs: 0,
      validateOnly: false,
    });
    for (const { name, errorCode, errorMessage } of topics) {
      if (errorCode === ErrorCode.NONE || errorCode === ErrorCode.TOPIC_ALREADY_EXISTS) continue;
      this.report(
        `Topic ${name} was asked for and could not be created: ` +
          (errorMessage ?? errorOf(errorCode).message),
      );
    }
  }
}
