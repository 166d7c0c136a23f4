import type { Texts } from '../i18n/texts.ts';

/** What a card's button sends. Everything else is looked up by id; the nonce makes it single-use. */
export type Button = {
  verb: string;
  title: string;
  style: 'default' | 'positive' | 'destructive';
  /** `none` lets a button work while required inputs are still empty. */
  inputs: 'auto' | 'none';
};

const styles: Record<string, Button['style']> = {
  approve: 'positive',
  confirm: 'positive',
  'restore-plan': 'positive',
  'backup-run': 'positive',
  'policy-next': 'positive',
  'policy-create': 'positive',
  'protect-next': 'positive',
  'protect-go': 'positive',
  'resume-go': 'positive',
  'ask-go': 'positive',
  'drills-ask': 'positive',
  'keyaccess-grant': 'positive',
  reject: 'destructive',
  'cancel-job': 'destructive',
};

const withoutInputs: ReadonlySet<string> = new Set(['form-cancel', 'restore-change', 'policy-back']);

/** Buttons by verb; the titles are `cards.button.<verb>`. */
export function buttonsOf(verbs: readonly string[], texts: Texts): Button[] {
  return verbs.map((verb) => ({
    verb,
    title: texts.t(`cards.button.${verb}`),
    style: styles[verb] ?? 'default',
    inputs: withoutInputs.has(verb) ? 'none' : 'auto',
  }));
}

/** `refresh` of a card: asked for automatically by the clients of these people, at most 60 (Teams). */
export function refreshOf(teamsIds: readonly string[] | undefined): { refreshIds: string[]; refreshes: boolean } {
  const refreshIds = [...(teamsIds ?? [])].slice(0, 60);
  return { refreshIds, refreshes: refreshIds.length > 0 };
}
