import type { AdminOptions } from '../admin/admin-options.ts';
import { Admin as AdminInEnvironment } from '../admin/admin.ts';
import { machineEnvironment } from './machine-environment.ts';

/** The admin client of the core with clock, chance and network of the machine. */
export class Admin extends AdminInEnvironment {
  constructor(options: AdminOptions) {
    super({ ...options, environment: options.environment ?? machineEnvironment() });
  }
}
