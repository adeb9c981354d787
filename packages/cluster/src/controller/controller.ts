import { assert, KafkaError, type Offset, type Uuid } from '@odradek/base';
import type {
  CreateTopicsRequest,
  CreateTopicsResponse,
} from '@odradek/protocol/messages/19-create-topics';
import type {
  CreatePartitionsRequest,
  CreatePartitionsResponse,
} from '@odradek/protocol/messages/37-create-partitions';
import type {
  AlterConfigsRequest,
  AlterConfigsResponse,
} from '@odradek/protocol/messages/33-alter-configs';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '@odradek/protocol/messages/44-incremental-alter-configs';
import type {
  AlterClientQuotasRequest,
  AlterClientQuotasResponse,
} from '@odradek/protocol/messages/49-alter-client-quotas';
import type { DeleteTopicState } from '@odradek/protocol/messages/20-delete-topics';

import type { BrokerConfigSources } from '../config/broker-config-sources.ts';
import { MetadataChanges, type MetadataDelta } from '../image/metadata-delta.ts';
import type { MetadataImage } from '../image/metadata-image.ts';
import type { MetadataLog } from '../metadata-log/metadata-log.ts';
import type { MetadataRecord } from '../metadata-record/metadata-record.ts';
import { bootstrapRecords } from './bootstrap-records.ts';
import { planAlterClientQuotas } from './client-quotas/alter-client-quotas.ts';
import { planIncrementalAlterConfigs } from './configs/alter-configs.ts';
import { replacingConfigs } from './configs/replace-configs.ts';
import {
  planAllocateProducerIds,
  type ProducerIdsBlock,
} from './producer-ids/allocate-producer-ids.ts';
import { type DirectoryAssignment, planAssignDirectories } from './topics/assign-directories.ts';
import { planCreatePartitions } from './topics/create-partitions.ts';
import { type CreateTopicsContext, planCreateTopics } from './topics/create-topics.ts';
import { type DeleteTopicResult, planDeleteTopics } from './topics/delete-topics.ts';
import type { PartitionChangeQuota } from './topics/partition-change-quota.ts';

/** What a controller is made of. */
export interface ControllerOptions {
  readonly log: MetadataLog;
  readonly image: MetadataImage;
  readonly controllerEpoch: number;
  readonly brokerIds: readonly number[];
  readonly numPartitions: number;
  readonly defaultReplicationFactor: number;
  /** The id of the broker whose controller this is, and what the operator gave it at its start. */
  readonly nodeId: number;
  readonly staticConfigs: ReadonlyMap<string, string>;
  readonly newTopicId: () => Uuid;
  /**
   * Chooses the log directories of new replicas of a broker, for one operation: each choice counts for
   * the next one.
   */
  readonly chooseDirectories: () => (brokerId: number) => Uuid;
  /** Called with what each operation changed in the image; the answer waits for it. */
  readonly publish: (delta: MetadataDelta) => Promise<void>;
  /** Called once when the log cannot be written any more: then every operation fails. */
  readonly onLogFailure?: (error: KafkaError) => void;
}

/** What an operation decided: records for the log, and the answer once they are in it. */
export interface ControllerResult<Response> {
  readonly records: readonly MetadataRecord[];
  readonly response: Response;
}

/**
 * The one that changes cluster metadata. Operations run one after the other: each reads the image
 * and returns records and a response; the records are appended, replayed and published, then the
 * response is given. Nothing but `replay` changes the image.
 */
export class Controller {
  private readonly options: ControllerOptions;
  private endOffset: Offset = 0;
  private isClosing = false;
  private hasFailed = false;
  /** Resolves when the operation before has ended; failures stay with their own caller. */
  private previous: Promise<void> = Promise.resolve();

  constructor(options: ControllerOptions) {
    this.options = options;
  }

  /**
   * Replays the log, and begins it if it is empty. Answers what the records of the log did all in
   * all. Must end before the first operation begins.
   */
  async load(): Promise<MetadataDelta> {
    const { image, log, staticConfigs } = this.options;
    const changes = new MetadataChanges();
    await log.readAll(({ baseOffset, records }) => {
      assert(baseOffset === this.endOffset, 'the metadata log has no gaps');
      image.replayInto(changes, records);
      this.endOffset += records.length;
    });
    if (this.endOffset === 0) await this.append(bootstrapRecords(staticConfigs));
    return changes.delta();
  }

  /**
   * Creates topics, or only checks whether they could be created. Errors are per topic. `quota` is
   * that of the client, here as below.
   */
  createTopics(
    request: CreateTopicsRequest,
    quota?: PartitionChangeQuota,
  ): Promise<CreateTopicsResponse> {
    return this.run(() => {
      const plan = planCreateTopics(request, this.createTopicsContext(quota));
      return { records: plan.records, response: { throttleTimeMs: 0, topics: plan.results } };
    });
  }

  /** Deletes topics; their partitions are gone when it is answered. Errors are per topic. */
  deleteTopics(
    topics: readonly DeleteTopicState[],
    quota?: PartitionChangeQuota,
  ): Promise<readonly DeleteTopicResult[]> {
    return this.run(() => {
      const { records, results } = planDeleteTopics(topics, this.options.image.topics, quota);
      return { records, response: results };
    });
  }

  /** Adds partitions to topics, or only checks whether they could be. Errors are per topic. */
  createPartitions(
    request: CreatePartitionsRequest,
    quota?: PartitionChangeQuota,
  ): Promise<CreatePartitionsResponse> {
    return this.run(() => {
      const { image, brokerIds, chooseDirectories } = this.options;
      const { topics } = image;
      const directoryId = chooseDirectories();
      const context = { topics, brokerIds, directoryId, ...(quota && { quota }) };
      const { records, results } = planCreatePartitions(request, context);
      return { records, response: { throttleTimeMs: 0, results } };
    });
  }

  /** Changes configs of topics, brokers and groups, or only checks whether it could. Errors are per resource. */
  incrementalAlterConfigs(
    request: IncrementalAlterConfigsRequest,
  ): Promise<IncrementalAlterConfigsResponse> {
    return this.run(() => this.planAlterConfigs(request));
  }

  /** Replaces the configs of topics, brokers and groups, or only checks whether it could. */
  alterConfigs(request: AlterConfigsRequest): Promise<AlterConfigsResponse> {
    return this.run(() =>
      this.planAlterConfigs(replacingConfigs(request, this.options.image.configs)),
    );
  }

  private planAlterConfigs(
    request: IncrementalAlterConfigsRequest,
  ): ControllerResult<IncrementalAlterConfigsResponse> {
    const { topics } = this.options.image;
    const { configSources } = this;
    const { records, responses } = planIncrementalAlterConfigs(request, { topics, configSources });
    return { records, response: { throttleTimeMs: 0, responses } };
  }

  /**
   * Sets and removes quotas of users, client ids and addresses, or only checks whether it could.
   * Errors are per entity.
   */
  alterClientQuotas(request: AlterClientQuotasRequest): Promise<AlterClientQuotasResponse> {
    return this.run(() => {
      const { records, entries } = planAlterClientQuotas(request, this.options.image.clientQuotas);
      return { records, response: { throttleTimeMs: 0, entries } };
    });
  }

  /** Notes in which of its log directories a broker has replicas. */
  assignDirectories(brokerId: number, assignments: readonly DirectoryAssignment[]): Promise<void> {
    return this.run(() => {
      const records = planAssignDirectories(brokerId, assignments, this.options.image.topics);
      return { records, response: undefined };
    });
  }

  /** Gives a broker producer ids that no one has had before. */
  allocateProducerIds(brokerId: number): Promise<ProducerIdsBlock> {
    return this.run(() => {
      const plan = planAllocateProducerIds(brokerId, this.options.image.producerIds);
      return { records: plan.records, response: plan.block };
    });
  }

  private get configSources(): BrokerConfigSources {
    const { nodeId, staticConfigs, image } = this.options;
    return { nodeId, staticConfigs, configs: image.configs };
  }

  private createTopicsContext(quota?: PartitionChangeQuota): CreateTopicsContext {
    const { image, brokerIds, numPartitions, defaultReplicationFactor } = this.options;
    const { newTopicId, chooseDirectories } = this.options;
    return {
      topics: image.topics,
      brokerIds,
      numPartitions,
      defaultReplicationFactor,
      newTopicId,
      directoryId: chooseDirectories(),
      configSources: this.configSources,
      ...(quota && { quota }),
    };
  }

  /** Runs an operation after those before it. */
  private run<Response>(operation: () => ControllerResult<Response>): Promise<Response> {
    const result = this.previous.then(() => this.perform(operation));
    this.previous = result.then(ignore, ignore);
    return result;
  }

  private async perform<Response>(operation: () => ControllerResult<Response>): Promise<Response> {
    const { records, response } = operation();
    if (records.length === 0) return response;
    await this.options.publish(await this.append(records));
    return response;
  }

  private async append(records: readonly MetadataRecord[]): Promise<MetadataDelta> {
    const { controllerEpoch, log } = this.options;
    const expectedEndOffset = this.endOffset;
    try {
      await log.append({ controllerEpoch, expectedEndOffset, records });
    } catch (error) {
      this.tellFailure(error);
      throw error;
    }
    this.endOffset += records.length;
    return this.options.image.replay(records);
  }

  /** A controller that was deposed, or is closed, is no failure of the log, nor is what passes. */
  private tellFailure(error: unknown): void {
    if (this.isClosing || this.hasFailed) return;
    if (!(error instanceof KafkaError) || error.code !== 'KAFKA_STORAGE_ERROR') return;
    if (this.options.log.error === undefined) return;
    this.hasFailed = true;
    this.options.onLogFailure?.(error);
  }

  /** Waits for the operations under way and closes the log. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.previous;
    await this.options.log.close();
  }
}

/** The caller of an operation gets its outcome; the next operation only needs to know that it ended. */
function ignore(): void {}
