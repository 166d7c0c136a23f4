import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { roster } from '../../sandbox/teams/roster.ts';
import type { Talk } from '../talk.ts';

type Activity = Parameters<Talk['sandbox']['teams']['delivery']['send']>[0];

/** A person's signed activity, as Teams would send it, with a body of our own. */
export function activityOf(talk: Talk, as: string, fields: object): Activity {
  const person = roster.people.find(({ id }) => id === as);
  assert.ok(person);
  return {
    id: `f:${randomUUID()}`,
    type: 'message',
    serviceUrl: talk.sandbox.teams.serviceUrl,
    channelId: 'msteams',
    from: { id: person.teamsId, name: person.name, aadObjectId: person.objectId },
    recipient: { id: roster.bot.teamsId, name: 'Strongroom' },
    conversation: { id: `a:personal-${as}`, conversationType: 'personal', tenantId: roster.tenantId },
    ...fields,
  };
}

/** @returns the bot's answer, which has to be a 200 whatever was sent */
export async function send(talk: Talk, as: string, fields: object): Promise<unknown> {
  const delivered = await talk.sandbox.teams.delivery.send(activityOf(talk, as, fields));
  assert.equal(delivered.kind, 'answered', JSON.stringify(delivered));
  assert.equal(delivered.kind === 'answered' && delivered.status, 200);
  return delivered.kind === 'answered' ? delivered.body : undefined;
}

/**
 * Sends a button that is on none of their cards.
 * @returns the invoke's answer as text
 */
export async function forge(
  talk: Talk,
  as: string,
  verb: string,
  data: object,
  { trigger = 'manual', ...fields }: { trigger?: 'manual' | 'automatic'; from?: object; conversation?: object } = {},
): Promise<string> {
  const value = { action: { type: 'Action.Execute', verb, data }, trigger };
  return JSON.stringify(await send(talk, as, { type: 'invoke', name: 'adaptiveCard/action', value, ...fields }));
}
