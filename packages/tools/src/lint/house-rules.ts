import { layersRule } from './layers/layers-rule.ts';
import { sansIoRule } from './sans-io/sans-io-rule.ts';
import { silentCatchRule } from './silent-catch-rule.ts';
import type { Rule } from './syntax.ts';

interface Plugin {
  readonly meta: { readonly name: string };
  readonly rules: Readonly<Record<string, Rule>>;
}

/** The rules of this house that no linter has, as a plugin of oxlint. */
const plugin: Plugin = {
  meta: { name: 'house' },
  rules: { layers: layersRule, 'sans-io': sansIoRule, 'silent-catch': silentCatchRule },
};

export default plugin;
