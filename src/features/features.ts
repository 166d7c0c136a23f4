import type { Command } from '../chat/command.ts';
import type { FormKind } from '../chat/form-kind.ts';
import type { Verb } from '../chat/turn.ts';
import type { OwnTexts } from '../i18n/own-texts.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { RequestKind } from '../requests/request-kind.ts';
import type { StepHandler } from '../saga/step-handler.ts';
import type { Services } from '../services.ts';

/** By kind of timer; each is given what stands behind the kind in the timer's key. */
export type Timers = Readonly<Record<string, (services: Services, id: string) => Promise<void>>>;

/** Kinds of timers that run each night by themselves, and when one that has not run yet does. */
export type Nightly = Readonly<Record<string, (services: Services, now: Date) => Date>>;

/** What a bot can do, as lists that `start` is given: whoever adds to them changes no file in src. */
export type Features = {
  /** In the order in which help shows them. */
  commands: readonly Command[];
  /** The buttons of cards that no single command shows. */
  sharedVerbs: Readonly<Record<string, Verb>>;
  /** What clients ask for by themselves. */
  viewVerbs: Readonly<Record<string, Verb>>;
  /** Of the verbs, those whose answer a dialog begins with; they change nothing. */
  dialogVerbs: readonly string[];
  requestKinds: readonly RequestKind[];
  formKinds: readonly FormKind[];
  /** By kind of step. */
  stepHandlers: Readonly<Record<string, StepHandler>>;
  timers: Timers;
  nightly: Nightly;
  /** Texts that stand in no folder of i18n. */
  texts?: readonly OwnTexts[];
};

/** @throws Error where both have a verb, a kind of step or a kind of timer of one name */
export function withFeatures(features: Features, more: Partial<Features>): Features {
  return {
    commands: [...features.commands, ...(more.commands ?? [])],
    sharedVerbs: together(features.sharedVerbs, more.sharedVerbs),
    viewVerbs: together(features.viewVerbs, more.viewVerbs),
    dialogVerbs: [...features.dialogVerbs, ...(more.dialogVerbs ?? [])],
    requestKinds: [...features.requestKinds, ...(more.requestKinds ?? [])],
    formKinds: [...features.formKinds, ...(more.formKinds ?? [])],
    stepHandlers: together(features.stepHandlers, more.stepHandlers),
    timers: together(features.timers, more.timers),
    nightly: together(features.nightly, more.nightly),
    texts: [...(features.texts ?? []), ...(more.texts ?? [])],
  };
}

function together<Value>(
  one: Readonly<Record<string, Value>>,
  more: Readonly<Record<string, Value>> = {},
): Readonly<Record<string, Value>> {
  const twice = Object.keys(more).filter((name) => Object.hasOwn(one, name));
  if (twice.length > 0) throw new Error(`two features have one name: ${twice.join(', ')}`);
  return { ...one, ...more };
}

/** A timer's key is `kind:id`; the handler reads the row again and does nothing if it no longer applies. */
export async function runTimer(timers: Timers, services: Services, key: string): Promise<void> {
  const [kind = '', ...id] = key.split(':');
  const timer = timers[kind];
  // After a step back, or from a replica that was upgraded first: some are asked for each night by whoever knows them.
  if (!timer) throw new NewerStoredError(`timer ${kind}`, 'unknown', 1);
  await timer(services, id.join(':'));
}
