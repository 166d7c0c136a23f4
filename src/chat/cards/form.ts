import type { CommandName } from '../../i18n/language-folder.ts';
import { clip, shown, withRoom } from '../../i18n/plain.ts';
import { commandIn, texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { buttonsOf, refreshOf, withDialogButton } from '../../ui/button.ts';
import { render } from '../../ui/render.ts';

/** One input of a form: a list if it has choices, else a line to type. */
export type FormField = {
  id: string;
  label: string;
  /** Shown by clients that validate inputs themselves. */
  errorMessage: string;
  value: string;
  isRequired?: boolean;
  placeholder?: string;
  isMultiline?: boolean;
  /** Longest text in characters; 200 if absent. */
  maxLength?: number;
  choices?: { title: string; value: string }[];
  isMulti?: boolean;
  /** All choices at once, instead of a list that opens. */
  isExpanded?: boolean;
  /** The mistake in it at the last submit; already rendered. */
  problem?: string;
};

/** Fields that are hidden until they are asked for, or until something in them matters. */
export type FormSection = { id: string; title: string; isOpen: boolean; fields: FormField[] };

/** A form of any kind. All texts but values are already rendered. */
export type FormParts = {
  id: string;
  nonce: string;
  /** Display name of the form's owner. */
  owner: string;
  heading: string;
  lines?: string[];
  fields: FormField[];
  sections?: FormSection[];
  closing?: string[];
  problem?: string;
  buttons: string[];
  twin: string;
  refreshFor?: string[];
};

/** Bytes for all choices together: a vault has up to two hundred policies. */
const roomForChoices = 11_000;

/** Refresh: view-form. */
export function formCard(form: FormParts, reader: Reader): CardJson {
  const language = texts(reader.language);
  const sections = form.sections ?? [];
  const room = roomForEach([...form.fields, ...sections.flatMap(({ fields }) => fields)]);
  const shownField = (field: FormField) => fieldOf(field, room, language);
  return render(
    'form',
    {
      id: form.id,
      nonce: form.nonce,
      heading: form.heading,
      owner: language.t('cards.restore-form.owner', { name: shown(form.owner, 80) }),
      problem: form.problem ?? '',
      hasProblem: form.problem !== undefined,
      lines: textsOf(form.lines),
      fields: form.fields.map(shownField),
      sections: sections.map(({ id, title, isOpen, fields }) => ({
        id,
        title,
        isVisible: isOpen,
        fields: fields.map(shownField),
      })),
      closing: textsOf(form.closing),
      buttons: buttonsOf(form.buttons, language),
      twin: form.twin,
      ...refreshOf(form.refreshFor),
    },
    reader,
  );
}

function textsOf(lines: string[] = []): { text: string }[] {
  return lines.map((text) => ({ text }));
}

function fieldOf(field: FormField, room: number, { t }: ReturnType<typeof texts>) {
  const all = field.choices?.map(({ title, value }) => ({ title: clip(title, 200), value }));
  const choices = all && choicesWithRoom(all, field, room);
  const more = (all?.length ?? 0) - (choices?.length ?? 0);
  return {
    id: field.id,
    label: more > 0 ? t('cards.form.label-more', { label: field.label, count: more }) : field.label,
    errorMessage: field.errorMessage,
    value: clip(field.value, Math.max(500, field.maxLength ?? 0)),
    maxLength: field.maxLength ?? 200,
    isRequired: field.isRequired ?? false,
    placeholder: field.placeholder ?? '',
    isMultiline: field.isMultiline ?? false,
    isText: choices === undefined,
    isChoice: choices !== undefined,
    choices: choices ?? [],
    isMulti: field.isMulti ?? false,
    style: field.isExpanded ? 'expanded' : 'compact',
    problem: field.problem ?? '',
    hasProblem: field.problem !== undefined,
  };
}

type Choice = NonNullable<FormField['choices']>[number];

/** Room for each long list: short lists leave theirs to the long ones. */
function roomForEach(fields: readonly FormField[]): number {
  const sizes = fields.flatMap(({ choices }) => (choices ? [Buffer.byteLength(JSON.stringify(choices))] : []));
  let left = roomForChoices;
  let most = left;
  for (const [at, size] of sizes.sort((a, b) => a - b).entries()) {
    most = left / (sizes.length - at);
    left -= Math.min(size, most);
  }
  return most;
}

/** The first choices that fit, and those that are chosen. Others can be typed. */
function choicesWithRoom(all: readonly Choice[], { value, isMulti }: FormField, room: number): Choice[] {
  const chosen = new Set(isMulti ? value.split(',') : [value]);
  const first = new Set(withRoom(all, room));
  return all.filter((one) => first.has(one) || chosen.has(one.value));
}

/** A form as everyone but its owner sees it. */
export type FormBusyCard = {
  id: string;
  nonce: string;
  owner: string;
  vm: string;
  /** The line that opens a form like it. */
  line: { command: CommandName; rest: string };
  /** The reader is its owner, on a phone, who needs no other form. */
  own?: boolean;
  /** Teams ids of people whose client asks for their own view: the owner. */
  refreshFor?: string[];
};

/** Verbs: open-own, view-form in a dialog; refresh: view-form. */
export function formBusyCard(data: FormBusyCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const { command, rest } = data.line;
  const line = `${commandIn(reader.language, command)} ${shown(rest, 100)}`;
  const card = render(
    'form-busy',
    {
      id: data.id,
      nonce: data.nonce,
      text: formBusyText(data, reader),
      buttons: data.own ? [] : buttonsOf(['open-own'], language),
      twin: language.t('cards.request.twin', { lines: `**${line}**` }),
      ...refreshOf(data.refreshFor),
    },
    reader,
  );
  const title = language.t('cards.button.view-form');
  return withDialogButton(card, { verb: 'view-form', id: data.id, nonce: data.nonce, title }, 'first');
}

export function formBusyText(data: Pick<FormBusyCard, 'owner' | 'vm'>, reader: Reader): string {
  return texts(reader.language).t('cards.form-busy.text', {
    name: shown(data.owner, 80),
    vm: shown(data.vm, 100),
  });
}

/** The one line that is left of a closed form. */
export type FormFoldedCard = {
  /**
   * submitted: it became request `id`. cancelled: by its owner. replaced: made room for newer ones. expired: after 15
   * minutes. rehearsed: shown, as its tier is off.
   */
  how: 'submitted' | 'cancelled' | 'replaced' | 'expired' | 'rehearsed';
  id: string;
  owner: string;
  vm: string;
};

export function formFoldedCard(data: FormFoldedCard, reader: Reader): CardJson {
  return render('form-folded', { text: formFoldedText(data, reader) }, reader);
}

export function formFoldedText(data: FormFoldedCard, reader: Reader): string {
  return texts(reader.language).t(`cards.form-folded.${data.how}`, {
    name: shown(data.owner, 80),
    vm: shown(data.vm, 100),
  });
}
