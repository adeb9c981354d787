/** What kind of series a metric is, in the words of Prometheus. */
export type MetricType = 'counter' | 'gauge' | 'summary';

/** One metric under its name, as the documentation lists it. */
export interface MetricFamily {
  /** As Prometheus gets it: small letters, digits and underscores. */
  readonly name: string;
  readonly type: MetricType;
  /** Kafka's JMX name of the same, without labels; `undefined` for what Kafka does not have. */
  readonly mbean: string | undefined;
  /** The labels of its samples, besides `quantile`. */
  readonly labels: readonly string[];
  /** What it says, in one sentence without a full stop. */
  readonly help: string;
}

/** One value of a metric. */
export interface Sample {
  /** What follows the name: `_sum` or `_count` of a summary, else nothing. */
  readonly suffix?: '_sum' | '_count';
  /** The labels as `labelText` makes them; empty without any. */
  readonly labels: string;
  readonly value: number;
}

/** A metric that is read from `Source` when somebody asks. */
export interface Metric<Source> {
  readonly family: MetricFamily;
  readonly samples: (source: Source) => Iterable<Sample>;
}

/** Where a metric stands among Kafka's MBeans: `kafka.server:type=ReplicaManager,name=LeaderCount`. */
export interface MBean {
  /** What follows `kafka.`: `server`, `network`, `log`, `controller`, `coordinator.group`. */
  readonly domain: string;
  readonly type: string;
  readonly name: string;
}

/**
 * The family of one of Kafka's metrics. Its name is made by the rules that the JMX exporter's own
 * example for KRaft and Strimzi share, which dashboards are written for: small letters, `PerSec` is a
 * total, and what ends in `Percent` is a fraction called `_percent`.
 */
export function kafkaFamily(
  mbean: MBean,
  type: MetricType,
  help: string,
  labels: readonly string[] = [],
): MetricFamily {
  const { domain, type: mbeanType, name } = mbean;
  return {
    name: prometheusName(mbean),
    type,
    mbean: `kafka.${domain}:type=${mbeanType},name=${name}`,
    labels,
    help,
  };
}

function prometheusName({ domain, type, name }: MBean): string {
  const prefix = `kafka_${domain}_${type}_`.replaceAll(/[.-]/g, '_').toLowerCase();
  if (name.endsWith('PerSec'))
    return `${prefix}${name.slice(0, -'PerSec'.length)}_total`.toLowerCase();
  if (name.endsWith('Percent')) {
    return `${prefix}${name.slice(0, -'Percent'.length)}_percent`.toLowerCase();
  }
  return `${prefix}${name}`.replaceAll('-', '_').toLowerCase();
}

/** The family of a metric that Kafka does not have. */
export function ownFamily(
  name: string,
  type: MetricType,
  help: string,
  labels: readonly string[] = [],
): MetricFamily {
  return { name, type, mbean: undefined, labels, help };
}

/** A metric with one value and no label. A value that is not known is `undefined`, and left out. */
export function singleMetric<Source>(
  family: MetricFamily,
  read: (source: Source) => number | undefined,
): Metric<Source> {
  return {
    family,
    samples(source) {
      const value = read(source);
      return value === undefined ? [] : [{ labels: '', value }];
    },
  };
}

/** Labels as the text format has them, with what may not stand there as it is escaped. */
export function labelText(labels: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escapeLabel(value: string | number): string {
  return String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
