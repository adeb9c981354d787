/** An option of a command. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** What the value is, as the help shows it, such as `HOST:PORT`; absent for a flag. */
  readonly value?: string;
  /** Whether the value may be left out, so that it is also a flag. The default is false. */
  readonly isValueOptional?: boolean;
  /** Whether it may be given several times. The default is false. */
  readonly isRepeatable?: boolean;
  /** What it does, without a full stop. */
  readonly about: string;
}

/** A command: how it is typed and what its help says. */
export interface Command {
  /** The words after `odradek`, such as `topic create`. */
  readonly name: string;
  /** What follows the name, as the help shows it, such as `NAME ...`. */
  readonly operands: string;
  /** What the command does, without a full stop. */
  readonly about: string;
  /** More that the help says after the options, in lines. */
  readonly notes?: readonly string[];
  readonly options: readonly Option[];
  /** Whether it needs no cluster and so takes no `--bootstrap-server`. The default is false. */
  readonly isLocal?: boolean;
}

const BOOTSTRAP_SERVER: Option = {
  name: 'bootstrap-server',
  short: 'b',
  value: 'HOST:PORT',
  about: 'a broker of the cluster; several with commas between (default localhost:9092)',
};

const HELP: Option = { name: 'help', short: 'h', about: 'print this' };

/** All options of a command, with those that every command has. */
export function optionsOf(command: Command): readonly Option[] {
  const general = command.isLocal === true ? [HELP] : [BOOTSTRAP_SERVER, HELP];
  return [...command.options, ...general];
}
