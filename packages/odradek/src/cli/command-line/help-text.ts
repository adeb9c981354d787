import { type Command, type Option, optionsOf } from './command.ts';
import { usage } from './command-arguments.ts';
import { alignColumns } from './columns.ts';

/** Whether the help of a command is asked for, whatever else stands there. */
export function isHelpWanted(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

/** The help of a command. */
export function helpText(command: Command): string {
  const rows = optionsOf(command).map((option) => [`  ${optionUsage(option)}`, option.about]);
  const notes = command.notes === undefined ? [] : ['', ...command.notes];
  return [
    `Usage: odradek ${usage(command)}`,
    '',
    `${command.about}.`,
    '',
    'Options:',
    ...alignColumns(rows),
    ...notes,
    '',
  ].join('\n');
}

/** The help of several commands that begin with the same word, or of all. */
export function commandsText(commands: readonly Command[]): string {
  const rows = commands.map((command) => [
    `  ${[command.name, command.operands].filter((part) => part !== '').join(' ')}`,
    command.about,
  ]);
  return alignColumns(rows).join('\n');
}

function optionUsage(option: Option): string {
  const { name, short, isRepeatable } = option;
  const long = `--${name}${valueUsage(option)}`;
  const repeated = isRepeatable === true ? `${long} ...` : long;
  return short === undefined ? repeated : `-${short}, ${repeated}`;
}

function valueUsage({ value, isValueOptional }: Option): string {
  if (value === undefined) return '';
  return isValueOptional === true ? ` [${value}]` : ` ${value}`;
}
