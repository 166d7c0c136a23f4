import type { SentenceFacts } from './reading.ts';
import type { Token } from './tokens.ts';

/**
 * A vault by a part of its name beside a word for vaults: "the test vault", "de prodkluis", "vault prod". Only one
 * vault may have it.
 */
export function nicknameAt(
  tokens: readonly Token[],
  at: number,
  { vaults, grammar: { vaultNouns } }: SentenceFacts,
): { vault: string; words: number } | undefined {
  const [text = '', next = ''] = [tokens[at]?.text, tokens[at + 1]?.text];
  const glued = vaultNouns.find((noun) => text.length > noun.length && text.endsWith(noun));
  const said = glued
    ? ([text.slice(0, -glued.length), 1] as const)
    : vaultNouns.includes(next)
      ? ([text, 2] as const)
      : vaultNouns.includes(text)
        ? ([next, 2] as const)
        : undefined;
  if (!said) return undefined;
  const [nickname, words] = said;
  const begins = (part: string) =>
    part.length >= 3 && (nickname === part || (part.length >= 4 && nickname.startsWith(part)));
  const fitting = vaults.filter((vault) =>
    vault
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some(begins),
  );
  const [vault] = fitting;
  return vault !== undefined && fitting.length === 1 ? { vault, words } : undefined;
}

/** A vault by a part of its name that no machine has: "in prod", "van productie", "in the test environment". */
export function bareNicknameAt(
  tokens: readonly Token[],
  at: number,
  { vaults, machines, grammar }: SentenceFacts,
): { vault: string; words: number } | undefined {
  const before = tokens[at - 1]?.text ?? '';
  const article = grammar.articles.includes(before) ? (tokens[at - 2]?.text ?? '') : before;
  const text = tokens[at]?.text ?? '';
  const stage = grammar.stages.find((pair) => pair.startsWith(`${text}|`));
  const part = stage?.slice(text.length + 1) ?? text;
  if (part.length < 3 || !grammar.within.includes(article)) return undefined;
  const parts = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const fitting = vaults.filter((vault) => parts(vault).includes(part));
  const [vault] = fitting;
  if (vault === undefined || fitting.length > 1) return undefined;
  return machines.some((machine) => parts(machine.name).includes(part)) ? undefined : { vault, words: 1 };
}
