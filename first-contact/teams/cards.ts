import type { CardJson, MessageBody, Person } from '../../src/kernel/chat.ts';

/** What one post shows of a client. */
export type Probe = {
  name: string;
  /** What the person does with it; absent: only looks. Its arrival is what is probed. */
  tap?: string;
  body: (person: Person) => MessageBody;
  /** Posted as a message that this person alone sees. */
  targeted?: true;
};

type Json = Record<string, unknown>;

const text = (words: string, more: Json = {}): Json => ({ type: 'TextBlock', text: words, wrap: true, ...more });

export function cardOf(body: Json[], actions: Json[] = [], more: Json = {}): CardJson {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    ...(actions.length > 0 && { actions }),
    ...more,
  };
}

/** The actions of the bot's own cards: each carries what it is the probe of. */
const execute = (probe: number, more: Json = {}): Json => ({
  type: 'Action.Execute',
  title: `Tap ${probe}`,
  verb: 'tap',
  data: { probe },
  ...more,
});

const dialog = (probe: number): Json => ({
  type: 'Action.Submit',
  title: `Open ${probe}`,
  associatedInputs: 'none',
  data: { msteams: { type: 'task/fetch' }, verb: 'open', probe },
});

/** A page of a dialog, which sends by Action.Submit. */
export function page(probe: number, verb: string): CardJson {
  const input = { type: 'Input.Text', id: 'said', label: 'Anything', isRequired: true, errorMessage: 'Type something' };
  return cardOf([text(`Dialog ${probe}`), input], [{ type: 'Action.Submit', title: 'Send', data: { verb, probe } }]);
}

export const personal = (probe: number): CardJson =>
  cardOf([text(`${probe}. This line is for you alone.`)], [execute(probe)]);
export const edited = (probe: number): CardJson => cardOf([text(`${probe}. Edited: everyone sees this now.`)]);

const required = {
  type: 'Input.Text',
  id: 'needed',
  label: 'Leave this empty',
  isRequired: true,
  errorMessage: 'This is empty',
};

const rows: (Omit<Probe, 'body'> & { card: (probe: number, person: Person) => CardJson | undefined })[] = [
  { name: 'a mention', card: () => undefined },
  { name: 'the summary of a card', card: (n) => cardOf([text(`${n}. Was its first line on the lock screen?`)]) },
  { name: 'a button', tap: 'Tap', card: (n) => cardOf([text(`${n}. Tap it.`)], [execute(n)]) },
  {
    name: 'a button with an input',
    tap: 'Tap',
    card: (n) => cardOf([text(`${n}. Type a word and tap.`), { type: 'Input.Text', id: 'word' }], [execute(n)]),
  },
  {
    name: 'Cancel beside a required input',
    tap: 'Tap',
    // Not an Execute: only its inputs are the question here.
    card: (n) =>
      cardOf(
        [text(`${n}. Leave it empty and tap.`), required],
        [{ type: 'Action.Submit', title: `Tap ${n}`, associatedInputs: 'none', data: { verb: 'tap', probe: n } }],
      ),
  },
  {
    name: 'a part that is shown on demand',
    tap: 'Show, then tap',
    card: (n) =>
      cardOf(
        [
          text(`${n}. Show what is hidden, and tap there.`),
          { type: 'Container', id: 'hidden', isVisible: false, items: [{ type: 'ActionSet', actions: [execute(n)] }] },
        ],
        [{ type: 'Action.ToggleVisibility', title: 'Show', targetElements: ['hidden'] }],
      ),
  },
  {
    name: 'suggestions while typing',
    tap: 'Type "s"',
    card: (n) =>
      cardOf([
        text(`${n}. Type the letter s.`),
        {
          type: 'Input.ChoiceSet',
          id: 'vm',
          style: 'filtered',
          choices: [],
          'choices.data': { type: 'Data.Query', dataset: `probe-${n}` },
        },
      ]),
  },
  {
    name: "one person's own view",
    tap: 'Tap',
    card: (n, { teamsId }) =>
      cardOf([text(`${n}. Wait for a button.`)], [], {
        refresh: { userIds: [teamsId], action: { type: 'Action.Execute', verb: 'view', data: { probe: n } } },
      }),
  },
  { name: 'an edit', tap: 'Tap', card: (n) => cardOf([text(`${n}. Tap: it changes for everyone.`)], [execute(n)]) },
  {
    name: 'columns, facts and monospace',
    card: (n) =>
      cardOf([
        text(`${n}. Two columns, two facts, one line in monospace.`),
        { type: 'ColumnSet', columns: ['left', 'right'].map((side) => ({ type: 'Column', items: [text(side)] })) },
        { type: 'FactSet', facts: ['one', 'two'].map((title) => ({ title, value: 'a value' })) },
        text('az vm show', { fontType: 'Monospace' }),
      ]),
  },
  {
    name: 'a chart or its sentence',
    card: (n) =>
      cardOf([
        text(`${n}. A chart, or "six failed" in its place.`),
        {
          type: 'Chart.VerticalBar',
          title: 'Failed backups',
          showTitle: true,
          data: [
            { x: '18', y: 2 },
            { x: '19', y: 6 },
          ],
          fallback: text('six failed'),
        },
      ]),
  },
  { name: 'a message for one person', targeted: true, card: () => undefined },
  { name: 'a dialog', tap: 'Open, send', card: (n) => cardOf([text(`${n}. Open it, type, send.`)], [dialog(n)]) },
  {
    name: 'a dialog of two pages',
    tap: 'Open, send twice',
    card: (n) => cardOf([text(`${n}. Open it, send two pages.`)], [dialog(n)]),
  },
];

/** Twelve cards and two dialogs, numbered from 1 as people tick them. */
export const probes: Probe[] = rows.map(({ card, ...row }, index) => ({
  ...row,
  body: (person) => {
    const shown = card(index + 1, person);
    const mention = index === 0 && { mentions: [{ teamsId: person.teamsId, name: person.name }] };
    const words = `${index + 1}. ${row.name}`;
    return { text: mention ? `<at>${person.name}</at> ${words}` : words, ...mention, ...(shown && { card: shown }) };
  },
}));
