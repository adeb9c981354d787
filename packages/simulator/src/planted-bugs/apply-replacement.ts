import type { Replacement } from './planted-bug.ts';

/**
 * The text of a file with the anchor replaced. Raises an error unless the anchor stands there exactly
 * once: then the code has changed, and the planted bug has to follow it.
 */
export function applyReplacement(text: string, change: Replacement): string {
  const { file, anchor, replacement } = change;
  const parts = text.split(anchor);
  if (parts.length === 2) return parts.join(replacement);
  throw new Error(
    `${file} has ${parts.length - 1} times, not once, what a planted bug replaces: ${anchor}. ` +
      'Bring packages/simulator/src/planted-bugs up to date.',
  );
}
