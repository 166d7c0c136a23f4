import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { type NamedVault, type PostureLine, postureLine } from '../rules/posture.ts';

/** How well a vault resists an attacker. */
export type VaultPostureCard = NamedVault & { lines: readonly PostureLine[] };

const symbols = { good: '✓', weak: '!', unknown: '?' } as const;

/** Weak findings first, then unknown ones; each with why it matters and how to fix it. */
export function vaultPostureCard(data: VaultPostureCard, reader: Reader): CardJson {
  const { lines } = data;
  const told = [...lines.filter(({ state }) => state === 'weak'), ...lines.filter(({ state }) => state === 'unknown')];
  const good = lines.filter(({ state }) => state === 'good');
  // The doctor's card has the same parts: lines with a remedy, and what is fine.
  return render(
    'doctor',
    {
      heading: texts(reader.language).t('posture.heading', { vault: plain(data.vault) }),
      style: told.length > 0 ? 'warning' : 'good',
      conclusion: vaultPostureText(data, reader),
      lines: told.map((line) => ({
        message: `${symbols[line.state]} ${postureText(line, reader)} ${why(line, reader)}`,
        remedy: mend(line, data, reader),
        hasRemedy: mend(line, data, reader) !== '',
      })),
      more: '',
      hasMore: false,
      fine: good.map((line) => postureText(line, reader)).join(' '),
      hasFine: good.length > 0,
    },
    reader,
  );
}

export function vaultPostureText({ vault, lines }: VaultPostureCard, reader: Reader): string {
  const { t } = texts(reader.language);
  const weak = lines.filter(({ state }) => state === 'weak').length;
  const unknown = lines.filter(({ state }) => state === 'unknown').length;
  return t('posture.sentence', { vault: plain(vault), good: lines.length - weak - unknown, weak, unknown });
}

function why({ topic }: PostureLine, reader: Reader): string {
  return texts(reader.language).t(`posture.why.${topic}`);
}

function mend({ topic, found: what }: PostureLine, vault: NamedVault, reader: Reader): string {
  const { t, has } = texts(reader.language);
  const name = [`${topic}-${what}`, topic].find((each) => has(`posture.mend.${each}`));
  // The line is already quoted for the shell; `plain` makes Markdown show it as typed.
  return name === undefined ? '' : t(`posture.mend.${name}`, { line: plain(postureLine(name, vault) ?? '') });
}

/** One posture finding of a vault as a sentence. */
export function postureText(
  { topic, found, params }: Pick<PostureLine, 'topic' | 'found' | 'params'>,
  reader: Reader,
): string {
  const safe = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? shown(value, 300) : value,
  ]);
  return texts(reader.language).t(`posture.found.${topic}.${found}`, Object.fromEntries(safe));
}
