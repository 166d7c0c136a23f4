import { createRequire } from 'node:module';

type Engine = { Template: new (json: unknown) => { expand(context: { $root: unknown }): unknown } };

/**
 * Required instead of imported: the package's declarations point at TypeScript sources of `adaptivecards`, which the
 * compiler then checks by our rules and refuses.
 */
const require = createRequire(import.meta.url);
export const { Template }: Engine = require('adaptivecards-templating');
export type Template = InstanceType<Engine['Template']>;
