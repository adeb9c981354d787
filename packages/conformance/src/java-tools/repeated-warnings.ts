import type { Mask } from '../comparison/mask.ts';

/**
 * How often Java's clients ask again until a topic is there is a matter of time: warnings that follow
 * each other and are equal but for the correlation id count as one. Another error is another line.
 */
export const REPEATED_WARNINGS: Mask = {
  kind: 'time',
  pattern: /^(WARN .* recoverable issue with correlation id )\d+(.*\n)(?:\1\d+\2)*/gm,
  by: '$1<id>$2',
};
