import { KafkaError } from '@odradek/base';

import type { InEnvironment } from '../client-options.ts';
import type {
  AdminOptions,
  AlteredConfigs,
  CallOptions,
  ChangeOptions,
  ClusterDescription,
  ConfigDescription,
  ConfigsToAlter,
  ConfigsToDescribe,
  DeletedRecords,
  ListedOffset,
  NewPartitions,
  NewTopic,
  OffsetToList,
  RecordsToDelete,
  TopicDescription,
  TopicListing,
  TopicResult,
} from './admin-options.ts';

export class Admin implements AsyncDisposable {
  readonly options: InEnvironment<AdminOptions>;

  constructor(options: InEnvironment<AdminOptions>) {
    this.options = options;
  }

  createTopics(
    _topics: readonly NewTopic[],
    _options: ChangeOptions = {},
  ): Promise<readonly TopicResult[]> {
    return notBuilt();
  }

  deleteTopics(
    _names: readonly string[],
    _options: CallOptions = {},
  ): Promise<readonly TopicResult[]> {
    return notBuilt();
  }

  listTopics(
    _options: CallOptions & { readonly includeInternal?: boolean } = {},
  ): Promise<readonly TopicListing[]> {
    return notBuilt();
  }

  describeTopics(
    _names: readonly string[],
    _options: CallOptions = {},
  ): Promise<readonly TopicDescription[]> {
    return notBuilt();
  }

  createPartitions(
    _topics: readonly NewPartitions[],
    _options: ChangeOptions = {},
  ): Promise<readonly TopicResult[]> {
    return notBuilt();
  }

  deleteRecords(
    _partitions: readonly RecordsToDelete[],
    _options: CallOptions = {},
  ): Promise<readonly DeletedRecords[]> {
    return notBuilt();
  }

  listOffsets(
    _partitions: readonly OffsetToList[],
    _options: CallOptions & {
      readonly isolationLevel?: 'read_committed' | 'read_uncommitted';
    } = {},
  ): Promise<readonly ListedOffset[]> {
    return notBuilt();
  }

  describeConfigs(
    _resources: readonly ConfigsToDescribe[],
    _options: CallOptions = {},
  ): Promise<readonly ConfigDescription[]> {
    return notBuilt();
  }

  incrementalAlterConfigs(
    _resources: readonly ConfigsToAlter[],
    _options: ChangeOptions = {},
  ): Promise<readonly AlteredConfigs[]> {
    return notBuilt();
  }

  describeCluster(_options: CallOptions = {}): Promise<ClusterDescription> {
    return notBuilt();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function notBuilt(): Promise<never> {
  return Promise.reject(new KafkaError('ODRADEK_NOT_BUILT', 'admin'));
}
