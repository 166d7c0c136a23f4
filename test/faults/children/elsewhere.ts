import { Socket } from 'node:net';

/**
 * Loaded into a replica before the bot. Routes its calls to Teams through the gate in TEAMS_GATE, and skews its clock
 * by `skewMs` of the newest clock setting. The bot doesn't notice, as on a host of its own.
 */
const [teams, gate] = (process.env.TEAMS_GATE ?? '').split('>').map(Number);

const { connect } = Socket.prototype;
type Given = Parameters<typeof connect>;
Socket.prototype.connect = function connectByGate(this: Socket, ...given: unknown[]) {
  const [first] = given;
  // Node itself passes its options wrapped in an array.
  const list: unknown[] = Array.isArray(first) ? first : given;
  const options = list[0] as { port?: unknown } | undefined;
  if (typeof options === 'object' && Number(options?.port) === teams) list[0] = { ...options, port: gate };
  return connect.apply(this, given as Given);
} as typeof connect;

let skewMs = 0;
const RealDate = Date;
globalThis.Date = class SkewedDate extends RealDate {
  constructor(...given: [] | ConstructorParameters<DateConstructor>) {
    super(...((given.length === 0 ? [SkewedDate.now()] : given) as [number]));
  }
  static override now(): number {
    return RealDate.now() + skewMs;
  }
} as DateConstructor;

type Heard = { setting?: { skewMs?: number }; settings?: { clock: { skewMs?: number } } };
const emit = process.emit.bind(process) as (event: string, ...given: unknown[]) => boolean;
// A listener would consume messages that arrive before the bot listens.
process.emit = ((event: string, ...given: unknown[]) => {
  const heard = event === 'message' ? (given[0] as Heard) : {};
  skewMs = (heard.setting ?? heard.settings?.clock)?.skewMs ?? skewMs;
  return emit(event, ...given);
}) as typeof process.emit;
