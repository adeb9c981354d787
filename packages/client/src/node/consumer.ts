import type { ConsumerOptions } from '../consumer/consumer-options.ts';
import { Consumer as ConsumerInEnvironment } from '../consumer/consumer.ts';
import { machineEnvironment } from './machine-environment.ts';

/** The consumer of the core with clock, chance and network of the machine. */
export class Consumer extends ConsumerInEnvironment {
  constructor(options: ConsumerOptions) {
    super({ ...options, environment: options.environment ?? machineEnvironment() });
  }
}
