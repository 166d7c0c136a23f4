import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { wokenChannel } from '../wakeups.ts';

/** Shorter than the silence after which a connection is given up (open-server.ts). Real time. */
const askMs = 20_000;
const againMs = 5_000;

/**
 * Listens, on its own connection, for keys that other replicas ask for. It only gets ahead of the timekeeper's
 * next look: behind a pooler that shares connections between transactions nothing arrives.
 * @param heard called whenever keys were asked for, or may have been while nobody listened
 * @returns a function that ends it
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
    // The next query then fails.
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
      // Any server problem is reported by the looks for due work.
      await listen().catch(() => {});
      await pause(againMs, undefined, { signal }).catch(() => {});
    }
  };
  void keepListening();
  return () => stop.abort();
}
