import type { ProducerOptions } from '../producer/producer-options.ts';
import { Producer as ProducerInEnvironment } from '../producer/producer.ts';
import { machineEnvironment } from './machine-environment.ts';

/** The producer of the core with clock, chance and network of the machine. */
export class Producer extends ProducerInEnvironment {
  constructor(options: ProducerOptions) {
    super({ ...options, environment: options.environment ?? machineEnvironment() });
  }
}
