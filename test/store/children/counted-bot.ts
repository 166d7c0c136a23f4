import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import pg from 'pg';
import { runBot } from '../../../sandbox/run-bot.ts';
import { start } from '../../../src/app/main.ts';
import { product } from '../../../src/app/product.ts';

/** The sandbox's bot; it prints a line for each statement that a turn sends to a server. */

const answering = new AsyncLocalStorage<number>();
let turns = 0;
subscribe('http.server.request.start', () => answering.enterWith(++turns));

type Send = (this: pg.Client, ...given: unknown[]) => unknown;
const send = pg.Client.prototype.query as Send;
const counted: Send = function counted(...given) {
  const turn = answering.getStore();
  const [sent] = given as [string | { text: string }];
  const statement = typeof sent === 'string' ? sent : sent.text;
  if (turn !== undefined) console.log(JSON.stringify({ turn, statement }));
  return send.apply(this, given);
};
pg.Client.prototype.query = counted as typeof pg.Client.prototype.query;

runBot(start, product);
