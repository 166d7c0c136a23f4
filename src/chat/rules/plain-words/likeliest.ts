import { hintCounts } from './hint-counts.ts';
import { hintOf, type Shown } from './shown-hints.ts';

/** What a sentence may mean: a command, with the word that makes it another ("jobs failed"). */
export type Meaning = {
  name: string;
  score: number;
  /** How much of it is due to words that speak for it, each of them once. */
  evidence: number;
};

type Counted = { name: string; sentences: number; hints: ReadonlyMap<string, number> };

/** A hint that was seldom heard says little: as if it had been heard this often more as it is heard in all. */
const caution = 2;
/** No single hint speaks more against a meaning. */
const mostAgainst = Math.log(0.1);

const counted: readonly Counted[] = Object.entries(hintCounts).map(([name, text]) => {
  const [sentences = '0', ...pairs] = text.split(' ');
  const hints = pairs.map((pair) => pair.split(':')).map(([hint = '', times = '0']) => [hint, Number(times)] as const);
  return { name, sentences: Number(sentences), hints: new Map(hints) };
});

const all = counted.reduce((sum, { sentences }) => sum + sentences, 0);

/** They say of whom it is said and how, and not what. */
const ofMood: ReadonlySet<string> = new Set([
  ...['machine', 'vault', 'request', 'thread', 'asks', 'orders', 'denies'].map((mark) => hintOf('a', mark)),
  ...['deny', 'able', 'who', 'is-not', 'is-who', 'is-other', 'is-condition', 'is-question', 'set-negative', 'set-me'],
]);

/** How often each hint is heard in all. */
const shares = new Map<string, number>();
for (const { hints } of counted)
  for (const [hint, times] of hints) shares.set(hint, (shares.get(hint) ?? 0) + times / all);

/**
 * Meanings by how often what a sentence shows was shown by sentences that meant them, likeliest first. It is counted and
 * not understood, so that it only chooses what is asked about.
 */
export function likeliest(shown: readonly Shown[]): Meaning[] {
  const heard = shown.filter(({ hint }) => shares.has(hint));
  const weigh = ({ sentences, hints }: Counted, hint: string) => {
    const share = shares.get(hint) ?? 1;
    const own = ((hints.get(hint) ?? 0) + caution * share) / (sentences + caution);
    return Math.max(mostAgainst, Math.log(own / share));
  };
  return counted
    .map((each) => {
      const weights = heard.map(({ hint, again }) => ({ hint, again, weight: weigh(each, hint) }));
      const sum = (some: typeof weights) => some.reduce((total, { weight }) => total + weight, 0);
      return {
        name: each.name,
        score: Math.log(each.sentences / all) + sum(weights),
        evidence: sum(weights.filter(({ hint, again, weight }) => weight > 0 && !again && !ofMood.has(hint))),
      };
    })
    .toSorted((a, b) => b.score - a.score);
}
