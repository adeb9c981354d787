import type { Clock } from '@odradek/base';
import {
  type ClientQuotaEntity,
  ClientQuotaKey,
  type ClientQuotasImage,
  type EntityQuotas,
  type MetadataDelta,
} from '@odradek/cluster';

import type { BrokerConfig } from '../config/broker-config.ts';
import { ClientQuotaManager } from './client-quota-manager.ts';
import { ConnectionRates } from './connection-rates.ts';
import { ControllerMutationQuotaManager } from './controller-mutation-quota-manager.ts';

/**
 * All quotas of clients, as they are in the metadata: `load` and `apply` follow it (Kafka's
 * `QuotaManagers` and `ClientQuotaMetadataManager`).
 */
export class QuotaManagers {
  /** Bytes of Produce requests. */
  readonly produce: ClientQuotaManager;
  /** Bytes of Fetch responses. */
  readonly fetch: ClientQuotaManager;
  /** The share of the time of the event loop that requests take, in percent. */
  readonly request: ClientQuotaManager;
  readonly controllerMutation: ControllerMutationQuotaManager;
  readonly connectionRates: ConnectionRates;
  private readonly image: ClientQuotasImage;
  private hasQuotas = false;

  constructor(config: BrokerConfig, clock: Clock, image: ClientQuotasImage) {
    const { quotaWindows, controllerQuotaWindows } = config;
    this.image = image;
    this.produce = new ClientQuotaManager(quotaWindows);
    this.fetch = new ClientQuotaManager(quotaWindows);
    this.request = new ClientQuotaManager(quotaWindows, quotaWindows.sizeMs);
    this.controllerMutation = new ControllerMutationQuotaManager(clock, controllerQuotaWindows);
    this.connectionRates = new ConnectionRates(clock, quotaWindows);
  }

  /** Whether any user or client id has a quota. Without one requests have nothing else to ask. */
  get isEnabled(): boolean {
    return this.hasQuotas;
  }

  /** Follows the image after it was loaded. */
  load(): void {
    for (const { entity, quotas } of this.image.all()) this.update(entity, quotas);
    this.noteChange();
  }

  /** Follows a change of the image. */
  apply({ changedClientQuotas }: MetadataDelta): void {
    if (changedClientQuotas.length === 0) return;
    for (const entity of changedClientQuotas) this.update(entity, this.image.of(entity));
    this.noteChange();
  }

  private update(entity: ClientQuotaEntity, quotas: EntityQuotas): void {
    this.produce.update(entity, quotas.get(ClientQuotaKey.PRODUCER_BYTE_RATE));
    this.fetch.update(entity, quotas.get(ClientQuotaKey.CONSUMER_BYTE_RATE));
    this.request.update(entity, quotas.get(ClientQuotaKey.REQUEST_PERCENTAGE));
    this.controllerMutation.update(entity, quotas.get(ClientQuotaKey.CONTROLLER_MUTATION_RATE));
    this.connectionRates.update(entity, quotas.get(ClientQuotaKey.CONNECTION_CREATION_RATE));
  }

  private noteChange(): void {
    const managers = [this.produce, this.fetch, this.request, this.controllerMutation];
    this.hasQuotas = managers.some(({ isEnabled }) => isEnabled);
  }
}
