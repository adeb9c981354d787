import type { BrokerServices } from './broker-services.ts';
import type { RequestContext } from './request-context.ts';

/** A broker as clients are told of it. */
interface AdvertisedBroker {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** The brokers of the cluster: this one, at the address that is advertised, or else the
 * client dialled. */
export function advertisedBrokers(
  { config }: BrokerServices,
  { endpoint: { host, port } }: RequestContext,
): readonly AdvertisedBroker[] {
  return [{ nodeId: config.nodeId, host, port, rack: config.brokerRack }];
}
