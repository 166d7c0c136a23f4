import { z } from 'zod/v4';
import type { CommandName } from '../i18n/language-folder.ts';
import type { Answer, CardJson, Incoming, Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { NewerStoredError, type Stored } from '../kernel/stored.ts';
import type { VisibleInventory } from '../machines/visible-inventory.ts';
import type { RequestServices } from '../requests/services.ts';
import type { SagaServices } from '../saga/services.ts';
import type { FormRow } from '../store/forms.ts';
import type { FormFoldedCard, FormWhat } from './cards/form.ts';
import type { Channel } from './channels.ts';
import type { Ability } from './command.ts';
import type { CommandSpec } from './rules/spec.ts';

/** What everything that people ask for is answered and done with. */
export type ChatServices = SagaServices & {
  /** Everything that can be typed. */
  commands: readonly Command[];
  formKinds: FormKinds;
};

/** What is worked with for one person in one place: nothing else is found, and the whole inventory does not fit. */
export type PersonServices = ChatServices & { inventory: VisibleInventory };

/** One incoming activity with all that its handler works with. A union over the kinds, so that narrower fits wider. */
export type Turn<Kind extends Incoming['kind'] = Incoming['kind']> = Kind extends Incoming['kind']
  ? {
      /** Names of what this person may read and the channel covers, and no others. */
      services: PersonServices;
      /** What may be asked where this was asked. */
      channel: Channel;
      incoming: Extract<Incoming, { kind: Kind }>;
      /** A line that leaves its request to the thread where it stands: elsewhere the same words are another ask. */
      ofThread?: boolean;
      /** It goes on only now: when it was kept. What was asked since is nothing that it was said of. */
      keptAt?: Date;
      /** The line stands behind the button of a sentence, which opens a form and asks nobody for anything. */
      tapped?: true;
      /** For an answer that only this person sees. */
      personal: Reader;
      /** For what everyone in the conversation sees. */
      shared: Reader;
    }
  : never;

/**
 * What a card's button asks for. The data is untrusted: only `id` and `nonce` are read from it, and looked up. A method,
 * as all that is registered: a room above may ask for services that are not named here.
 */
export type Verb = { run(turn: Turn<'action'>): Promise<Answer> }['run'];

export type Arguments = { args: Record<string, string>; lists: Record<string, string[]> };

export type Command = {
  spec: CommandSpec;
  /** Without it the command can do nothing for a person, so that help leaves it out. Each run checks for itself. */
  takes?: Ability;
  /** It lists across vaults: in a channel of some of them, the whole goes to the one who asked. */
  wide?: true;
  /** It tells where something is weak, or how it is reached: where outsiders read along, only who asks hears it. */
  confidential?: true;
  run(turn: Turn<'text'>, given: Arguments): Promise<Answer>;
  /** Goes on with the machine that was picked, as if its name had been typed. */
  pick?(turn: Turn<'action'>, name: string): Promise<Answer>;
  /** The verbs of the cards that this command shows. */
  verbs?: Record<string, Verb>;
};

/** Of every form it is known whose it is. */
export const formOwner = z.object({
  ownerName: z.string(),
  ownerTeamsId: z.string(),
  /** Put away to make room for a newer one. */
  replaced: z.boolean().optional(),
});

export type FormData = z.infer<typeof formOwner>;

type Parts = Pick<RequestServices, 'approvers' | 'clock' | 'config' | 'requestKinds'>;

/** One kind of form: what it shows, and what its buttons do that every form has. */
export type FormKind<Data extends FormData = FormData> = {
  name: string;
  /** How what is filled in is kept. */
  stored: Stored<Data>;
  /** What its owner sees while it is open or to be confirmed. */
  card(services: Parts, form: FormRow, reader: Reader): CardJson;
  /** The machines that it is about, as people read them. */
  vms(data: Data, form: FormRow): string;
  /** What opens one like it. */
  command(data: Data): { command: CommandName; rest: string };
  /** What it asks for; its name where absent. */
  what?(data: Data): FormWhat;
  /** What everyone reads while its owner looks at what is to be confirmed. */
  confirmText?(services: Parts, form: FormRow, reader: Reader): string;
  /** Somebody wants one like it for themselves. */
  openOwn(turn: Turn<'action'>, data: Data): Promise<Answer>;
  /** `confirm <id>`, where there is more to it than a plan that is sent to its approvers. */
  confirm?(turn: Turn<'text' | 'action'>, id: string, click: Turn<'action'> | undefined): Promise<Answer>;
};

/** Every kind of form that this process knows. */
type FormKinds = {
  /** @throws NewerStoredError for a kind that this version does not know */
  of(form: Pick<FormRow, 'kind'>): FormKind;
};

/** Gives a descriptor the type of its own data, so that its members need no casts. */
export function defineFormKind<Data extends FormData>(kind: FormKind<Data>): FormKind<Data> {
  return kind;
}

/** @throws Error where two kinds have one name */
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
 * What a form keeps.
 * @throws stale-card for a form of another kind: its button came from a card that is none of ours; NewerStoredError,
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
    what: formWhat(kind, data),
    how: data.replaced ? 'replaced' : folded[form.state as keyof typeof folded],
    id: form.id,
    owner: data.ownerName,
    vm: kind.vms(data, form),
  };
}

/** What a form asks for. */
export function formWhat(kind: FormKind, data: FormData): FormWhat {
  return kind.what?.(data) ?? (kind.name as FormWhat);
}
