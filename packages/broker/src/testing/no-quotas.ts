import type { Clock } from '@odradek/base';
import { ClientQuotasImage } from '@odradek/cluster';

import { DEFAULT_BROKER_CONFIG } from '../config/broker-config.ts';
import { QuotaManagers } from '../quota/quota-managers.ts';
import { RequestQuotas } from '../quota/request-quotas.ts';

/** What requests are held to where no client has a quota. */
export function noQuotas(clock: Clock): RequestQuotas {
  const managers = new QuotaManagers(DEFAULT_BROKER_CONFIG, clock, new ClientQuotasImage());
  return new RequestQuotas(managers, clock);
}
