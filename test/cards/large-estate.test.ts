import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSamples } from '../../cards/gallery/samples.ts';
import { languages } from '../../src/kernel/languages.ts';
import { cardBudgetBytes } from '../../src/ui/render.ts';

/**
 * Lists that grow with a tenant, by card and path in its data, with their maximum. If that is no more than a page, the
 * code that makes the data limits it.
 */
const many = 200;
const grows: Record<string, Record<string, number>> = {
  'backup-form': { vms: many },
  audit: { rows: 10 },
  check: { findings: many },
  digest: {
    vaults: many,
    failed: many,
    deleted: many,
    stopped: many,
    stale: many,
    unprotected: many,
    keys: many,
    worse: many,
    weaker: many,
    'drills.failed': many,
    'regions.lacking': many,
    'regions.unknown': many,
    'regions.worse': many,
  },
  doctor: { diagnoses: many },
  drills: { definitions: 6, 'page.rows': 8 },
  form: { vaults: many, policies: many, lines: 10 },
  job: { 'job.tasks': many, 'job.errors': many },
  jobs: { 'page.rows': 8 },
  leftovers: { found: many },
  news: { machines: many, folded: many },
  points: { 'page.rows': 10 },
  policies: { policies: 12 },
  preview: { lines: 10 },
  region: { off: many, 'page.rows': 4, 'unread.vaults': many },
  request: { 'plan.disks': 33, 'plan.names': many },
  status: { waiting: many, running: many, failed: many },
  'restore-form': { points: many, 'changes.disks': 33 },
  vms: { 'page.rows': 12, 'unread.vaults': many },
  whoami: { vaults: many },
  words: { choices: many },
};

const isNamed = /^(name|vm|vms|vault|subscription|requester|owner|by|resourceGroup|policy)$/;

/** Names of the greatest length that Azure allows. */
function renamed(value: unknown, at: number, key = ''): unknown {
  if (typeof value === 'string') return isNamed.test(key) || key === '' ? `${value}-${at}-`.padEnd(80, 'x') : value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, at, typeof one === 'string' ? key : '-'));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, at, name)]));
}

/** @returns undefined if there is no such list, or it is empty */
function grown(data: unknown, [step, ...more]: string[], most: number): unknown {
  if (step === undefined) {
    if (!Array.isArray(data) || data.length === 0) return undefined;
    return Array.from({ length: most }, (_, at) => renamed(data[at % data.length], at));
  }
  if (typeof data !== 'object' || data === null || !(step in data)) return undefined;
  const inside = grown((data as Record<string, unknown>)[step], more, most);
  return inside === undefined ? undefined : { ...data, [step]: inside };
}

describe('a card of a large estate', () => {
  for (const [card, lists] of Object.entries(grows)) {
    // All lists are grown at once as well, as happens in reality.
    for (const named of [...Object.keys(lists).map((list) => [list]), Object.keys(lists)]) {
      it(`of ${card} has room for ${named.map((list) => `${lists[list]} in ${list}`).join(', ')}`, () => {
        const samples = readSamples((data) => {
          const large = named.reduce((each, list) => grown(each, list.split('.'), lists[list] ?? 0) ?? each, data);
          return large === data ? {} : { large };
        }).filter((sample) => sample.card === card);
        assert.ok(samples.length > 0, 'no sample has such a list');
        for (const sample of samples) {
          for (const language of languages) {
            const reader = { language, timeZone: 'Europe/Amsterdam', shared: true };
            const bytes = Buffer.byteLength(JSON.stringify(sample.render(reader)));
            assert.ok(bytes <= cardBudgetBytes, sample.name);
            assert.ok(Buffer.byteLength(sample.say(reader)) <= 3_000, sample.name);
          }
        }
      });
    }
  }
});
