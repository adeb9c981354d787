import { ConfigurationsImage } from '../image/configurations-image.ts';
import { FeaturesImage } from '../image/features-image.ts';
import { ProducerIdsImage } from '../image/producer-ids-image.ts';
import type { KraftRecord } from './kraft-record.ts';
import { KraftTopics } from './kraft-topics.ts';
import { UnheldMetadata } from './unheld-metadata.ts';

/** A cluster of Apache Kafka as its metadata describes it. Only `replay` changes it. */
export class KraftImage {
  readonly topics: KraftTopics = new KraftTopics();
  readonly configs: ConfigurationsImage = new ConfigurationsImage();
  readonly features: FeaturesImage = new FeaturesImage();
  readonly producerIds: ProducerIdsImage = new ProducerIdsImage();
  readonly unheld: UnheldMetadata = new UnheldMetadata();
  private readonly registeredBrokers = new Set<number>();
  private readonly registeredControllers = new Set<number>();
  /** The records of a transaction that has not ended, which count for nothing until it does. */
  private pending: KraftRecord[] | undefined;

  /** The ids of the brokers that are registered, fenced ones too. */
  get brokers(): ReadonlySet<number> {
    return this.registeredBrokers;
  }

  /** The ids of the controllers that are registered. */
  get controllers(): ReadonlySet<number> {
    return this.registeredControllers;
  }

  /**
   * Applies the next record. The records of a transaction (KIP-868) are applied at its end. Raises
   * `CORRUPT_MESSAGE` if the record contradicts those before.
   */
  replay(entry: KraftRecord): void {
    switch (entry.type) {
      case 'BeginTransactionRecord':
        this.pending = [];
        break;
      case 'AbortTransactionRecord':
        this.pending = undefined;
        break;
      case 'EndTransactionRecord':
        for (const record of this.pending ?? []) this.apply(record);
        this.pending = undefined;
        break;
      default:
        if (this.pending === undefined) this.apply(entry);
        else this.pending.push(entry);
    }
  }

  private apply(entry: KraftRecord): void {
    switch (entry.type) {
      case 'TopicRecord':
        return this.topics.replayTopic(entry.record);
      case 'PartitionRecord':
        return this.topics.replayPartition(entry.record);
      case 'PartitionChangeRecord':
        return this.topics.replayPartitionChange(entry.record);
      case 'ClearElrRecord':
        return this.topics.replayClearElr(entry.record);
      case 'RemoveTopicRecord':
        return this.configs.replayRemoveTopic(this.topics.replayRemoveTopic(entry.record).name);
      case 'ConfigRecord':
        return this.configs.replayConfig(entry.record);
      case 'FeatureLevelRecord':
        return this.features.replayFeatureLevel(entry.record);
      case 'ProducerIdsRecord':
        return this.producerIds.replayProducerIds(entry.record);
      default:
        this.applyRegistration(entry);
        this.unheld.replay(entry);
    }
  }

  private applyRegistration(entry: KraftRecord): void {
    switch (entry.type) {
      case 'RegisterBrokerRecord':
        this.registeredBrokers.add(entry.record.brokerId);
        break;
      case 'UnregisterBrokerRecord':
        this.registeredBrokers.delete(entry.record.brokerId);
        break;
      case 'RegisterControllerRecord':
        this.registeredControllers.add(entry.record.controllerId);
        break;
      case 'UnregisterControllerRecord':
        this.registeredControllers.delete(entry.record.controllerId);
        break;
      default:
    }
  }
}
