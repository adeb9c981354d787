import { portForRestarts } from '../apache-kafka/free-ports.ts';
import { ApacheKafka } from '../apache-kafka/apache-kafka.ts';
import { BrokerProcess } from '../broker-process/broker-process.ts';

/** A broker that can be stopped in order and started again where it was, on its data. */
export interface RestartableBroker extends AsyncDisposable {
  readonly bootstrapServer: string;
  restart(): Promise<void>;
}

type Broker = ApacheKafka | BrokerProcess;
type Start = (directory: string, port: number) => Promise<Broker>;

/** As short as the sessions of classic members. */
const CONFIGS = {
  'group.initial.rebalance.delay.ms': 0,
  'group.consumer.min.session.timeout.ms': 6000,
  'group.consumer.session.timeout.ms': 6000,
  'group.consumer.min.heartbeat.interval.ms': 500,
  'group.consumer.heartbeat.interval.ms': 500,
};

/** How each broker is started, by its name. */
export const BROKERS: Readonly<Record<string, Start>> = {
  'Apache Kafka': (directory, port) => ApacheKafka.start({ directory, port, configs: CONFIGS }),
  Odradek: (directory, port) =>
    BrokerProcess.start(directory, {
      port,
      configs: Object.entries(CONFIGS).map(([name, value]) => `${name}=${value}`),
      // What happens to the groups is told there, which is of no interest here.
      onComplaint: () => undefined,
    }),
};

/** Starts a broker with its data in a directory, on a port that stays its own. */
export async function startRestartable(
  start: Start,
  directory: string,
): Promise<RestartableBroker> {
  const port = await portForRestarts();
  let broker = await start(directory, port);
  return {
    bootstrapServer: `127.0.0.1:${port}`,
    async restart() {
      await broker.stop();
      broker = await start(directory, port);
    },
    [Symbol.asyncDispose]: async () => broker.kill(),
  };
}
