import { existsSync } from 'node:fs';
import path from 'node:path';
import { evaluate, readSamples, type Verdict } from '../../test/chat/rules/plain-words/evaluate.ts';

const verdicts = ['right', 'asked', 'unanswered', 'wrong-read', 'wrong-form', 'done'] as const satisfies Verdict[];
const headings = ['Read', 'Asked', 'Not answered', 'Wrong read', 'Wrong form', 'Done'];

/** The sets, and what is said of each. */
const sets = [
  ['set.yaml', 'The set that the grammar was made with'],
  [
    'details.yaml',
    'Settings by sentence, details of a change, times and numbers in words: another set that the grammar was made with',
  ],
  [
    'spoken.yaml',
    'Sentences that were written without a look at the grammar (with the one of then, 75.8 % answered, 2.6 % read wrong and 2 wrong forms), and looked at since',
  ],
  [
    'moods.yaml',
    'What tells before it wants, denials, two wishes at once, other work that holds a known word, and lines that begin as a command does: written before they were read (with the grammar of then, 74.3 % answered, 5.1 % read wrong and 2 wrong forms), and looked at since',
  ],
  [
    'first-late.yaml',
    'Sentences that were written after an earlier grammar was frozen (with it, 76.9 % answered and 7.4 % read wrong), and looked at since',
  ],
  [
    'second-late.yaml',
    'Sentences by somebody else, written after a later grammar was frozen (with it, 67.6 % answered, 5.0 % read wrong and 4 wrong forms), and looked at since',
  ],
  [
    'third-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 26 November 2026 (with the grammar of then, 65.9 % answered, 69.5 % where the line to type for a setting counts; of all, 2.8 % read wrong and 1 wrong form), and looked at since',
  ],
  [
    'fourth-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026 (with the grammar of then, 79.5 % answered; of all, 4.4 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'fifth-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026 the way a message goes (with the grammar of then, 65.2 % answered, 69.6 % where the line to type for a setting counts; of all, 2.2 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'sixth-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026 the way a message goes (with the grammar of then, 77.0 % answered, where the line to type for a setting counts as right though the line alone was written; of all, 2.2 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'seventh-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026 the way a message goes (81.3 % answered, where the line to type for a setting counts as right though the line alone was written; of all, 1.1 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'first-development.yaml',
    'Sentences by somebody else, by paraphrase of each command, written to be learned from (with the grammar of before, 68.9 % answered; of all, 3.4 % read wrong and 2 wrong forms)',
  ],
  [
    'second-development.yaml',
    'Sentences by somebody else, by paraphrase of each command, written to be learned from (with the grammar of before, 74.2 % answered; of all, 3.5 % read wrong and 1 wrong form. With counts of the other sets alone, 81.5 % answered, 1.5 % read wrong and no wrong form)',
  ],
  [
    'eighth-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026 the way a message goes (77.6 % answered, where the line to type for a setting counts as right though the line alone was written; of all, 3.9 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'third-development.yaml',
    'Sentences by somebody else, from the documentation alone, written to be learned from (with the grammar of before, 78.7 % answered; of all, 1.9 % read wrong and no wrong form), and looked at since',
  ],
  [
    'ninth-late.yaml',
    'Sentences by somebody else, from the documentation alone, run once on 27 November 2026, the way a message goes (94.2 % answered; of all, 0.6 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'tenth-late.yaml',
    'Sentences of six people in voices of their own, two of them in a second language, by somebody else, from the documentation alone, run once on 27 November 2026, the way a message goes (79.3 % answered; of all, 1.7 % read wrong, and no wrong form), and looked at since',
  ],
  [
    'eleventh-late.yaml',
    'Sentences of five people, by somebody else, from the documentation alone, run once on 27 November 2026, the way a message goes (85.1 % answered; of all, 2.2 % read wrong, and no wrong form), and looked at since',
  ],
] as const;

/** What comes of every sentence of the evaluation, by kind of sentence. */
export function plainWordsTables(): string {
  return sets
    .filter(([name]) => existsSync(path.join(import.meta.dirname, '../../test/chat/rules/plain-words', name)))
    .map(([name, title]) => {
      const results = evaluate(readSamples(name));
      return `### ${title}\n\n${table(results)}\n\n${shares(results)}`;
    })
    .join('\n\n');
}

/** What is asked of a reading: that it answers, and that it does not answer something else. */
function shares(results: ReturnType<typeof evaluate>): string {
  const of = (among: typeof results, ...those: Verdict[]) =>
    ((100 * among.filter(({ verdict }) => those.includes(verdict)).length) / among.length).toFixed(1);
  const answerable = results.filter(({ sample }) => !sample.expected.includes('unknown'));
  return `Of the ${answerable.length} that can be answered, ${of(answerable, 'right', 'asked')} % are (goal: 90 %). Of all, ${of(results, 'wrong-read')} % are read as something else (goal: under 2 %).`;
}

function table(results: ReturnType<typeof evaluate>): string {
  const groups = [...new Set(results.map(({ sample }) => sample.group)), undefined];
  const rows = groups.map((group) => {
    const own = results.filter(({ sample }) => group === undefined || sample.group === group);
    const counts = verdicts.map((verdict) => own.filter((result) => result.verdict === verdict).length);
    return `| ${[group ?? '**All**', own.length, ...counts].join(' | ')} |`;
  });
  return [`| | Sentences | ${headings.join(' | ')} |`, `|---|${'---:|'.repeat(headings.length + 1)}`, ...rows].join(
    '\n',
  );
}

export function plainWordsPage(): string {
  return `# Plain words

What is no line of a command is read as a sentence, without a language model: by word lists in the folder of each language
(\`src/i18n/*/plain-words.ts\`, where \`make|take a backup\` is both) and rules that know nothing but the sentence, the machines and vaults that the person may see
there, the request of the thread, and the time (\`src/chat/rules/plain-words\`). One table is counted from the sets below
(\`hint-counts.ts\`). Those word statistics choose what is asked or told, and may hold back a line that the rules read; they
never make one that runs or opens a form. Nothing is learned while it runs. Written by \`npm run docs\`; \`npm run plain-words\` prints the
tables, and the sentences that were not read as expected.

- What only reads runs at once, and the answer says how the sentence was read.
- A change never runs. Its line is shown with a button that opens the form, and may be typed as it stands. A machine that
  was not named by its name, a time that fits several recovery points, a way of restoring that was left out beside a point
  and a reason, any word that was not understood, and whatever the line has no place for (a vault, a time, a name) are asked.
- Letting a copy out of quarantine, drills and access to keys ask approvers at once: their line is shown without a button.
- Words for quarantine mean the place of that name, never an isolated network.
- Beside the phrases of the grammar stand hints: what single words point at (\`src/i18n/*/plain-cues.ts\`), and what points at a
  command together (\`frames.ts\`). How often each hint stood in sentences of each command, in the sets that were learned from,
  is counted (\`hint-counts.ts\`, by \`node test/chat/rules/plain-words/count-hints.ts\`): by those counts the likeliest lines are
  chosen. They are never enough to do or show anything. Where no phrase says what is meant, or something is asked anyway, up to
  four lines are asked about; votes and settings are told.
- What was read is held against the counts: a line that reads runs, and a form is offered alone, only where nothing else is
  likelier. A line with a word left over runs where it is the likeliest of all. Else it is asked, with what is likely beside it.
- Talk that holds a word of ours ("write me a haiku about servers") is not asked about: where nothing is named, asked or wanted,
  no word may be left over. Where one is, a list of everything needs a word of its own: "going" asks for no jobs. A word that hints at several things counts once as a reason to ask. What is likeliest but lacks
  its machine asks for that in place of what is much less likely.
- Who wants something back is told no setting, and what is to be deleted is not offered back.
- What denies or forbids must be part of what a hint is made of; where something is denied, nothing is offered by counts alone.
- In a request's thread "this machine" is the one that it is about, where the person may see that machine.
- Outside of one, how it stands is asked of the one request that a person can mean without its id: the only one of theirs that is
  under way, or the last that ended within an hour. A vote is told with the id of what waits for whoever speaks.
- What a change is told beside its machine (how long, until when, under which policy or name, in which subnet, which disks) is
  read by patterns with holes (\`src/i18n/*/plain-details.ts\`), and asked about where the line has no place for it.
- Settings are known by single words in any order (\`settings.ts\`). Their answer is the line to type.
- What begins as a line of a command does ("back up both web servers") is read as words where that command can't find what it was
  given. Of a line of three words or fewer nothing may be left out, and of a change no name, number or time: its command says what is wrong.
- Of what is said in several parts ("it crashed, put it back") the part that wants something is asked; where two parts do, both are offered.
- Approving, rejecting, confirming, withdrawing, cancelling, retrying, taking over, signing a review and breaking the glass
  are never read. The answer is the line to type. A yes ("thumbs up") for a request is turned around only by a no beside it.
- Slips of the finger are mended only in words that lead to something that reads; of machines, near names are asked.
- The code of an error, known or only written as codes are, is looked up whatever stands around it, in a message too long for
  a sentence as well. What is told of it (a mute) or of a request stays; the restore of a machine that is wished for beside it is asked.
- A message of Azure that is pasted without its code is looked up by its text (\`errors/rules/*-errors.ts\`), unless the sentence
  names a machine, a vault or a request, or gives it as a reason.
- All languages that have such lists are read at once, so that they may be mixed.

The planner is one of \`@microsoft/teams-ai\` (\`src/teams/words-planner.ts\`): \`beginTask\` plans a SAY with the reading and, where the
line only reads, a DO that runs it.

## Evaluation

A sentence goes as a message does: as a line of a command first, and as words where it is none, or where its command refuses it
for a name, a time or a word that it can't find.

*Read*: as expected. *Asked*: with a question that offers it. *Wrong read*: something else is shown. *Wrong form*: a form would
open for something else. *Done*: a vote, or a change without a form.

${plainWordsTables()}
`;
}
