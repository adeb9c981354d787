import { type ClientQuotaEntity, ClientQuotaEntityType, entityNameOf } from '@odradek/cluster';

/** Who sends a request, as quotas know clients. */
export interface QuotaClient {
  /** The name of its principal. */
  readonly user: string;
  /** Empty if it gives none, which is no client id that could have a quota. */
  readonly clientId: string;
}

/** The quota that a client has. */
export interface QuotaLimit {
  readonly quota: number;
  /** Equal for all clients that share it. */
  readonly sharedBy: string;
}

/** A name, `null` for the default entity, or `undefined` if the type does not count. */
type Name = string | null | undefined;

/**
 * One quota of users and client ids, such as `producer_byte_rate`: which one counts for a client
 * (KIP-55, Kafka's `DefaultQuotaCallback`).
 */
export class QuotaLimits {
  private readonly byUser = new Map<Name, Map<Name, number>>();

  /** Whether no entity has this quota. */
  get isEmpty(): boolean {
    return this.byUser.size === 0;
  }

  /** Sets the quota of an entity, or removes it if it is `undefined`. */
  update(entity: ClientQuotaEntity, quota: number | undefined): void {
    const user = entityNameOf(entity, ClientQuotaEntityType.USER);
    const clientId = entityNameOf(entity, ClientQuotaEntityType.CLIENT_ID);
    const ofUser = this.byUser.get(user) ?? new Map<Name, number>();
    if (quota === undefined) ofUser.delete(clientId);
    else ofUser.set(clientId, quota);
    if (ofUser.size === 0) this.byUser.delete(user);
    else this.byUser.set(user, ofUser);
  }

  /**
   * The quota that counts for a client, if it has one. In this order: of the user with the client id, of
   * the user with any client id, of the user; the same of any user; of the client id, of any client id.
   * One of a user alone is shared by all its client ids, one of a client id by all users; of all others
   * each user with each client id has as much as the quota says. One that is infinite is none.
   */
  find({ user, clientId }: QuotaClient): QuotaLimit | undefined {
    const limit =
      this.ofUser(user, user, clientId) ??
      this.ofUser(null, user, clientId) ??
      this.ofClientId(clientId);
    return limit?.quota === Infinity ? undefined : limit;
  }

  private ofUser(name: string | null, user: string, clientId: string): QuotaLimit | undefined {
    const quotas = this.byUser.get(name);
    if (quotas === undefined) return undefined;
    const ofBoth = clientId === '' ? undefined : (quotas.get(clientId) ?? quotas.get(null));
    if (ofBoth !== undefined) return { quota: ofBoth, sharedBy: sharedBy(user, clientId) };
    const quota = quotas.get(undefined);
    return quota === undefined ? undefined : { quota, sharedBy: sharedBy(user, '') };
  }

  private ofClientId(clientId: string): QuotaLimit | undefined {
    const quotas = this.byUser.get(undefined);
    if (quotas === undefined || clientId === '') return undefined;
    const quota = quotas.get(clientId) ?? quotas.get(null);
    return quota === undefined ? undefined : { quota, sharedBy: sharedBy('', clientId) };
  }
}

/** The length keeps user and client id apart, whatever is in them. */
function sharedBy(user: string, clientId: string): string {
  return `${user.length}:${user}:${clientId}`;
}
