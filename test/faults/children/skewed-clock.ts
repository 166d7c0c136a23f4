/** Loaded before a bot: sets its host's clock ahead. */
const host = globalThis.Date;
const skewMs = Number(process.env.CLOCK_SKEW_MS);

globalThis.Date = class extends host {
  constructor(...given: []) {
    if (given.length === 0) super(host.now() + skewMs);
    else super(...given);
  }

  static override now(): number {
    return host.now() + skewMs;
  }
} as DateConstructor;
