/** The levels of a feature that this broker can run. */
export interface SupportedFeature {
  readonly name: string;
  readonly minVersion: number;
  readonly maxVersion: number;
}

/** The level of a feature that is in force in the whole cluster. */
export interface FinalizedFeature {
  readonly name: string;
  readonly level: number;
}

/** What a broker tells clients about features (KIP-584). */
export interface BrokerFeatures {
  readonly supported: readonly SupportedFeature[];
  readonly finalized: readonly FinalizedFeature[];
  /**
   * The offset of the metadata log at which `finalized` was in force. Clients that have seen a higher
   * one ignore what they are told, and below 0 they ignore it always.
   */
  readonly finalizedEpoch: bigint;
}

/**
 * The features of this broker: those levels whose work is done, no more. A client that is told of
 * `transaction.version` 2 or `group.version` 1 would use what is not there. Levels of
 * `metadata.version` are those of Apache Kafka 4.3, from 3.3-IV3 to 4.3-IV0. They cannot be changed
 * yet, so any epoch will do.
 */
export const BROKER_FEATURES: BrokerFeatures = {
  supported: [{ name: 'metadata.version', minVersion: 7, maxVersion: 30 }],
  finalized: [{ name: 'metadata.version', level: 30 }],
  finalizedEpoch: 0n,
};

const FIRST_VERSION_WITH_FEATURES_FROM_0 = 4;

/**
 * The supported features that a client is told of who asks with this version of ApiVersions. Java's
 * clients before 3.9 fail at a feature that begins at 0, so only version 4 has those (KAFKA-17011).
 */
export function supportedFeaturesFor(
  { supported }: BrokerFeatures,
  apiVersion: number,
): readonly SupportedFeature[] {
  if (apiVersion >= FIRST_VERSION_WITH_FEATURES_FROM_0) return supported;
  return supported.filter(({ minVersion }) => minVersion > 0);
}
