import { CodedError } from '../kernel/errors.ts';

/** Connection lost, refused or not found; server stopping, starting or out of connections. */
const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/** node-postgres gives these no code; PgBouncer uses the protocol violation code. */
const unavailableMessages =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|server_login_retry|query_wait_timeout|server conn crashed|cannot connect to server|no more connections allowed/i;

/**
 * Turns a database failure into an error that chat can show: store.unavailable (nothing was done, try again) or
 * store.full. Other errors are returned unchanged.
 */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CodedError) return error;
  const { code: given, syscall } = error as { code?: unknown; syscall?: unknown };
  const code = String(given ?? '');
  if (code === '53100' || code === 'ENOSPC') return new CodedError('store.full', {}, { cause: error });
  // A missing socket file, for example.
  if (syscall === 'connect' || unavailableCodes.has(code) || unavailableMessages.test(error.message)) {
    return new CodedError('store.unavailable', {}, { cause: error });
  }
  return error;
}
