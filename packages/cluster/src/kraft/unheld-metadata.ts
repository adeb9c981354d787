import type { ClientQuotaRecord } from '@odradek/protocol/messages/cluster-metadata';

import type { KraftRecord } from './kraft-record.ts';

/** Metadata of one kind that we have no place for. */
export interface UnheldKind {
  /** What it is, in Kafka's words and the plural, such as `ACLs`. */
  readonly kind: string;
  readonly count: number;
}

/** Metadata of Kafka that we have no place for, counted by kind. Only `replay` changes it. */
export class UnheldMetadata {
  private readonly acls = new Set<string>();
  private readonly scramCredentials = new Set<string>();
  private readonly quotas = new Set<string>();
  private readonly delegationTokens = new Set<string>();

  /** The kinds of which there is any. */
  kinds(): readonly UnheldKind[] {
    return [
      { kind: 'ACLs', count: this.acls.size },
      { kind: 'SCRAM credentials', count: this.scramCredentials.size },
      { kind: 'client quotas', count: this.quotas.size },
      { kind: 'delegation tokens', count: this.delegationTokens.size },
    ].filter(({ count }) => count > 0);
  }

  replay(entry: KraftRecord): void {
    switch (entry.type) {
      case 'AccessControlEntryRecord':
        this.acls.add(entry.record.id);
        break;
      case 'RemoveAccessControlEntryRecord':
        this.acls.delete(entry.record.id);
        break;
      case 'UserScramCredentialRecord':
        this.scramCredentials.add(`${entry.record.mechanism} ${entry.record.name}`);
        break;
      case 'RemoveUserScramCredentialRecord':
        this.scramCredentials.delete(`${entry.record.mechanism} ${entry.record.name}`);
        break;
      case 'ClientQuotaRecord':
        this.replayQuota(entry.record);
        break;
      case 'DelegationTokenRecord':
        this.delegationTokens.add(entry.record.tokenId);
        break;
      case 'RemoveDelegationTokenRecord':
        this.delegationTokens.delete(entry.record.tokenId);
        break;
      default:
    }
  }

  private replayQuota({ entity, key, remove }: ClientQuotaRecord): void {
    const parts = entity.map(({ entityType, entityName }) => [entityType, entityName]);
    const quota = JSON.stringify([parts, key]);
    if (remove) this.quotas.delete(quota);
    else this.quotas.add(quota);
  }
}
