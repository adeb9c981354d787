/** What measures someone, and is forgotten when it has nothing more to remember. */
interface Sensor {
  isIdle(nowMs: number): boolean;
}

/** How many there may be before idle ones are looked for. */
const SWEEP_COUNT_MIN = 1_000;

/**
 * One sensor for each who is measured. Idle ones are dropped from time to time: anybody may come with
 * a new client id, or from a new address.
 */
export class QuotaSensors<Kind extends Sensor> {
  private readonly create: () => Kind;
  private readonly byKey = new Map<string, Kind>();
  private sweepCount = SWEEP_COUNT_MIN;

  constructor(create: () => Kind) {
    this.create = create;
  }

  /** How many there are. */
  get size(): number {
    return this.byKey.size;
  }

  /** The sensor of a key; a new one if there is none. */
  of(key: string, nowMs: number): Kind {
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.byKey.size >= this.sweepCount) this.sweep(nowMs);
    const sensor = this.create();
    this.byKey.set(key, sensor);
    return sensor;
  }

  private sweep(nowMs: number): void {
    for (const [key, sensor] of this.byKey) {
      if (sensor.isIdle(nowMs)) this.byKey.delete(key);
    }
    // Twice as many as are left, so that sweeping costs each new one only a little.
    this.sweepCount = Math.max(SWEEP_COUNT_MIN, 2 * this.byKey.size);
  }
}
