import { readdirSync, readFileSync } from 'node:fs';
import { product } from '../../src/app/product.ts';
import { byHandCard, byHandText } from '../../src/by-hand/cards/by-hand.ts';
import { formBusyCard, formBusyText, formFoldedCard, formFoldedText } from '../../src/chat/cards/form.ts';
import { commandHelpCard, type HelpCard, helpCard, helpText } from '../../src/chat/cards/help.ts';
import { wordsCard, wordsText } from '../../src/chat/cards/words.ts';
import { privateAnswersCard, privateAnswersText } from '../../src/chat/private-answers.ts';
import { moreHelp } from '../../src/chat/rules/situation.ts';
import type { CommandSpec } from '../../src/chat/rules/spec.ts';
import { auditCard, auditText } from '../../src/doctor/cards/audit.ts';
import { doctorCard, doctorText, welcomeCard, welcomeText } from '../../src/doctor/cards/doctor.ts';
import { type DrillFormCard, drillFormCard } from '../../src/drills/cards/drill-form.ts';
import { drillsCard, drillsText } from '../../src/drills/cards/drills.ts';
import { regionCard, regionText } from '../../src/drills/cards/region.ts';
import { failureText, inWords } from '../../src/i18n/failure-text.ts';
import { texts } from '../../src/i18n/texts.ts';
import { digestCard, digestText } from '../../src/jobs/cards/digest.ts';
import { explainCard, explainText } from '../../src/jobs/cards/explain.ts';
import { jobsCard, jobsText } from '../../src/jobs/cards/jobs.ts';
import { newsCard, newsText } from '../../src/jobs/cards/news.ts';
import { statusCard, statusText } from '../../src/jobs/cards/status.ts';
import type { CardJson, Reader } from '../../src/kernel/chat.ts';
import type { Failure } from '../../src/kernel/errors.ts';
import { checkCard, checkText } from '../../src/look/cards/check.ts';
import { whoamiCard, whoamiText } from '../../src/look/cards/whoami.ts';
import { pickCard, pickText } from '../../src/machines/cards/pick.ts';
import { vmCard, vmText } from '../../src/machines/cards/vm.ts';
import { vmsCard, vmsText } from '../../src/machines/cards/vms.ts';
import { type AskFormCard, askFormCard } from '../../src/protection/cards/ask-form.ts';
import { type BackupFormCard, backupFormCard } from '../../src/protection/cards/backup.ts';
import { keyaccessCard, keyaccessText } from '../../src/protection/cards/keyaccess.ts';
import { policiesCard, policiesText } from '../../src/protection/cards/policies.ts';
import { type PolicyFormCard, policyFormCard } from '../../src/protection/cards/policy-form.ts';
import { previewCard, previewText } from '../../src/protection/cards/preview.ts';
import { type ProtectFormCard, protectFormCard } from '../../src/protection/cards/protect-form.ts';
import { addendumCard, addendumText } from '../../src/requests/cards/addendum.ts';
import {
  breakGlassConfirmCard,
  breakGlassConfirmText,
  reviewCard,
  reviewText,
} from '../../src/requests/cards/break-glass.ts';
import { changeCard, changeText } from '../../src/requests/cards/change.ts';
import {
  type DecideCard,
  type DecisionCard,
  decideCard,
  decideText,
  decisionCard,
  withDecision,
} from '../../src/requests/cards/decision.ts';
import { dryRunCard, dryRunText } from '../../src/requests/cards/dry-run.ts';
import { jobCard, jobText } from '../../src/requests/cards/job.ts';
import { type RequestCard, requestCard, requestText } from '../../src/requests/cards/request.ts';
import { leftoversCard, leftoversText } from '../../src/restore/cards/leftovers.ts';
import { pointsCard, pointsText } from '../../src/restore/cards/points.ts';
import {
  type RestoreClosingCard,
  restoreClosingCard,
  restoreClosingText,
  restoreSubject,
} from '../../src/restore/cards/restore-closing.ts';
import { restoreConfirmCard, restoreConfirmText } from '../../src/restore/cards/restore-confirm.ts';
import { restoreFormCard } from '../../src/restore/cards/restore-form.ts';
import { failureCard, type NoticeCard, noticeCard } from '../../src/ui/notice.ts';
import type { CardName } from '../../src/ui/render.ts';
import { changeOfSample } from './changes.ts';

const { commands } = product;

export type Sample = {
  card: CardName;
  name: string;
  render(reader: Reader): CardJson;
  /** The sentence beside the card: the only text on a locked phone. */
  say(reader: Reader): string;
};

type Renderer = { card: (data: never, reader: Reader) => CardJson; text: (data: never, reader: Reader) => string };
/** Commands by name; their words come from the product. */
type HelpSample = { commands: string[] } | { command: string };
type FormSample =
  | ({ form: 'policy' } & PolicyFormCard)
  | ({ form: 'protect' } & ProtectFormCard)
  | ({ form: 'ask' } & AskFormCard)
  | ({ form: 'drills' } & DrillFormCard);
type DecideSample = DecideCard & { decision: 'approve' | 'reject' };
type NoticeSample = NoticeCard & { failure?: Failure };

function specOf(name: string): CommandSpec {
  const found = commands.find(({ spec }) => spec.name === name);
  if (!found) throw new Error(`help.sample.json: no command is called ${name}`);
  return found.spec;
}

const helpOf = (names: readonly string[]): HelpCard => {
  const specs = names.map(specOf);
  return { commands: specs, more: moreHelp(specs) };
};

const renderers: Record<CardName, Renderer> = {
  help: {
    card: (data: HelpSample, reader) =>
      'command' in data
        ? commandHelpCard(specOf(data.command), reader, { others: [], parts: [] })
        : helpCard(helpOf(data.commands), reader),
    text: (_: HelpSample, reader) => helpText(reader),
  },
  welcome: { card: welcomeCard, text: welcomeText },
  words: { card: wordsCard, text: wordsText },
  'private-answers': { card: privateAnswersCard, text: privateAnswersText },
  whoami: { card: whoamiCard, text: whoamiText },
  vm: { card: vmCard, text: vmText },
  check: { card: checkCard, text: checkText },
  'by-hand': { card: byHandCard, text: byHandText },
  drills: { card: drillsCard, text: drillsText },
  region: { card: regionCard, text: regionText },
  leftovers: { card: leftoversCard, text: leftoversText },
  // A form is private to its owner; everyone sees the sentence.
  'restore-form': { card: restoreFormCard, text: formBusyText },
  'form-busy': { card: formBusyCard, text: formBusyText },
  'form-folded': { card: formFoldedCard, text: formFoldedText },
  'restore-confirm': { card: restoreConfirmCard, text: restoreConfirmText },
  'restore-closing': {
    card: restoreClosingCard,
    text: (data: RestoreClosingCard, reader) =>
      restoreClosingText(data, reader) ??
      requestText(
        {
          ...data,
          plan: restoreSubject(data.plan),
          now: data.plan.point.at,
          state: 'succeeded',
          requester: '',
          decisions: [],
        },
        reader,
      ),
  },
  request: { card: wholeRequest, text: requestText },
  status: { card: statusCard, text: statusText },
  job: { card: jobCard, text: jobText },
  jobs: { card: jobsCard, text: jobsText },
  digest: { card: digestCard, text: digestText },
  news: { card: newsCard, text: newsText },
  vms: { card: vmsCard, text: vmsText },
  points: { card: pointsCard, text: pointsText },
  explain: { card: explainCard, text: explainText },
  change: { card: changeCard, text: changeText },
  'backup-form': {
    card: backupFormCard,
    text: (data: BackupFormCard, reader) => formBusyText({ ...data, vm: data.vms.join(', ') }, reader),
  },
  pick: { card: pickCard, text: pickText },
  policies: { card: policiesCard, text: policiesText },
  form: { card: formOfSample, text: busyOfSample },
  preview: { card: previewCard, text: previewText },
  keyaccess: { card: keyaccessCard, text: keyaccessText },
  decision: {
    card: (data: DecisionCard, reader) =>
      withDecision(requestCard(requestOf(data), reader), decisionCard(data, reader)),
    text: (data: DecisionCard, reader) => requestText(requestOf(data), reader),
  },
  decide: {
    card: ({ decision, ...data }: DecideSample, reader) => decideCard(data, decision, reader),
    text: ({ decision, ...data }: DecideSample, reader) => decideText(data, decision, reader),
  },
  addendum: { card: addendumCard, text: addendumText },
  'glass-confirm': { card: breakGlassConfirmCard, text: breakGlassConfirmText },
  review: { card: reviewCard, text: reviewText },
  audit: { card: auditCard, text: auditText },
  doctor: { card: doctorCard, text: doctorText },
  'would-have': { card: dryRunCard, text: dryRunText },
  notice: {
    card: (data: NoticeSample, reader) => (data.failure ? failureCard(data.failure, reader) : noticeCard(data, reader)),
    text: (data: NoticeSample, reader) =>
      data.failure ? failureText(texts(reader.language), inWords(data.failure)) : data.text,
  },
};

/** A request as its message shows it: while it waits, with the part for deciding it. */
function wholeRequest(data: RequestCard, reader: Reader): CardJson {
  const card = requestCard(data, reader);
  if (data.state !== 'pending') return card;
  const decision = {
    ...data,
    open: true,
    quorum: { rule: 'default', approvals: 1, denials: 1, oneVotePerGroup: false, groups: ['holders'] },
    votes: [],
    questions: [],
    viewer: 'everyone' as const,
    seen: [],
    refreshFor: data.refreshFor ?? [],
    ...(data.plan.own && { proof: {} }),
  };
  return withDecision(card, decisionCard(decision, reader));
}

/** The request that a sample of the part for deciding stands on. */
function requestOf({ id, nonce, now, open, plan, requester }: DecisionCard): RequestCard {
  const state = open ? 'pending' : 'running';
  const decideBy = new Date(now.getTime() + 4 * 60 * 60_000);
  return {
    id,
    nonce,
    now,
    state,
    plan,
    requester,
    reason: 'INC0012345',
    decideBy,
    steps: [],
    decisions: [],
    offers: [],
  };
}

function formOfSample(data: FormSample, reader: Reader): CardJson {
  if (data.form === 'policy') return policyFormCard(data, reader);
  if (data.form === 'drills') return drillFormCard(data, reader);
  return data.form === 'protect' ? protectFormCard(data, reader) : askFormCard(data, reader);
}

function busyOfSample(data: FormSample, reader: Reader): string {
  if (data.form === 'drills') return formBusyText({ ...data, vm: data.entries.vms ?? '-' }, reader);
  if (data.form === 'policy') return formBusyText({ ...data, vm: data.vault }, reader);
  if (data.form === 'ask') return formBusyText({ ...data, vm: data.what.vm }, reader);
  return formBusyText({ ...data, vm: data.lines.map(({ vm }) => vm).join(', ') }, reader);
}

const folder = new URL('../', import.meta.url);

/**
 * Every named case of every /cards/<name>.sample.json.
 * @param others further cases derived from one, by name
 */
export function readSamples(others: (data: unknown) => Record<string, unknown> = (data) => ({ '': data })): Sample[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sample.json'));
  return files.sort().flatMap((file) => {
    const card = file.replace('.sample.json', '') as CardName;
    const cases: Record<string, unknown> = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return Object.entries(cases).flatMap(([name, written]) =>
      Object.entries(others(written)).map(([other, made]) => {
        const data = JSON.parse(JSON.stringify(made), revive) as never;
        return {
          card,
          name: [name, other].filter((part) => part !== '').join(', '),
          render: (reader: Reader) => renderers[card].card(data, reader),
          say: (reader: Reader) => renderers[card].text(data, reader),
        };
      }),
    );
  });
}

/** JSON has no dates, so a text with a moment becomes one; nor has it texts in the reader's words. */
function revive(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date(value);
  return changeOfSample(value);
}
