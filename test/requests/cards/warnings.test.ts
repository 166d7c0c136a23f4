import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestKinds } from '../../../src/app/request-kinds.ts';
import { warnings } from '../../../src/i18n/en/restore/warnings.ts';
import { failureText } from '../../../src/i18n/failure-text.ts';
import { texts } from '../../../src/i18n/texts.ts';
import type { MessageBody, Reader } from '../../../src/kernel/chat.ts';
import type { Failure } from '../../../src/kernel/errors.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { asObject, type JsonObject } from '../../../src/kernel/stored.ts';
import { dryRunCard } from '../../../src/requests/cards/dry-run.ts';
import type { RequestView } from '../../../src/requests/cards/request.ts';
import { createRequestKinds } from '../../../src/requests/request-kind.ts';
import { requestBodyOf } from '../../../src/requests/request-messages.ts';
import type { StoredPlan } from '../../../src/requests/stored-request.ts';
import { restoreConfirmCard } from '../../../src/restore/cards/restore-confirm.ts';
import { asRestore } from '../../../src/restore/stored-restore.ts';
import { nodesOf } from '../../cards/every-card.ts';
import { internalErrorsIn } from '../../internal-errors.ts';
import { fixturesOf } from '../../store/fixtures.ts';

const kinds = createRequestKinds(requestKinds);
const now = new Date('2026-11-24T09:00:00Z');
const off: Failure = { code: 'azure.trouble', params: {} };
const view: RequestView = {
  id: 'R-7K2M',
  nonce: 'n',
  state: 'pending',
  now,
  requester: 'Olivia Novak',
  reason: '',
  decideBy: now,
  steps: [],
  decisions: [],
  offers: [],
};

/** Each entry of a catalogue, with a value for every parameter. */
function entriesOf(catalogue: object): Failure[] {
  return Object.entries(catalogue).flatMap(([code, entry]) => {
    const { message, remedy = '' } = asObject(entry);
    if (typeof message !== 'string' || typeof remedy !== 'string') return [];
    const names = [...`${message} ${remedy}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
    return [{ code, params: Object.fromEntries(names.map((name) => [name, name === 'count' ? 2 : `${name}1`])) }];
  });
}

const ofPlan = entriesOf(warnings.texts.plan);
const ofProtection = entriesOf(texts('en').below('protection')).map((each) => ({
  ...each,
  code: `protection.${each.code}`,
}));

const stored = new Map(fixturesOf('plans').map(({ body }) => [String(asObject(body).kind), kinds.parse(body)]));
const warned = [...stored].flatMap(([kind, plan]): { kind: string; plan: StoredPlan; says: Failure[] }[] => {
  if (asRestore(kinds, plan)) {
    const says = ofPlan.map(({ code, params }) => ({ code: `plan.${code}`, params }));
    return [{ kind, plan: withPlanWarnings(plan), says }];
  }
  if (kind === 'drill-definition' || kind === 'release') return [{ kind, ...warnedByEffects(plan) }];
  return 'warnings' in plan
    ? [{ kind, plan: { ...plan, warnings: ofProtection } as StoredPlan, says: ofProtection }]
    : [];
});

/** Kinds that derive warnings from their content. */
function warnedByEffects(held: JsonObject): { plan: StoredPlan; says: Failure[] } {
  const { plan, place } = held;
  const effects = { ...asObject(asObject(plan).effects), identities: ['/identities/id-app'] };
  const changed = { ...held, remade: ['web-01'], place: { ...asObject(place), openings: ['Storage'] } };
  const full = { ...changed, plan: { ...asObject(plan), effects } } as unknown as StoredPlan;
  const subject = kinds.of(full).subject(full);
  const { warnings } = 'plan' in subject ? subject.plan : subject.change;
  assert.ok(warnings.length > 0, `${held.kind} warns`);
  return { plan: full, says: warnings };
}

/** Plans of a restore, with all warnings; findings of a check replace none of them. */
function withPlanWarnings<Plan extends JsonObject>(plan: Plan): Plan {
  if (plan.kind !== 'restore') return { ...plan, restore: withPlanWarnings(asObject(plan.restore)) };
  const { check: _, ...seen } = asObject(plan.view);
  return { ...plan, view: { ...seen, warnings: ofPlan } };
}

/** Every text on a card. */
function said(card: MessageBody['card']): string {
  return [...nodesOf(card)].map(({ text }) => text).join('\n');
}

describe('what is worth knowing before a request is approved', () => {
  it('may be said of each of these', () => {
    assert.deepEqual(warned.map(({ kind }) => kind).toSorted(), [
      'backup',
      'drill',
      'drill-definition',
      'hold',
      'protect',
      'quarantine',
      'raise-retention',
      'release',
      'restore',
      'resume-protection',
      'resume-shorter',
      'stop-protection',
      'unhold',
    ]);
    assert.ok(ofPlan.length > 40 && ofProtection.length > 20);
  });

  for (const language of languages) {
    const reader: Reader = { language, timeZone: 'UTC' };
    for (const { kind, plan, says } of warned) {
      it(`stands whole on every card of it before that: ${kind} (${language})`, () => {
        const subject = kinds.of(plan).subject(plan);
        const cards = [
          requestBodyOf(kinds, { view, plan }, reader).card,
          dryRunCard({ now, off, plans: [{ ...subject, asks: true }] }, reader),
        ];
        const restore = plan.kind === 'restore' ? asRestore(kinds, plan) : undefined;
        if (restore) {
          const form = { id: 'R-7K2M', nonce: 'n', now, owner: 'Olivia Novak', reason: '', decideMs: 1 };
          cards.push(restoreConfirmCard({ ...form, plan: restore.view }, reader));
        }
        for (const card of cards) {
          const text = said(card);
          assert.deepEqual(internalErrorsIn(card), []);
          for (const each of says) assert.ok(text.includes(failureText(texts(language), each)), each.code);
        }
      });
    }
  }
});
