import { createHmac } from 'node:crypto';
import type { Pager } from '../../kernel/config/rules/pager.ts';
import { isAlarm, type PagerPage } from '../../store/rules/stored-page.ts';

export type PagerCall = { url: string; headers: Record<string, string>; body: string };

/** The sender, in every event. */
type Source = { botAppId: string };

/** The call for a page, in the pager's format. */
export function pagerCall(pager: Pager, page: PagerPage, { botAppId }: Source, now: Date): PagerCall {
  switch (pager.format) {
    case 'cloudevents':
      return signedEvent(pager, page, `/strongroom/${botAppId}`, now);
    case 'pagerduty':
      return json(pager.url, {}, pagerDutyEvent(pager.secret, page));
    case 'opsgenie':
      return opsgenieCall(pager, page);
    case 'incident.io':
      return json(pager.url, { authorization: `Bearer ${pager.secret}` }, incidentIoEvent(page));
  }
}

/** A CloudEvent 1.0 in structured mode. */
export function cloudEvent({ id, type, requestId, at, ...data }: PagerPage, source: string) {
  return {
    specversion: '1.0',
    id,
    source,
    type: `strongroom.request.${type}`,
    subject: requestId,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    data: { request: requestId, ...data },
  };
}

function signedEvent({ url, secret }: Pager, page: PagerPage, source: string, now: Date): PagerCall {
  const body = JSON.stringify(cloudEvent(page, source));
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    url,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': page.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook(secret, { id: page.id, timestamp, body }),
    },
    body,
  };
}

/**
 * A PagerDuty event (Events API v2), with one alert at a time for each request. A decision resolves it, as the end
 * does: an acknowledged alert rings no more, whatever triggers it again ("it won't generate any additional
 * notifications"), and an approved request may fail.
 */
function pagerDutyEvent(routingKey: string, page: PagerPage) {
  const { type, requestId, link, summary, machine, ...details } = page;
  return {
    routing_key: routingKey,
    event_action: isAlarm(type) ? 'trigger' : 'resolve',
    dedup_key: requestId,
    payload: {
      summary: cut(summary, 1024),
      severity: type === 'failed' ? 'critical' : 'error',
      source: machine,
      timestamp: details.at.toISOString(),
      class: type,
      custom_details: { request: requestId, event: details.id, kind: details.kind, vault: details.vault },
    },
    links: [{ href: link, text: requestId }],
  };
}

/**
 * A call to Opsgenie's Alert API, which Jira Service Management has kept: the alias is the request, and only matches an
 * open alert.
 */
function opsgenieCall({ url, secret }: Pager, page: PagerPage): PagerCall {
  const { type, requestId, summary, link, machine, kind, vault, id } = page;
  const headers = { authorization: `GenieKey ${secret}` };
  if (isAlarm(type)) {
    return json(url, headers, {
      message: cut(summary, 130),
      alias: requestId,
      description: `${summary}\n${link}`,
      entity: machine,
      source: 'Strongroom',
      tags: ['strongroom', type],
      details: { request: requestId, event: id, kind, vault, link },
      priority: type === 'failed' ? 'P1' : 'P2',
    });
  }
  const at = new URL(url);
  at.pathname = `${at.pathname.replace(/\/$/, '')}/${encodeURIComponent(requestId)}/close`;
  at.searchParams.set('identifierType', 'alias');
  return json(at.href, headers, { source: 'Strongroom', note: summary });
}

/** An event for an HTTP alert source of incident.io, which knows firing and resolved. */
function incidentIoEvent(page: PagerPage) {
  const { type, requestId, summary, link, machine, kind, vault, id } = page;
  return {
    title: summary,
    status: isAlarm(type) ? 'firing' : 'resolved',
    deduplication_key: requestId,
    source_url: link,
    metadata: { request: requestId, event: id, type, kind, machine, vault },
  };
}

function json(url: string, headers: Record<string, string>, body: object): PagerCall {
  return { url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * Signs a call as the Standard Webhooks specification says, so that its libraries verify it: HMAC-SHA256 over id, time
 * and the raw body.
 * @param secret `whsec_` and base64, or any text
 * @param timestamp of the sending, in seconds, which exposes replays
 */
export function signWebhook(
  secret: string,
  { id, timestamp, body }: Record<'id' | 'timestamp' | 'body', string>,
): string {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret) ?? [];
  const key = encoded === undefined ? Buffer.from(secret, 'utf8') : Buffer.from(encoded, 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The place of a card, as far as Teams has told it. */
export type CardPlace = {
  kind: 'channel' | 'personal' | 'group';
  conversationId: string;
  threadId?: string | undefined;
  activityId?: string | undefined;
};

/** A link that opens a card in Teams; without a place, or in a personal chat, it opens the chat with the bot. */
export function cardLink(
  { teams, tenantId, botAppId }: { teams: string; tenantId: string; botAppId: string },
  place?: CardPlace,
): string {
  if (place?.kind === 'channel' && (place.activityId ?? place.threadId) !== undefined) {
    const message = place.activityId ?? place.threadId ?? '';
    const link = new URL(
      `${teams}/l/message/${encodeURIComponent(place.conversationId)}/${encodeURIComponent(message)}`,
    );
    link.searchParams.set('tenantId', tenantId);
    link.searchParams.set('parentMessageId', place.threadId ?? message);
    return link.href;
  }
  if (place?.kind === 'group' && place.activityId !== undefined) {
    const link = new URL(
      `${teams}/l/message/${encodeURIComponent(place.conversationId)}/${encodeURIComponent(place.activityId)}`,
    );
    link.searchParams.set('tenantId', tenantId);
    link.searchParams.set('context', JSON.stringify({ contextType: 'chat' }));
    return link.href;
  }
  return `${teams}/l/chat/0/0?users=28:${botAppId}`;
}
