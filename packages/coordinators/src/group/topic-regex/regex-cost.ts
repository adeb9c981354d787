/** What a regular expression costs whoever compiles and matches it, without its being compiled. */
export interface RegexCost {
  /** At least as many instructions as its program has, where each counted repetition is a copy. */
  readonly size: number;
  /**
   * Those of them that stand under `*`, `+`, `?` or a count: at any character of a name as many of
   * them may be alive at a time.
   */
  readonly repeated: number;
}

/** Something that a quantifier can follow, or a sequence of such. */
interface Part {
  size: number;
  repeated: number;
}

/** A class beyond ASCII has hundreds of ranges, each of which splits the alphabet. */
const BROAD_CLASS = 20;
/** Where case is ignored, every character of a range is looked up: 15 ms for all of Unicode. */
const BROAD_RANGE_IGNORING_CASE = 5000;
/** RE2's; a pattern with more does not compile, whatever else it has. */
const COUNT_MAX = 1000;
/** Where it begins and ends, and its content if that is empty. */
const GROUP = 3;
/** It, and the branch behind it if that is empty. */
const ALTERNATIVE = 2;

const COUNT = /\{(\d+)(,(\d*))?\}/y;
const ESCAPE = /\\(?:[pPx]\{[^}]*\}|[pP].|.)?/sy;
const BROAD_RANGE = /\\x|[^\0-\x7f]/;
/** For the rest of the group around them. */
const FLAGS = /\(\?[a-zA-Z-]*\)/y;
const GROUP_START = /\((?:\?[^:>)]*[:>]?)?/y;
const IGNORES_CASE = /\(\?[a-zA-Z-]*i/;

/**
 * What a regular expression of RE2's syntax costs at most. It is an estimate for one that is no such
 * expression. Takes time in proportion to its length.
 */
export function costOfRegex(pattern: string): RegexCost {
  return new CostScan(pattern).run();
}

class CostScan {
  private readonly pattern: string;
  private readonly broadRange: number;
  private at = 0;
  /** The sequences of the groups that are open, the outermost first. */
  private readonly open: Part[] = [{ size: 1, repeated: 0 }];
  /** What a quantifier here would repeat; it is not in its sequence yet. */
  private last: Part = { size: 0, repeated: 0 };

  constructor(pattern: string) {
    this.pattern = pattern;
    this.broadRange = IGNORES_CASE.test(pattern) ? BROAD_RANGE_IGNORING_CASE : BROAD_CLASS;
  }

  run(): RegexCost {
    while (this.at < this.pattern.length) this.step();
    while (this.open.length > 1) this.closeGroup();
    const [whole = this.last] = this.open;
    add(whole, this.last);
    return whole;
  }

  private step(): void {
    switch (this.pattern.charAt(this.at)) {
      case '(':
        this.openGroup();
        break;
      case ')':
        this.at++;
        this.closeGroup();
        break;
      case '[':
        this.passClass();
        break;
      case '\\':
        this.passEscape();
        break;
      case '*':
      case '+':
      case '?':
        this.at++;
        this.repeat(1);
        break;
      case '|':
        this.at++;
        this.begin(ALTERNATIVE);
        break;
      case '{':
        this.passCount();
        break;
      default:
        this.at++;
        this.begin(1);
    }
  }

  /** Something begins, so no quantifier follows what was before it. */
  private begin(size: number): void {
    this.endLast();
    this.last = { size, repeated: 0 };
  }

  private endLast(): void {
    const sequence = this.open.at(-1);
    if (sequence !== undefined) add(sequence, this.last);
    this.last = { size: 0, repeated: 0 };
  }

  /** Copies, each with an instruction that leaves it or goes back, and one that leaves all. */
  private repeat(count: number): void {
    const copies = count > COUNT_MAX ? 1 : Math.max(count, 1);
    const size = copies * (this.last.size + 1) + 1;
    this.last = { size, repeated: size };
  }

  private openGroup(): void {
    FLAGS.lastIndex = this.at;
    const flags = FLAGS.exec(this.pattern);
    if (flags !== null) {
      // They are nothing by themselves: a quantifier behind them repeats what is before them.
      this.at += flags[0].length;
      return;
    }
    this.endLast();
    this.open.push({ size: GROUP, repeated: 0 });
    GROUP_START.lastIndex = this.at;
    this.at += GROUP_START.exec(this.pattern)?.[0].length ?? 1;
  }

  private closeGroup(): void {
    this.endLast();
    const group = this.open.length > 1 ? this.open.pop() : undefined;
    if (group !== undefined) this.last = group;
  }

  private passCount(): void {
    COUNT.lastIndex = this.at;
    const count = COUNT.exec(this.pattern);
    if (count === null) {
      this.at++;
      this.begin(1);
      return;
    }
    const [text, min = '', comma, max = ''] = count;
    this.at += text.length;
    if (comma === undefined) this.repeat(Number(min));
    else this.repeat(max === '' ? Number(min) + 1 : Number(max));
  }

  private passEscape(): void {
    const { pattern } = this;
    if (pattern.startsWith('\\Q', this.at)) {
      const end = pattern.indexOf('\\E', this.at + 2);
      const quoted = pattern.slice(this.at + 2, end < 0 ? undefined : end);
      this.at = end < 0 ? pattern.length : end + 2;
      this.begin(quoted.length);
      return;
    }
    ESCAPE.lastIndex = this.at;
    const text = ESCAPE.exec(pattern)?.[0] ?? '';
    this.at += Math.max(text.length, 1);
    this.begin(/^\\[pP]/.test(text) ? BROAD_CLASS : 1);
  }

  private passClass(): void {
    const { pattern } = this;
    const start = this.at;
    this.at++;
    if (pattern.charAt(this.at) === '^') this.at++;
    // A bracket that comes first is a character of the class.
    if (pattern.charAt(this.at) === ']') this.at++;
    while (this.at < pattern.length && pattern.charAt(this.at) !== ']') this.passInClass();
    this.at++;
    this.begin(this.sizeOfClass(pattern.slice(start, this.at)));
  }

  private sizeOfClass(text: string): number {
    if (BROAD_RANGE.test(text)) return this.broadRange;
    return /\\[pP]/.test(text) ? BROAD_CLASS : 1;
  }

  private passInClass(): void {
    const { pattern } = this;
    if (pattern.startsWith('[:', this.at)) {
      const end = pattern.indexOf(':]', this.at + 2);
      // Searched for once only: without an end there is none further on.
      this.at = end < 0 ? pattern.length : end + 2;
    } else {
      this.at += pattern.charAt(this.at) === '\\' ? 2 : 1;
    }
  }
}

function add(sequence: Part, part: Part): void {
  sequence.size += part.size;
  sequence.repeated += part.repeated;
}
