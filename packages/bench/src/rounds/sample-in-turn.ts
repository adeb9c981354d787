import type { RunningBroker } from '../brokers/broker-under-test.ts';
import { orderOfRound } from './round-order.ts';

/** What was measured of one broker, a sample for each round. */
export interface BrokerSeries<Sample> {
  readonly name: string;
  readonly kind: RunningBroker['kind'];
  readonly samples: readonly Sample[];
}

/** Lets brokers take turns for some rounds, in each in another order. */
export async function sampleInTurn<Sample>(
  brokers: readonly RunningBroker[],
  rounds: number,
  takeSample: (broker: RunningBroker, round: number) => Promise<Sample>,
): Promise<BrokerSeries<Sample>[]> {
  const series = brokers.map((broker) => ({ broker, samples: new Array<Sample>() }));
  for (let round = 0; round < rounds; round++) {
    for (const { broker, samples } of orderOfRound(series, round)) {
      samples.push(await takeSample(broker, round));
    }
  }
  return series.map(({ broker: { name, kind }, samples }) => ({ name, kind, samples }));
}
