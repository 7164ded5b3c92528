/** Turns what commander says about a wrong command line into a message of the catalogue, in both languages. */
import type { CommanderError } from 'commander';
import { type Problem, problem } from '../domain/message/problem.ts';
import { expectedIn } from './option-values.ts';

/** @returns null where nothing was wrong: help or the version was asked for */
export function usageProblem(error: CommanderError): Problem | null {
  const { code, message } = error;
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted);
  const meant = /\(Did you mean (?:one of )?(.*?)\?\)/s.exec(message)?.[1]?.replace(/\s+/g, ' ');
  const hint =
    meant === undefined
      ? { hint: '请用 --help 查看', hintEn: 'see --help' }
      : { hint: `是否想用 ${meant}？`, hintEn: `did you mean ${meant}?` };
  switch (code) {
    case 'commander.helpDisplayed':
    case 'commander.version':
      return null;
    case 'commander.unknownCommand':
      return problem('CLI_UNKNOWN_COMMAND', { command: first, ...hint });
    case 'commander.unknownOption':
      return problem('CLI_UNKNOWN_OPTION', { option: first, ...hint });
    case 'commander.missingArgument':
      return problem('CLI_ARGUMENT_MISSING', { argument: first });
    case 'commander.excessArguments':
      return problem('CLI_ARGUMENTS_TOO_MANY');
    case 'commander.missingMandatoryOptionValue':
      return problem('CLI_OPTION_MISSING', { option: first });
    case 'commander.conflictingOption':
      return problem('CLI_OPTIONS_CONFLICT', { option: first, other: second });
    case 'commander.optionMissingArgument':
      return problem('CLI_OPTION_VALUE_MISSING', { option: first });
    case 'commander.invalidArgument': {
      const expected = /(?:is invalid(?: for argument '[^']*')?\.) (.*)$/s.exec(message)?.[1] ?? '-';
      const forArgument = message.startsWith('error: command-argument');
      const [option, value] = forArgument ? [second, first] : [first, second];
      return problem('CLI_VALUE_INVALID', { option, value: value.slice(0, 80), ...expectedIn(expected) });
    }
    default:
      return problem('CLI_USAGE', { reason: code.replace('commander.', '') });
  }
}
