/** What a config of consumer groups has to lie between. */
const INTERVALS = [
  'heartbeat.interval.ms',
  'session.timeout.ms',
  'assignment.interval.ms',
] as const;

/**
 * Why these configs of groups cannot be together, one line each (Kafka's `GroupCoordinatorConfig`).
 * Each of them is valid on its own; `valueOf` answers its text, also that of its default.
 */
export function refuseGroupConfigs(
  valueOf: (name: string) => string | undefined,
): readonly string[] {
  const errors: string[] = [];
  const protocols = valueOf('group.coordinator.rebalance.protocols') ?? '';
  if (!protocols.split(',').some((protocol) => protocol.trim() === 'classic')) {
    errors.push(
      `group.coordinator.rebalance.protocols is ${protocols}: Disabling the 'classic' protocol is not ` +
        'supported. Add classic.',
    );
  }
  const refuse = (name: string, relation: Relation, other: string): void => {
    const [value, bound] = [Number(valueOf(name)), Number(valueOf(other))];
    if (HOLDS[relation](value, bound)) return;
    errors.push(`${name} must be ${relation} ${other}: it is ${value}, and that ${bound}.`);
  };
  for (const interval of INTERVALS) {
    const [least, most] = [`group.consumer.min.${interval}`, `group.consumer.max.${interval}`];
    refuse(most, 'greater than or equal to', least);
    refuse(`group.consumer.${interval}`, 'greater than or equal to', least);
    refuse(`group.consumer.${interval}`, 'less than or equal to', most);
  }
  refuse('group.consumer.heartbeat.interval.ms', 'less than', 'group.consumer.session.timeout.ms');
  return errors;
}

type Relation = 'greater than or equal to' | 'less than or equal to' | 'less than';

const HOLDS: Readonly<Record<Relation, (value: number, bound: number) => boolean>> = {
  'greater than or equal to': (value, bound) => value >= bound,
  'less than or equal to': (value, bound) => value <= bound,
  'less than': (value, bound) => value < bound,
};
