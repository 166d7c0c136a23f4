import { z } from 'zod/v4';
import type { CommandName, KeywordName } from '../i18n/language-folder.ts';
import type { Answer, CardJson, Incoming, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { NewerStoredError, type Stored } from '../kernel/stored.ts';
import type { VisibleInventory } from '../machines/visible-inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import type { SagaServices } from '../saga/services.ts';
import type { FormRow } from '../store/forms.ts';
import type { Part } from '../store/rows.ts';
import type { FormFoldedCard } from './cards/form.ts';
import type { Channel } from './channels.ts';
import type { Ability } from './command.ts';
import type { CommandSpec } from './rules/spec.ts';

/** Services that commands are answered and carried out with. */
export type ChatServices = SagaServices & {
  /** All commands. */
  commands: readonly Command[];
  formKinds: FormKinds;
};

/** Services for one person in one place: they find nothing else, and the type does not accept the whole inventory. */
export type PersonServices = ChatServices & { inventory: VisibleInventory };

/**
 * One incoming activity with all that its handler needs. A union over the kinds, so that a narrower turn fits a wider
 * one.
 */
export type Turn<Kind extends Incoming['kind'] = Incoming['kind']> = Kind extends Incoming['kind']
  ? {
      /** Services that find only what this person may read and the channel covers. */
      services: PersonServices;
      /** The commands and vaults allowed in this place. */
      channel: Channel;
      incoming: Extract<Incoming, { kind: Kind }>;
      /** The line leaves its request to the thread; in another thread the same words are another command. */
      ofThread?: boolean;
      /** When the command was deferred, if it runs only now. It says nothing about what was asked since. */
      deferredAt?: Date;
      /** The line was on the button of a sentence, which opens a form and asks nobody for anything. */
      tapped?: true;
      /** What `Command.ahead` read, if it did. */
      ahead?: unknown;
      /** The command whose line or button this is, where it changes something: see `resolveTarget`. */
      changing?: string;
      /** For an answer that only this person sees. */
      personal: Reader;
      /** For what everyone in the conversation sees. */
      shared: Reader;
    }
  : never;

/**
 * Handler of a card's button. The data is untrusted: only `id` and `nonce` are read from it, and looked up. A method,
 * like everything that is registered: a higher room may need services that are not named here.
 */
export type Verb = { run(turn: Turn<'action'>): Promise<Answer> }['run'];

export type Arguments = { args: Record<string, string>; lists: Record<string, string[]> };

export type Command = {
  spec: CommandSpec;
  /**
   * Ability without which the command is useless to a person, so that help leaves it out. Each run checks for itself.
   */
  takes?: Ability;
  /** Lists across vaults: in a channel limited to some, the person who asked also gets the whole. */
  wide?: true;
  /** Tells where something is weak, or how it is reached: where outsiders read along, the answer is private. */
  confidential?: true;
  /**
   * What it will read of the database, as far as the line tells: read with the settings of the place, before the line
   * is known to be allowed. `run` gets the answer as `turn.ahead`, or not, where it was not asked so.
   */
  ahead?(
    services: ChatServices,
    incoming: Extract<Incoming, { kind: 'text' }>,
    given: Arguments,
  ): Part<unknown> | undefined;
  run(turn: Turn<'text'>, given: Arguments): Promise<Answer>;
  /** Continues with the machine that was picked, as if its name had been typed. */
  pick?(turn: Turn<'action'>, name: string): Promise<Answer>;
  /** Verbs of the cards that this command shows. */
  verbs?: Record<string, Verb>;
  /** What it asks somebody else to approve, once the form that asks for a reason is filled in. */
  asks?: AskWay;
};

type AskWay = {
  /** The kind of request. */
  kind: string;
  /** Keyword behind the machine. */
  behind?: KeywordName;
  /** As if the name had been typed. */
  begin(turn: Turn<'text' | 'action'>, name: string, reason: string | undefined): Promise<Answer>;
};

/** Every form stores its owner. */
export const formOwner = z.object({
  ownerName: z.string(),
  ownerTeamsId: z.string(),
  /** Closed to make room for a newer one. */
  replaced: z.boolean().optional(),
});

export type FormData = z.infer<typeof formOwner>;

type Parts = Pick<RequestServices, 'approvers' | 'clock' | 'config' | 'requestKinds'>;

/** One kind of form: what it shows, and the behaviour of the buttons that every form has. */
export type FormKind<Data extends FormData = FormData> = {
  name: string;
  /** The stored shape of its values. */
  stored: Stored<Data>;
  /** The owner's view while it is open or to be confirmed. */
  card(services: Parts, form: FormRow, reader: Reader): CardJson;
  /** Its machines, as people read them. */
  vms(data: Data, form: FormRow): string;
  /** The line that opens a form like it. */
  command(data: Data): { command: CommandName; rest: string };
  /** The text for everyone else while its owner reviews the plan. */
  confirmText?(services: Parts, form: FormRow, reader: Reader): string;
  /** Opens a form like it for somebody else. */
  openOwn(turn: Turn<'action'>, data: Data): Promise<Answer>;
  /** `confirm <id>`, if it does more than send a plan to its approvers. */
  confirm?(turn: Turn<'text' | 'action'>, id: string, click: Turn<'action'> | undefined): Promise<Answer>;
};

/** All kinds of forms that this process knows. */
type FormKinds = {
  /** @throws NewerStoredError for a kind that this version does not know */
  of(form: Pick<FormRow, 'kind'>): FormKind;
};

/** Gives a descriptor the type of its own data, so that its members need no casts. */
export function defineFormKind<Data extends FormData>(kind: FormKind<Data>): FormKind<Data> {
  return kind;
}

/** @throws Error if two kinds have one name */
export function createFormKinds(kinds: readonly FormKind[]): FormKinds {
  const byName = new Map(kinds.map((kind) => [kind.name, kind] as const));
  if (byName.size < kinds.length) throw new Error('two kinds of form have one name');
  return {
    of({ kind }) {
      const found = byName.get(kind);
      if (!found) throw new NewerStoredError(`form ${kind}`, 'unknown', 0);
      return found;
    },
  };
}

/**
 * The stored values of a form.
 * @throws stale-card for a form of another kind, whose button came from a card that is none of ours; NewerStoredError,
 * stored.unreadable
 */
export function parseForm<Data extends FormData>(
  { name, stored }: { name: string; stored: Pick<Stored<Data>, 'parse'> },
  form: Pick<FormRow, 'kind' | 'data'>,
): Data {
  if (form.kind !== name) throw new CodedError('stale-card');
  return stored.parse(form.data);
}

const folded = {
  done: 'submitted',
  withdrawn: 'cancelled',
  rehearsed: 'rehearsed',
  expired: 'expired',
} as const;

/** The one line that is left of a form. */
export function foldedForm(kinds: FormKinds, form: FormRow): FormFoldedCard {
  const kind = kinds.of(form);
  const data = parseForm(kind, form);
  return {
    how: data.replaced ? 'replaced' : folded[form.state as keyof typeof folded],
    id: form.id,
    owner: data.ownerName,
    vm: kind.vms(data, form) || kind.name,
  };
}
