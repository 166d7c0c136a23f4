import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { wokenChannel } from '../wakeups.ts';

/** Before the silence after which a connection is given up (open-server.ts). Real time. */
const askMs = 20_000;
const againMs = 5_000;

/**
 * Listens, on a connection of its own, for what other replicas ask for. It is only sooner than the timekeeper's next look:
 * behind a pooler that shares connections between transactions nothing is ever heard.
 * @param heard called whenever something was asked for, or may have been while nobody listened
 * @returns what ends it
 */
export function listenForWakes(connection: pg.PoolConfig, heard: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const listen = async () => {
    const client = new pg.Client({
      ...connection,
      application_name: 'strongroom-listen',
      connectionTimeoutMillis: 10_000,
    });
    // The next question is not answered then.
    client.on('error', () => {});
    client.on('notification', heard);
    try {
      await client.connect();
      await client.query(`listen ${wokenChannel}`);
      heard();
      while (!signal.aborted) {
        await pause(askMs, undefined, { signal });
        await client.query('select 1');
      }
    } finally {
      await client.end();
    }
  };
  const keepListening = async () => {
    while (!signal.aborted) {
      // Whatever is wrong with the server, the looks for due work say so.
      await listen().catch(() => {});
      await pause(againMs, undefined, { signal }).catch(() => {});
    }
  };
  void keepListening();
  return () => stop.abort();
}
