/** The type of a config, as Kafka's `ConfigDef.Type`. */
export type ConfigType =
  | 'BOOLEAN'
  | 'STRING'
  | 'INT'
  | 'SHORT'
  | 'LONG'
  | 'DOUBLE'
  | 'LIST'
  | 'CLASS'
  | 'PASSWORD';

/** A rule for values that is more than a range or an enumeration. */
export type ConfigFormat =
  | 'gzip-level'
  | 'throttled-replicas'
  | 'quorum-voters'
  | 'host-ports'
  | 'share-offset-reset';

/** One config of brokers, of topics or of groups: its name, what values it takes, and what it does here. */
export interface ConfigDefinition {
  readonly name: string;
  readonly type: ConfigType;
  /** The default as text, or `null`. */
  readonly default: string | null;
  /** The least and the greatest number. */
  readonly min?: number;
  readonly max?: number;
  /** The only texts, or elements of a list, that are valid. */
  readonly oneOf?: readonly string[];
  /** Whether case does not count for `oneOf`. */
  readonly ignoreCase?: boolean;
  readonly format?: ConfigFormat;
  /** Whether a list needs an element, and a string a character. */
  readonly isNonEmpty?: boolean;
  /** Whether the elements of a list may not be empty, and repeated ones are dropped. */
  readonly isDistinct?: boolean;
  /** How much it matters, in Kafka's judgement; the default is `medium`. */
  readonly importance?: 'high' | 'low';
  /** How a broker's config may change while it runs (KIP-226); the default is not at all. */
  readonly update?: 'per-broker' | 'cluster-wide';
  /** Whether DescribeConfigs hides it. */
  readonly isInternal?: boolean;
  /** Whether it is only known as a dynamic config, and not listed unless it is set. */
  readonly isDynamicOnly?: boolean;
  /** Of a topic's or group's config: the configs of brokers that give its default, the first one winning. */
  readonly brokerConfigs?: readonly string[];
  /**
   * What this broker does with it: `applied`, or `refused` if to ignore it would be dangerous. The
   * default is that it is accepted and has no effect yet.
   */
  readonly effect?: 'applied' | 'refused';
  /** What it does, for those that are not merely accepted. */
  readonly documentation?: string;
}

/** The greatest INT and LONG, which mostly stand for "no limit". */
export const INT_MAX = '2147483647';
export const LONG_MAX = '9223372036854775807';
