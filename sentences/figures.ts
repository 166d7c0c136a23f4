import type { Result } from './evaluate.ts';

/** Figures of a set: its size, and shares with the bounds that hold for 95 of 100 sets like it. */
export type Figures = {
  sentences: number;
  answerable: number;
  answered: Share;
  firstRight: Share;
  wrongRead: Share;
  wrongForm: number;
  done: number;
  /** Restores whose first line names another point than was meant. */
  otherPoint: Share;
  /** Sentences that ask nothing of the bot and are answered all the same. */
  spoken: Share;
};

type Share = { count: number; of: number };

export function figuresOf(results: readonly Result[]): Figures {
  const answerable = results.filter(({ sample }) => !sample.expected.includes('unknown'));
  const idle = results.filter(({ sample }) => sample.expected.every((each) => each === 'unknown'));
  const count = (verdict: Result['verdict']) => results.filter((each) => each.verdict === verdict).length;
  const share = (among: readonly Result[], is: (result: Result) => boolean): Share => ({
    count: among.filter(is).length,
    of: among.length,
  });
  return {
    sentences: results.length,
    answerable: answerable.length,
    answered: share(answerable, ({ verdict }) => verdict === 'right' || verdict === 'asked'),
    firstRight: share(answerable, isFirstRight),
    wrongRead: { count: count('wrong-read'), of: results.length },
    wrongForm: count('wrong-form'),
    done: count('done'),
    otherPoint: share(answerable, hasOtherPoint),
    spoken: share(idle, ({ got }) => got !== 'unknown'),
  };
}

function linesOf(written: string): string[] {
  return written.replace(/^(?:\?|either|exact|typed) /, '').split(' | ');
}

function isFirstRight({ verdict, sample, got }: Result): boolean {
  const [first = ''] = linesOf(got);
  const isRight = verdict === 'right' || verdict === 'asked';
  return isRight && (!got.startsWith('? ') || sample.expected.flatMap(linesOf).includes(first));
}

const pointIn = (line: string) => /^restore\b.*\bpoint (\S+ \S+ \d\d:\d\d|latest|#\d+)/.exec(line)?.[1];

/** The line names a point, and every intended line names another. */
function hasOtherPoint({ sample, got }: Result): boolean {
  const [first = ''] = linesOf(got);
  const [point, meant] = [pointIn(first), sample.expected.flatMap(linesOf).map(pointIn)];
  return point !== undefined && meant.every((each) => each !== undefined && each !== point);
}

const headings = [
  '',
  'Sentences',
  'Answerable',
  'Answered',
  'First choice right',
  'Read wrong',
  'Wrong form',
  'Done',
  'Other point',
  'Spoke to what wants nothing',
];

export function tableOf(rows: readonly (readonly [string, Figures])[]): string {
  const cells = rows.map(([name, each]) => [
    name,
    each.sentences,
    each.answerable,
    shown(each.answered),
    shown(each.firstRight),
    shown(each.wrongRead),
    each.wrongForm,
    each.done,
    shown(each.otherPoint),
    shown(each.spoken),
  ]);
  const lines = [headings, ['---', ...headings.slice(1).map(() => '---:')], ...cells];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** In percent, with Wilson's 95 % interval. */
function shown({ count, of }: Share): string {
  if (of === 0) return '–';
  const [share, square] = [count / of, 1.96 ** 2];
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = (1.96 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
  const percent = (number: number) => (100 * Math.max(0, number)).toFixed(1);
  return `${percent(share)} (${percent(middle - half)}–${percent(middle + half)})`;
}
