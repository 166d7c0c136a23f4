import { failureParts } from '../../i18n/failure-text.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import { clip } from '../../ui/truncate.ts';
import type { Conclusion } from '../rules/conclude.ts';
import type { Finding } from '../rules/finding.ts';

export type FindingLine = { title: string; message: string; remedy: string };

const symbols = { restore: '✗', backup: '✗', act: '▶', warn: '!', unknown: '?', note: '·' } as const;

/** One finding in words as well as by a symbol: what it means for a restore, what was found, what to do. */
export function findingLine(finding: Finding, reader: Reader): FindingLine {
  const language = texts(reader.language);
  const kind = symbolName(finding);
  const { message, remedy } = finding.text
    ? failureParts(language, clipped(finding.text), reader)
    : { message: '', remedy: '' };
  const words = language.t(`check.verdict.${kind}`);
  return {
    title: `${symbols[kind]} **${words}**, ${language.t(`check.name.${finding.check}`)}`,
    message,
    remedy,
  };
}

/** "Nothing found that would stop a restore (14 checks, 2 not possible)". */
export function conclusionText(conclusion: Conclusion, reader: Reader): string {
  return texts(reader.language).t(`check.conclusion.${conclusion.kind}`, countsOf(conclusion, reader));
}

export function countsOf({ checks, notPossible }: Conclusion, reader: Reader): Record<string, string> {
  const { t } = texts(reader.language);
  return {
    checks: t('check.conclusion.checks', { checks }),
    notPossible: notPossible > 0 ? t('check.conclusion.not-possible', { notPossible }) : '',
  };
}

function symbolName({ verdict, stops }: Finding): keyof typeof symbols {
  if (verdict === 'stop') return stops ?? 'restore';
  return verdict === 'ok' ? 'note' : verdict;
}

/** What Azure or people wrote stays short on a card. */
function clipped({ code, params }: Failure): Failure {
  const short = Object.entries(params).map(([name, value]) => [
    name,
    // Names of actions are made into words, which a cut one is not.
    typeof value === 'string' && name !== 'actions' ? clip(value, 240) : value,
  ]);
  return { code, params: Object.fromEntries(short) };
}
