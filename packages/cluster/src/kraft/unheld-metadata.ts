import type { Uuid } from '@odradek/base';
import type { RemoveUserScramCredentialRecord } from '@odradek/protocol/messages/cluster-metadata';

/** Metadata of one kind that we have no place for. */
export interface UnheldKind {
  /** What it is, in Kafka's words and the plural, such as `ACLs`. */
  readonly kind: string;
  readonly count: number;
}

/** A credential by what makes it another one. */
type ScramCredential = Pick<RemoveUserScramCredentialRecord, 'name' | 'mechanism'>;

/** Metadata of Kafka that we have no place for, counted by kind. Only `replay…` changes it. */
export class UnheldMetadata {
  private readonly acls = new Set<Uuid>();
  private readonly scramCredentials = new Set<string>();
  private readonly delegationTokens = new Set<string>();

  /** The kinds of which there is any. */
  kinds(): readonly UnheldKind[] {
    return [
      { kind: 'ACLs', count: this.acls.size },
      { kind: 'SCRAM credentials', count: this.scramCredentials.size },
      { kind: 'delegation tokens', count: this.delegationTokens.size },
    ].filter(({ count }) => count > 0);
  }

  replayAcl(id: Uuid): void {
    this.acls.add(id);
  }

  replayRemoveAcl(id: Uuid): void {
    this.acls.delete(id);
  }

  replayScramCredential(credential: ScramCredential): void {
    this.scramCredentials.add(credentialKey(credential));
  }

  replayRemoveScramCredential(credential: ScramCredential): void {
    this.scramCredentials.delete(credentialKey(credential));
  }

  replayDelegationToken(tokenId: string): void {
    this.delegationTokens.add(tokenId);
  }

  replayRemoveDelegationToken(tokenId: string): void {
    this.delegationTokens.delete(tokenId);
  }
}

function credentialKey({ name, mechanism }: ScramCredential): string {
  return `${mechanism} ${name}`;
}
