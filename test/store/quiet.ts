import type { Log } from '../../src/telemetry/log.ts';

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
