import { ClientQuotasImage } from '../image/client-quotas-image.ts';
import { ConfigurationsImage } from '../image/configurations-image.ts';
import { FeaturesImage } from '../image/features-image.ts';
import { ProducerIdsImage } from '../image/producer-ids-image.ts';
import type { KraftRecord, TransactionRecord } from './kraft-record.ts';
import { KraftTopics } from './kraft-topics.ts';
import { UnheldMetadata } from './unheld-metadata.ts';

/** A record that changes something by itself. */
type EffectiveRecord = Exclude<KraftRecord, TransactionRecord>;

/** A cluster of Apache Kafka as its metadata describes it. Only `replay` changes it. */
export class KraftImage {
  readonly topics: KraftTopics = new KraftTopics();
  readonly configs: ConfigurationsImage = new ConfigurationsImage();
  readonly clientQuotas: ClientQuotasImage = new ClientQuotasImage();
  readonly features: FeaturesImage = new FeaturesImage();
  readonly producerIds: ProducerIdsImage = new ProducerIdsImage();
  readonly unheld: UnheldMetadata = new UnheldMetadata();
  private readonly registeredBrokers = new Set<number>();
  private readonly registeredControllers = new Set<number>();
  /** The records of a transaction that has not ended, which count for nothing until it does. */
  private pending: EffectiveRecord[] | undefined;

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
    if (entry.type === 'transaction') this.replayTransaction(entry);
    else if (this.pending === undefined) this.apply(entry);
    else this.pending.push(entry);
  }

  private replayTransaction({ mark }: TransactionRecord): void {
    const records = this.pending ?? [];
    this.pending = mark === 'begin' ? [] : undefined;
    if (mark === 'end') for (const record of records) this.apply(record);
  }

  private apply(entry: EffectiveRecord): void {
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
      case 'RegisterBrokerRecord':
        this.registeredBrokers.add(entry.record.brokerId);
        return;
      case 'UnregisterBrokerRecord':
        this.registeredBrokers.delete(entry.record.brokerId);
        return;
      case 'RegisterControllerRecord':
        this.registeredControllers.add(entry.record.controllerId);
        return;
      case 'UnregisterControllerRecord':
        this.registeredControllers.delete(entry.record.controllerId);
        return;
      case 'AccessControlEntryRecord':
        return this.unheld.replayAcl(entry.record.id);
      case 'RemoveAccessControlEntryRecord':
        return this.unheld.replayRemoveAcl(entry.record.id);
      case 'UserScramCredentialRecord':
        return this.unheld.replayScramCredential(entry.record);
      case 'RemoveUserScramCredentialRecord':
        return this.unheld.replayRemoveScramCredential(entry.record);
      case 'ClientQuotaRecord':
        return this.clientQuotas.replayClientQuota(entry.record);
      case 'DelegationTokenRecord':
        return this.unheld.replayDelegationToken(entry.record.tokenId);
      case 'RemoveDelegationTokenRecord':
        return this.unheld.replayRemoveDelegationToken(entry.record.tokenId);
      case 'passing':
    }
  }
}
